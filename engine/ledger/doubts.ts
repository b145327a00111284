import { StoreError, type WriteHandle } from '../store/index.ts'
import { isAnythingInDoubt } from './attempts.ts'
import type { LedgerContext } from './context.ts'
import { LAST_ALIVE } from './epoch.ts'
import { readFact, runningRuns, writeFact } from './queries.ts'
import { giveUpDoubts } from './resolve.ts'

const CONNECTED = 'ledger-connected-ms'
const TICK_MS = 15_000

/** Counts the time in which events could have reached us, and gives up doubts that outlast it. */
export type DoubtWatch = {
  /** Time (ms, over all lives of the engine) in which events could reach us. */
  connectedMs(): number
  begin(): void
  /** Looks now instead of at the next tick: whether events can come may have changed. */
  look(): void
  /** Stops and writes the reading down. */
  end(): void
}

/** Makes the watch; it looks every 15 seconds while it runs. */
export function createDoubtWatch(context: LedgerContext): DoubtWatch {
  const { clock, vault } = context.deps
  let connectedMs = Number(readFact(vault.store.read, CONNECTED) ?? 0)
  let savedMs = connectedMs
  let seenAt = clock.monotonic()
  let wasAlive = false
  let forgetTimer: (() => void) | null = null

  // Receiving may be switched off while something is in doubt; then there is nothing to wait for.
  const canReceive = () => context.deps.receives?.() ?? true
  const count = () => {
    const now = clock.monotonic()
    const isAlive = context.deps.inboundAlive()
    // Only time at whose both ends events could come; a gap longer than two ticks was sleep, not connection.
    if (isAlive && wasAlive) connectedMs += Math.min(now - seenAt, 2 * TICK_MS)
    seenAt = now
    wasAlive = isAlive
  }
  const tick = () => {
    count()
    const read = vault.store.read
    const hasDoubt = isAnythingInDoubt(read)
    const isRunning = runningRuns(read).some((run) => run.owner !== 'reply')
    // A vault that nobody sends from is not written to.
    if (hasDoubt || isRunning) {
      write((db) => {
        writeFact(db, CONNECTED, String(Math.round(connectedMs)))
        if (isRunning) writeFact(db, LAST_ALIVE, String(clock.now()))
        if (hasDoubt) giveUpDoubts({ context, db }, canReceive() ? connectedMs - context.settings.doubtMs : Number.MAX_SAFE_INTEGER)
      })
    }
    forgetTimer?.()
    forgetTimer = clock.after(TICK_MS, tick)
  }
  const write = (work: (db: WriteHandle) => void) => {
    try {
      vault.store.write(work, { repeatable: true })
      savedMs = connectedMs
    } catch (error) {
      // A full disk is the loop's to tell; the next tick writes the same things again.
      if (!(error instanceof StoreError)) throw error
      context.deps.logger.warn('doubts-not-written', { kind: error.kind })
    }
  }
  return {
    connectedMs: () => Math.round(connectedMs),
    begin() {
      seenAt = clock.monotonic()
      wasAlive = context.deps.inboundAlive()
      forgetTimer = clock.after(TICK_MS, tick)
    },
    look() {
      if (forgetTimer !== null) tick()
    },
    end() {
      forgetTimer?.()
      forgetTimer = null
      count()
      if (savedMs !== connectedMs) write((db) => writeFact(db, CONNECTED, String(Math.round(connectedMs))))
    },
  }
}
