import type { Context } from '../context.ts'
import { answerOne } from '../answer.ts'
import { unreadMessages } from '../inbound.ts'
import { duePlans, nextDueAt } from '../kept/plans.ts'
import { momentIn } from '../rules/hours.ts'
import { carryOut } from './carry-out.ts'
import { planDays } from './dates.ts'
import { lookAtNewOrders } from './new-orders.ts'

/** So much is done before the engine's other work gets a turn. */
const AT_A_TIME = 20
/** A clock that was set, and a day that began, are noticed at least so soon. */
const LOOK_EVERY_MS = 15 * 60_000

export type Scheduler = { wake(): void; stop(): void }

/** Looks at messages and planned steps as they come; everything it needs stands in the database. */
export function createScheduler(context: () => Context): Scheduler {
  const { clock, logger, vault } = context().deps
  let forget: (() => void) | null = null
  let isStopped = false
  let dayPlanned = ''
  const later = (delayMs: number): void => {
    forget?.()
    forget = isStopped ? null : clock.after(delayMs, look)
  }
  function look(): void {
    forget = null
    if (isStopped) return
    try {
      const hasMore = work(context(), dayPlanned)
      dayPlanned = hasMore.day
      const next = nextDueAt(vault.store.read)
      later(hasMore.isMore ? 0 : Math.max(0, Math.min(LOOK_EVERY_MS, next === null ? LOOK_EVERY_MS : next - clock.now())))
    } catch (error) {
      // Disk full or gone: everything is still there and is looked at again.
      logger.error('automation.look-failed', error)
      later(LOOK_EVERY_MS)
    }
  }
  return {
    wake: () => later(0),
    stop() {
      isStopped = true
      forget?.()
      forget = null
    },
  }
}

function work(context: Context, dayPlanned: string): { readonly isMore: boolean; readonly day: string } {
  const { clock, vault } = context.deps
  const { read } = vault.store
  const unread = unreadMessages(read, AT_A_TIME)
  for (const wamid of unread) answerOne(context, wamid)
  const day = `${momentIn(clock.now(), vault.shop.timeZone).date} ${context
    .book()
    .automations.map(({ isOn, savedAt }) => `${Number(isOn)}${savedAt}`)
    .join()}`
  if (day !== dayPlanned) planDays(context)
  lookAtNewOrders(context)
  const due = duePlans(read, clock.now(), AT_A_TIME)
  for (const { plannedId } of due) carryOut(context, plannedId)
  return { isMore: unread.length === AT_A_TIME || due.length === AT_A_TIME, day }
}
