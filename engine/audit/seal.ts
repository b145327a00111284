import { z } from 'zod'
import type { Clock, Secrets } from '../kernel/index.ts'
import type { Head } from './chain.ts'

/** What stands outside the database: the newest entry that was ever seen, and how many were missing when they were looked for. */
const Seal = z.strictObject({ index: z.number().int(), chain: z.string(), missing: z.number().int() })
export type Seal = z.infer<typeof Seal>

const NAME = 'audit-head'
/** A burst of acts costs the keychain one write. */
const QUIET_MS = 500

/** Reads the seal; null where there is none yet. A seal that can't be read counts as none: verifying says so. */
export async function readSeal(secrets: Secrets): Promise<Seal | null> {
  const text = await secrets.get(NAME)
  if (text === null) return null
  try {
    return Seal.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Keeps the seal at the newest entry, a moment after it; `flush` does it at once. */
export function createSealer(secrets: Secrets, clock: Clock, begun: Seal) {
  let wanted = begun
  let written = begun
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    cancel?.()
    cancel = null
    if (wanted === written) return writing
    const now = wanted
    writing = writing.then(() => secrets.set(NAME, JSON.stringify(now)))
    written = now
    return writing
  }
  return {
    seal: (): Seal => wanted,
    moved(head: Head): void {
      wanted = { ...wanted, ...head }
      // Lost with a kill: the log is ahead of its seal then, which is no sign of a cut.
      cancel ??= clock.after(QUIET_MS, () => void write().catch(() => undefined))
    },
    /** The log ends before its seal: what is missing is remembered for good, and the seal goes on from here. */
    foundMissing(count: number, head: Head): void {
      wanted = { ...head, missing: wanted.missing + count }
    },
    flush: write,
  }
}
