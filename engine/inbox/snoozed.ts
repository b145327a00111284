import { sql, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { announceAfter } from './shelf.ts'

/** Brings snoozed conversations back when their time has come. */
export type Sleepers = { /** Looks for what is due now and sets the clock for the next; also after a change. */ look(): void; stop(): void }

const BATCH = 500
/** A computer that slept, or whose clock was set, is noticed within this time. */
const LONGEST_WAIT_MS = 60_000
const AFTER_TROUBLE_MS = 5_000

type Due = { readonly customerSeq: number }

/** Makes it; nothing happens before the first `look`. */
export function createSleepers(deps: Pick<InboxDeps, 'vault' | 'clock' | 'logger' | 'announcer'>): Sleepers {
  const { clock, logger } = deps
  const { store } = deps.vault
  let forget: () => void = () => undefined
  const wakeDue = (db: WriteHandle): number => {
    const due = db.all<Due>(sql`
      select customer_seq as customerSeq from conversation
      where snoozed_until is not null and snoozed_until <= ${clock.now()} order by snoozed_until limit ${BATCH}`)
    for (const { customerSeq } of due) {
      db.run(sql`update conversation set snoozed_until = null where customer_seq = ${customerSeq}`)
      announceAfter(deps, db, [customerSeq, 'snoozed'])
    }
    return due.length
  }
  const nextAt = (): number | null =>
    store.read.get<{ at: number }>(
      sql`select snoozed_until as at from conversation where snoozed_until is not null order by snoozed_until limit 1`,
    )?.at ?? null
  const wait = (delayMs: number) => {
    forget = clock.after(delayMs, look)
  }
  function look(): void {
    forget()
    try {
      const first = nextAt()
      if (first === null) return
      const woken = first <= clock.now() ? store.write(wakeDue) : 0
      const next = woken === BATCH ? clock.now() : nextAt()
      if (next !== null) wait(Math.min(Math.max(0, next - clock.now()), LONGEST_WAIT_MS))
    } catch (error) {
      // Disk full or gone: they stay asleep for a moment longer.
      logger.error('inbox.wake-failed', error)
      wait(AFTER_TROUBLE_MS)
    }
  }
  return { look, stop: () => forget() }
}
