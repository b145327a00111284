import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Clock } from '../kernel/index.ts'
import { sql, type Store } from '../store/index.ts'
import { KeychainError, type Keychain } from './keychain.ts'
import { SERVICE } from './secrets.ts'

const Try = z.strictObject({ count: z.number().int().min(1), at: z.number(), boot: z.number() })
const Kept = z.record(z.string().max(60), Try)
/** Wrong tries of somebody, the newest by wall clock and by the time since the computer started. */
export type Try = z.infer<typeof Try>
type Kept = z.infer<typeof Kept>

/** Tries that cost nothing but the time of hashing. */
const FREE_TRIES = 5
const WAITS_MS = [30_000, 60_000, 300_000, 900_000, 3_600_000] as const

/** How long nobody may try after so many wrong tries (SECURITY R-06). */
export const waitAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : (WAITS_MS[Math.min(count - FREE_TRIES, WAITS_MS.length - 1)] ?? 0)

/**
 * Counts wrong tries of each person. The count stands in the vault, in the keychain and in a file beside the vault; where they differ
 * the one that makes wait longer rules, so taking one away helps nobody.
 */
export type Tries = {
  /** Milliseconds until somebody may try again; 0 is now. */
  remainingMs(): Promise<number>
  /** Counts a try as wrong before it is looked at, so that ending the process does not save it. Answers what stood there before. `sign-in-wait` with `until`. */
  begin(who: string): Promise<Result<Try | null>>
  /** The try was right. */
  succeeded(who: string): Promise<void>
  /** The try was no wrong one after all, but proved nothing yet: what stood there before holds again. */
  takeBack(who: string, before: Try | null): Promise<void>
  /** The vault was opened, or (null) closed: its rows count too. */
  meet(store: Store | null): void
}

type TriesDeps = { readonly folder: string; readonly keychain: Keychain; readonly clock: Clock; readonly account: () => string | null }

const parseKept = (text: string | null): Kept => {
  if (text === null) return {}
  try {
    const kept = Kept.safeParse(JSON.parse(text))
    return kept.success ? kept.data : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function readSidecar(path: string): Kept {
  try {
    return parseKept(readFileSync(path, 'utf8'))
  } catch {
    // Not there, or not readable: the two other places count.
    return {}
  }
}

const readRows = (store: Store | null): Kept =>
  Object.fromEntries(
    (store?.read.all<Try & { who: string }>(sql`select who, count, at, boot from sign_in_try`) ?? []).map(({ who, ...one }) => [who, one]),
  )

/** Makes the counter of one vault's folder. */
export function createTries({ folder, keychain, clock, account }: TriesDeps): Tries {
  const path = join(folder, 'tries.json')
  let store: Store | null = null
  const boot = (): number => clock.sinceBoot?.() ?? clock.monotonic()
  const inKeychain = async (work: (account: string) => Promise<string | null | void>): Promise<string | null> => {
    const name = account()
    if (name === null) return null
    try {
      return (await work(`${name}.tries`)) ?? null
    } catch (error) {
      if (!(error instanceof KeychainError)) throw error
      return null
    }
  }
  const all = async (): Promise<Kept[]> => [
    readSidecar(path),
    parseKept(await inKeychain((name) => keychain.getPassword(SERVICE, name))),
    readRows(store),
  ]
  /** Never longer than the time that has surely passed: the wall clock can be set, and time since the start begins anew with it. */
  const elapsedMs = (one: Try): number => {
    const now = boot()
    return now >= one.boot ? now - one.boot : Math.min(Math.max(0, clock.now() - one.at), now)
  }
  const waitOf = (one: Try): number => Math.max(0, waitAfter(one.count) - elapsedMs(one))
  const keep = async (kept: Kept): Promise<void> => {
    store?.write((db) => {
      db.run(sql`delete from sign_in_try`)
      for (const [who, { count, at, boot: since }] of Object.entries(kept))
        db.run(sql`insert into sign_in_try (who, count, at, boot) values (${who}, ${count}, ${at}, ${since})`)
    })
    const text = JSON.stringify(kept)
    writeFileSync(`${path}.new`, text, { mode: 0o600 })
    renameSync(`${path}.new`, path)
    await inKeychain((name) => keychain.setPassword(SERVICE, name, text))
  }
  const highest = async (): Promise<Kept> => {
    const found = new Map<string, Try>()
    for (const [who, one] of (await all()).flatMap((kept) => Object.entries(kept))) {
      const other = found.get(who)
      if (other === undefined || one.count > other.count) found.set(who, one)
    }
    return Object.fromEntries(found)
  }
  // Of all copies, not of the highest counts: one that was written by hand may count much and be old.
  const remainingMs = async (): Promise<number> => Math.max(0, ...(await all()).flatMap((kept) => Object.values(kept).map(waitOf)))
  return {
    remainingMs,
    async begin(who) {
      const waitMs = await remainingMs()
      if (waitMs > 0) {
        const until = Math.ceil(clock.now() + waitMs)
        return fail('sign-in-wait', { until }, { at: until })
      }
      const kept = await highest()
      await keep({ ...kept, [who]: { count: (kept[who]?.count ?? 0) + 1, at: clock.now(), boot: boot() } })
      return ok(kept[who] ?? null)
    },
    async succeeded(who) {
      const { [who]: _right, ...others } = await highest()
      await keep(others)
    },
    async takeBack(who, before) {
      const { [who]: _wrong, ...others } = await highest()
      await keep(before === null ? others : { ...others, [who]: before })
    },
    meet(opened) {
      store = opened
    },
  }
}
