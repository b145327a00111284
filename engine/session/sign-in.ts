import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Staff } from '../staff/index.ts'
import { knownBySeq, note, type Known, type SessionContext } from './context.ts'
import { hashOneTimeCode } from './one-time-codes.ts'
import { fitsPassword, hashPassword, isBelow } from './passwords.ts'
import { noteSignIn, noteStep, renewHash, useOneTimeCode, type Access } from './queries.ts'
import type { SeatPlace } from './seat.ts'
import { stepOf } from './totp.ts'

type Given = { readonly password: string; readonly code?: string | undefined }

/** Whom a name on the list stands for. */
export const knownById = (context: SessionContext, staffId: string): Known | undefined =>
  knownBySeq(context, context.deps.staff.find(context.deps.vault.store.read, staffId))

export function knownByName(context: SessionContext, name: string): Known | undefined {
  const caller: Parameters<Staff['me']>[1] = { person: name.trim() === '' ? 'owner' : name, role: 'viewer' }
  return knownBySeq(context, context.deps.staff.me(context.deps.vault.store.read, caller))
}

/** A code of the app, each step once, or a one-time code, used up by it. */
async function fitsCode(context: SessionContext, access: Access, code: string): Promise<boolean> {
  const { store } = context.deps.vault
  if (access.totpSecret === null) return true
  const step = stepOf(code, { secret: access.totpSecret, at: context.deps.clock.now(), lastStep: access.totpStep })
  if (step !== null) {
    store.write((db) => noteStep(db, access.staffSeq, step))
    return true
  }
  const hash = hashOneTimeCode(code, await context.codeKey())
  return store.write((db) => useOneTimeCode(db, access.staffSeq, hash))
}

/** Whether the password is theirs. A name that nobody has, and one without a password, take as long as a wrong password. */
async function fits(context: SessionContext, known: Known | undefined, password: string): Promise<boolean> {
  const hash = known?.access?.password ?? null
  if (hash !== null) return fitsPassword(password, hash)
  await hashPassword(password, context.strength, context.deps.random)
  return false
}

/** One counted try; what `work` says of it decides whether it was wrong. A password that fits without its code was not. */
export async function counted<T>(context: SessionContext, who: string, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const begun = await context.tries.begin(who)
  if (!begun.ok) return begun
  const result = await work()
  if (result.ok) await context.tries.succeeded(who)
  else if (result.error.code === 'totp-needed') await context.tries.takeBack(who, begun.value)
  return result
}

/** Password and, where there is a second step, code. Errors: sign-in-wrong, totp-needed, totp-wrong. */
async function verify(
  context: SessionContext,
  known: Known | undefined,
  { password, code }: Given,
): Promise<Result<Known & { access: Access }>> {
  const isRight = await fits(context, known, password)
  if (!isRight || known?.access === undefined) return fail('sign-in-wrong')
  const { access } = known
  if (access.totpSecret !== null && code === undefined) return fail('totp-needed')
  if (code !== undefined && !(await fitsCode(context, access, code))) return fail('totp-wrong')
  return ok({ ...known, access })
}

/** Signs somebody in at a seat. Errors: sign-in-wrong, sign-in-wait (until), totp-needed, totp-wrong. */
export async function signIn(
  context: SessionContext,
  place: SeatPlace,
  { known, given }: { known: Known | undefined; given: Given },
): Promise<Result<void>> {
  const verified = await counted(context, known?.colleague.staffId ?? 'nobody', () => verify(context, known, given))
  note(context, 'session.signIn', { known, result: verified })
  if (!verified.ok) return verified
  await sitDown(context, place, { known: verified.value, password: given.password })
  return ok(undefined)
}

type SittingDown = { readonly known: Known & { access: Access }; readonly password: string }

/** The password was right: what was made more cheaply is made anew, and the vault's key is sealed under it where it is not. */
async function sitDown(context: SessionContext, place: SeatPlace, { known, password }: SittingDown): Promise<void> {
  const { deps, strength } = context
  const { staffSeq, accessId, password: hash } = known.access
  const renewed = hash !== null && isBelow(hash, strength) ? await hashPassword(password, strength, deps.random) : null
  deps.vault.store.write((db) => {
    if (renewed !== null) renewHash(db, staffSeq, renewed)
    noteSignIn(db, staffSeq, deps.clock.now())
    db.afterCommit(() => deps.announcer.announce('staff.changed', {}))
  })
  const keys = deps.doors?.keys ?? null
  if (keys !== null && !(await keys.isCurrent(known.colleague))) await keys.give(known.colleague, password)
  place.signIn({ staffSeq, accessId })
}

/** Proves again who sits here: by code where there is a second step, else by password. */
export async function prove(
  context: SessionContext,
  place: SeatPlace,
  given: { password?: string | undefined; code?: string | undefined },
): Promise<Result<void>> {
  const person = place.person()
  if (person === undefined) return fail('locked')
  const known = knownById(context, person.staffId)
  const access = known?.access
  if (known === undefined || access === undefined) return fail('locked')
  const needsCode = access.totpSecret !== null
  if (needsCode && given.code === undefined) return fail('totp-needed')
  const proven = await counted(context, person.staffId, async () => {
    const isRight = needsCode ? await fitsCode(context, access, given.code ?? '') : await fits(context, known, given.password ?? '')
    return isRight ? ok(undefined) : fail(needsCode ? 'totp-wrong' : 'sign-in-wrong')
  })
  note(context, 'session.prove', { known, result: proven })
  if (proven.ok) place.prove()
  return proven
}
