import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { AutomationId, CustomerId, MessageId, OrderId, TimestampMs } from '#contract/kernel/values.ts'
import type { Context } from './context.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { findDoubt, listDoubts, openDoubts, settle, type Doubt } from './kept/doubts.ts'
import { cancelPlans, endPlan, listPlans, waitingPlan, type PlanRow } from './kept/plans.ts'
import { answersOf, commentsOf, countSurveys, scoresOf } from './kept/surveys.ts'
import { findUse, listUses, markUse } from './kept/uses.ts'
import { momentIn } from './rules/hours.ts'
import { tellDoubts } from './inbound.ts'
import { viewOfUse } from './views.ts'

/** What automations did, newest first. @returns input-refused for a cursor of another list */
export function uses(context: Context, input: ParsedInput<'automation.uses'>): Result<CallOutput<'automation.uses'>> {
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const { limit, cursor: _cursor, ...filter } = input
  const rows = listUses(context.deps.vault.store.read, { ...filter, after: after.value?.seq ?? null }, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return ok({
    uses: shown.map((use) => viewOfUse(context, use)),
    nextCursor: rows.length > limit && last !== undefined ? toCursor(last) : null,
  })
}

/** Marks an answer as wrong, or takes the mark back. @returns automation-use-missing */
export function markWrong(
  context: Context,
  input: ParsedInput<'automation.markWrong'>,
  person: string,
): Result<CallOutput<'automation.markWrong'>> {
  const { deps } = context
  const use = findUse(deps.vault.store.read, input)
  if (use === undefined) return fail('automation-use-missing')
  deps.vault.store.write((db) => {
    markUse(db, use.useId, input.wrong ? { at: deps.clock.now(), by: person } : null)
    db.afterCommit(() =>
      deps.announcer.announce('automation.used', {
        customerId: use.customerId as CustomerId,
        automationId: use.automationId as AutomationId | null,
      }),
    )
  })
  const marked = findUse(deps.vault.store.read, { useId: use.useId })
  return marked === undefined ? fail('automation-use-missing') : ok(viewOfUse(context, marked))
}

/** What is planned, or is over. @returns input-refused for a cursor of another list */
export function planned(context: Context, input: ParsedInput<'automation.planned'>): Result<CallOutput<'automation.planned'>> {
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const { limit, over } = input
  const rows = listPlans(context.deps.vault.store.read, { ...input, after: after.value, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = last === undefined ? null : { at: (over ? last.overAt : last.dueAt) ?? 0, seq: last.seq }
  return ok({ steps: shown.map((row) => planView(context, row)), nextCursor: rows.length > limit && next !== null ? toCursor(next) : null })
}

function planView({ book }: Context, { seq: _seq, ...row }: PlanRow): CallOutput<'automation.planned'>['steps'][number] {
  const one = book().automations.find(({ automationId }) => automationId === row.automationId)
  return {
    ...row,
    automationId: row.automationId as AutomationId,
    name: one?.name ?? '',
    kind: one?.kind ?? 'reminder',
    customerId: row.customerId as CustomerId,
    orderId: row.orderId as OrderId | null,
    dueAt: row.dueAt as TimestampMs,
    overAt: row.overAt as TimestampMs | null,
  }
}

/** Cancels a step, and with `rest` all that the same automation planned for this customer. @returns automation-plan-missing */
export function cancelPlanned(
  { deps }: Context,
  input: ParsedInput<'automation.cancelPlanned'>,
): Result<CallOutput<'automation.cancelPlanned'>> {
  const plan = waitingPlan(deps.vault.store.read, input.plannedId)
  if (plan === undefined) return fail('automation-plan-missing')
  const at = deps.clock.now()
  const cancelled = deps.vault.store.write((db) => {
    if (input.rest) return cancelPlans(db, { automationIds: [plan.automationId], customerSeq: plan.customerSeq }, { reason: 'by-hand', at })
    return endPlan(db, plan.plannedId, { state: 'cancelled', reason: 'by-hand', at }) ? 1 : 0
  })
  return ok({ cancelled })
}

type DoubtView = CallOutput<'automation.settleDoubt'>

const doubtView = ({ seq: _seq, customerSeq: _customerSeq, decision, settledAt, settledBy, ...doubt }: Doubt): DoubtView => ({
  ...doubt,
  customerId: doubt.customerId as CustomerId,
  messageId: doubt.messageId as MessageId | null,
  at: doubt.at as TimestampMs,
  settled: decision === null || settledAt === null ? null : { decision, at: settledAt as TimestampMs, by: settledBy ?? '' },
})

/** The pile. @returns input-refused for a cursor of another list */
export function doubts({ deps }: Context, input: ParsedInput<'automation.doubts'>): Result<CallOutput<'automation.doubts'>> {
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const db = deps.vault.store.read
  const rows = listDoubts(db, { settled: input.settled, after: after.value, limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  const next = last === undefined ? null : { at: (input.settled ? last.settledAt : last.at) ?? 0, seq: last.seq }
  return ok({
    doubts: shown.map(doubtView),
    open: openDoubts(db),
    nextCursor: rows.length > input.limit && next !== null ? toCursor(next) : null,
  })
}

/** Settles a doubt; a wish goes into the consent history with the customer's own words. @returns automation-doubt-missing */
export function settleDoubt(context: Context, input: ParsedInput<'automation.settleDoubt'>, person: string): Result<DoubtView> {
  const { deps } = context
  const doubt = findDoubt(deps.vault.store.read, input.doubtId)
  if (doubt === undefined) return fail('automation-doubt-missing')
  const { decision } = input
  const now = deps.clock.now()
  deps.vault.store.write((db) => {
    settle(db, input.doubtId, { decision, at: now, by: person })
    if (decision !== 'neither')
      deps.customer.recordOffers(db, doubt.customerSeq, {
        decision: decision === 'stop' ? 'no' : 'yes',
        source: 'chat',
        detail: doubt.text.slice(0, 200),
        // Settled again, the later reading counts, so it may not share the message's moment with the first.
        at: doubt.decision === null ? doubt.at : now,
        by: person,
      })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: doubt.customerId as CustomerId }))
    tellDoubts(deps, db)
  })
  const settled = findDoubt(deps.vault.store.read, input.doubtId)
  return settled === undefined ? fail('automation-doubt-missing') : ok(doubtView(settled))
}

const hundredths = (sum: number, count: number): number => Math.round((sum * 100) / count)

/** What customers answered to surveys. @returns input-refused for a cursor of another list */
export function surveyReport(
  { deps }: Context,
  input: ParsedInput<'automation.surveyReport'>,
): Result<CallOutput<'automation.surveyReport'>> {
  const after = fromCursor(input.commentCursor)
  if (!after.ok) return after
  const db = deps.vault.store.read
  const { asked, answered, sum } = countSurveys(db, input)
  const comments = commentsOf(db, input, { after: after.value, limit: input.limit + 1 })
  const shown = comments.slice(0, input.limit)
  const last = shown.at(-1)
  return ok({
    asked,
    answered,
    averageHundredths: answered === 0 ? null : hundredths(sum, answered),
    scores: scoresOf(db, input),
    days: byDay(answersOf(db, input), deps.vault.shop.timeZone),
    comments: shown.map(({ seq: _seq, ...comment }) => ({
      ...comment,
      customerId: comment.customerId as CustomerId,
      at: comment.at as TimestampMs,
    })),
    nextCommentCursor: comments.length > input.limit && last !== undefined ? toCursor(last) : null,
  })
}

function byDay(
  answers: readonly { readonly answeredAt: number; readonly score: number }[],
  timeZone: string,
): CallOutput<'automation.surveyReport'>['days'] {
  const days = new Map<string, { answered: number; sum: number }>()
  for (const { answeredAt, score } of answers) {
    const { date } = momentIn(answeredAt, timeZone)
    const day = days.get(date) ?? { answered: 0, sum: 0 }
    days.set(date, { answered: day.answered + 1, sum: day.sum + score })
  }
  return [...days].map(([day, { answered, sum }]) => ({ day, answered, averageHundredths: hundredths(sum, answered) }))
}
