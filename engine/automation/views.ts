import type { Automation, AutomationIssue, AutomationUse } from '#contract/ipc/automation-views.ts'
import type { AutomationId, CustomerId, MessageId, TimestampMs } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { monthStart } from '../price/index.ts'
import type { ReadHandle } from '../store/index.ts'
import { issuesOf } from './check.ts'
import type { Known } from './check-parts.ts'
import type { Context } from './context.ts'
import type { AutomationDeps } from './deps.ts'
import type { AutomationRow } from './kept/book.ts'
import { countWaiting } from './kept/plans.ts'
import { costOf, countUses, listUses, type UseRow } from './kept/uses.ts'
import { sentenceOf } from './sentence.ts'

type View = z.infer<typeof Automation>

const WEEK_MS = 7 * 86_400_000

/** What is there to be named by an automation. */
export const knownOf = ({ deps, book }: Context, db: ReadHandle): Known => ({
  hasQuickReply: (quickReplyId) => deps.quickReply.outgoing(db, quickReplyId, -1) !== null,
  hasProduct: (retailerId) => deps.catalog.find(db, retailerId) !== undefined,
  hasCatalog: deps.catalog.catalogId(db) !== null,
  template: (name, language) => {
    const state = deps.template.state(db, name, language)
    return state === undefined ? undefined : { isSendable: state.status === 'APPROVED' }
  },
  kindOf: (automationId) => book().automations.find((one) => one.automationId === automationId)?.kind,
  hasShopHours: deps.profile.hours(db).length > 0,
})

export const issuesIn = (context: Context, db: ReadHandle, work: AutomationRow['work']): AutomationIssue[] =>
  issuesOf(work, knownOf(context, db))

/** Messages and their cost this month in the shop's time zone, of one automation or of all. */
export function monthOf(
  { price, vault, clock }: Pick<AutomationDeps, 'price' | 'vault' | 'clock'>,
  db: ReadHandle,
  automationId: string | null,
): View['month'] {
  const { messages, costMicros } = costOf(db, monthStart(vault.shop.timeZone, clock.now()), automationId)
  return { messages, costMicros, currency: price.currency, isSample: price.facts().isSample }
}

export function viewOf(context: Context, db: ReadHandle, row: AutomationRow): View {
  const { deps } = context
  const { automationId } = row
  return {
    automationId: automationId as AutomationId,
    name: row.name,
    kind: row.kind,
    on: row.isOn,
    work: row.work,
    sentence: sentenceOf(deps, db, row.work),
    issues: issuesIn(context, db, row.work),
    month: monthOf(deps, db, automationId),
    lastUses: listUses(db, { automationId }, 5).map((use) => viewOfUse(context, use)),
    last7Days: countUses(db, automationId, deps.clock.now() - WEEK_MS),
    planned: countWaiting(db, { automationId }),
    savedAt: row.savedAt as TimestampMs,
    savedBy: row.savedBy,
  }
}

export function viewOfUse({ book }: Context, use: UseRow): z.infer<typeof AutomationUse> {
  const one = book().automations.find(({ automationId }) => automationId === use.automationId)
  return {
    useId: use.useId,
    automationId: use.automationId as AutomationId | null,
    name: one?.name ?? '',
    kind: one?.kind ?? null,
    decidedBy: use.decidedBy,
    partId: use.partId,
    customerId: use.customerId as CustomerId,
    customerName: use.customerName,
    at: use.at as TimestampMs,
    said: use.said,
    messageId: use.messageId as MessageId | null,
    outcome: use.outcome,
    why: use.why,
    handedOver: use.handedOver,
    wrong: use.wrongAt === null ? null : { at: use.wrongAt as TimestampMs, by: use.wrongBy ?? '' },
  }
}
