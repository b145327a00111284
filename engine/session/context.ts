import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallContext } from '../kernel/index.ts'
import type { Colleague } from '../staff/index.ts'
import { createTries, STRENGTH, type Strength, type Tries, noKeychain } from '../vault/index.ts'
import type { SessionDeps } from './deps.ts'
import type { SessionNote } from './face.ts'
import { accessOf, type Access } from './queries.ts'
import type { SeatPlace } from './seat.ts'

/** What the use cases share. */
export type SessionContext = {
  readonly deps: SessionDeps
  readonly tries: Tries
  readonly strength: Strength
  /** Seals the hashes of one-time codes. */
  readonly codeKey: () => Promise<string>
  /** Secrets of second steps that were begun and not confirmed, by seat. */
  readonly begun: Map<string, string>
}

export function createContext(deps: SessionDeps): SessionContext {
  const { vault, clock, random, doors } = deps
  // A vault without doors of its own (in memory, in tests) counts in its rows and beside its files.
  const own = (): Tries => {
    const tries = createTries({ folder: vault.folder, keychain: noKeychain, clock, account: () => null })
    tries.meet(vault.store)
    return tries
  }
  return {
    deps,
    tries: doors?.tries ?? own(),
    strength: doors?.strength ?? STRENGTH,
    codeKey: () => vault.secrets.getOrMake('one-time-code-key', () => Buffer.from(random.bytes(32)).toString('hex')),
    begun: new Map(),
  }
}

/** The seat of a call; one without a seat can't sign in. */
export function placeOf({ deps }: SessionContext, { seat }: Pick<CallContext, 'seat'>): Result<SeatPlace> {
  const place = deps.desk.find(seat)
  return place === undefined ? fail('locked') : ok(place)
}

/** Somebody with the access that they have, if any. */
export type Known = { readonly colleague: Colleague; readonly access: Access | undefined }

export function knownBySeq(context: SessionContext, colleague: Colleague | undefined): Known | undefined {
  return colleague === undefined ? undefined : { colleague, access: accessOf(context.deps.vault.store.read, colleague.staffSeq) }
}

/** Tells the log of acts. */
export function note(
  context: SessionContext,
  act: SessionNote['act'],
  about: { readonly known: Known | undefined; readonly result: Result<unknown> },
) {
  const { known, result } = about
  context.deps.audit?.note({
    act,
    outcome: result.ok ? 'done' : 'refused',
    code: result.ok ? null : result.error.code,
    person: known === undefined ? '' : known.colleague.name || 'owner',
    role: known?.colleague.role ?? 'viewer',
  })
}
