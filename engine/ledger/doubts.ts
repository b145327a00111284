import { StoreError, type WriteHandle } from '../store/index.ts'
import { attemptsInDoubtSince, isAnythingInDoubt } from './attempts.ts'
import type { LedgerContext } from './context.ts'
import { LAST_ALIVE } from './epoch.ts'
import { readFact, runningRuns, writeFact } from './queries.ts'
import { giveUpDoubts } from './resolve.ts'

const CONNECTED = 'ledger-connected-ms'
const TICK_MS = 15_000
/** How often the readings are written down while there is a reason to: each writing waits for the disk. */
const SAVE_MS = 300_000

/** Counts the time in which events could have reached us, and gives up doubts that outlast it. */
export class DoubtWatch {
  readonly #context: LedgerContext
  /** Time (ms, over all lives of the engine) in which events could reach us. */
  #connectedMs: number
  #seenAt: number
  #savedAt: number
  #wasAlive = false
  #forget: (() => void) | null = null

  constructor(context: LedgerContext) {
    this.#context = context
    this.#connectedMs = Number(readFact(context.deps.vault.store.read, CONNECTED) ?? 0)
    this.#seenAt = context.deps.clock.monotonic()
    this.#savedAt = this.#seenAt
  }

  get connectedMs(): number {
    return Math.round(this.#connectedMs)
  }

  /** Looks every 15 seconds from now on. */
  begin(): void {
    this.#seenAt = this.#context.deps.clock.monotonic()
    this.#wasAlive = this.#context.deps.inboundAlive()
    this.#plan()
  }

  /** Looks now instead of at the next tick: whether events can come may have changed. */
  look(): void {
    if (this.#forget !== null) this.#tick()
  }

  /** Stops, and writes the readings down. */
  end(): void {
    this.#forget?.()
    this.#forget = null
    this.#count()
    if (this.#hasReason()) this.#write((db) => this.#save(db))
  }

  #plan(): void {
    this.#forget?.()
    this.#forget = this.#context.deps.clock.after(TICK_MS, () => this.#tick())
  }

  #tick(): void {
    this.#count()
    const markMs = this.#markMs()
    const isRipe = attemptsInDoubtSince(this.#context.deps.vault.store.read, markMs).length > 0
    const isDue = this.#context.deps.clock.monotonic() - this.#savedAt >= SAVE_MS && this.#hasReason()
    if (isRipe || isDue) {
      this.#write((db) => {
        this.#save(db)
        giveUpDoubts({ context: this.#context, db }, markMs)
      })
    }
    this.#plan()
  }

  #count(): void {
    const now = this.#context.deps.clock.monotonic()
    const isAlive = this.#context.deps.inboundAlive()
    // Only time at whose both ends events could come; a gap longer than two ticks was sleep, not connection.
    if (isAlive && this.#wasAlive) this.#connectedMs += Math.min(now - this.#seenAt, 2 * TICK_MS)
    this.#seenAt = now
    this.#wasAlive = isAlive
  }

  /** What fell in doubt at or before this reading is given up. Where no events can come there is nothing to wait for. */
  #markMs(): number {
    const canReceive = this.#context.deps.receives?.() ?? true
    return canReceive ? this.#connectedMs - this.#context.settings.doubtMs : Number.MAX_SAFE_INTEGER
  }

  /** A vault from which nobody sends is not written to. */
  #hasReason(): boolean {
    const { read } = this.#context.deps.vault.store
    return isAnythingInDoubt(read) || runningRuns(read).some((run) => run.owner === 'broadcast')
  }

  #save(db: WriteHandle): void {
    const { clock } = this.#context.deps
    writeFact(db, CONNECTED, String(this.connectedMs))
    writeFact(db, LAST_ALIVE, String(this.#context.time.now()))
    this.#savedAt = clock.monotonic()
  }

  #write(work: (db: WriteHandle) => void): void {
    try {
      this.#context.deps.vault.store.write(work, { repeatable: true })
    } catch (error) {
      // A full disk is the loop's to tell; the next tick writes the same things again.
      if (!(error instanceof StoreError)) throw error
      this.#context.deps.logger.warn('doubts-not-written', { kind: error.kind })
    }
  }
}
