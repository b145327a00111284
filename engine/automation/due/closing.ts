import { newId } from '../../kernel/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { Context } from '../context.ts'
import { addPlan } from '../kept/plans.ts'
import { lastAskedAt } from '../kept/surveys.ts'
import { personBySeq } from '../kept/people.ts'

const DAY_MS = 86_400_000

/** Plans the survey that is on when a conversation ends, unless this customer was asked lately or never wrote. */
export function conversationClosed(context: Context, db: WriteHandle, closed: { readonly customerSeq: number; readonly at: number }): void {
  const { deps } = context
  const now = deps.clock.now()
  for (const { isOn, automationId, work } of context.book().automations) {
    if (!isOn || work.kind !== 'survey') continue
    const asked = lastAskedAt(db, closed.customerSeq)
    if (asked !== null && now - asked < work.onceInDays * DAY_MS) continue
    if ((personBySeq(db, closed.customerSeq)?.lastInboundAt ?? null) === null) continue
    addPlan(db, {
      plannedId: newId('pln', deps.random, now),
      automationId,
      partId: '',
      customerSeq: closed.customerSeq,
      about: String(now),
      orderId: null,
      dueAt: now + work.afterMinutes * 60_000,
      madeAt: now,
      facts: {},
    })
    db.afterCommit(() => context.wake())
  }
}
