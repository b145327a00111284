import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastFigures } from '../broadcast/index.ts'
import { breathe } from '../kernel/index.ts'
import { FREE_SERVICE } from '../price/index.ts'
import { readChats } from './chats.ts'
import type { ReportDeps } from './deps.ts'
import { endedBetween, failuresBetween, salesBetween, spendBetween } from './money.ts'
import { qualityDuring } from './quality.ts'
import { monthsOf, timesOf } from './span.ts'

type Overview = CallOutput<'report.overview'>
type Comparison = Overview['broadcasts'][number]
type Days = Pick<ParsedInput<'report.overview'>, 'from' | 'to'>

/**
 * Everything that the reports page shows of a span of days in the shop's zone. Months at its edges hold only their days of the
 * span. Sales are in the shop's currency, spend in that of the price rules. Error: input-refused.
 */
export async function readOverview(deps: ReportDeps, days: Days): Promise<Result<Overview>> {
  const { vault, clock, price, broadcasts } = deps
  const { timeZone, currency } = vault.shop
  const db = vault.store.read
  const span = timesOf(days, timeZone)
  if (span === null) return fail('input-refused', { path: 'to' })
  const months = await readMonths(deps, days)
  const compared = await readComparison(deps, days)
  const chats = await readChats(db, span, { timeZone, now: clock.now() })
  return ok({
    months,
    spendCurrency: price.currency,
    salesCurrency: currency,
    budgetMicros: broadcasts.monthlyBudgetMicros(),
    broadcasts: compared,
    ...chats,
    failures: failuresBetween(db, span),
    quality: qualityDuring(db, span) as Overview['quality'],
  })
}

/** Spend, sales and ends of offers by month. */
export async function readMonths({ vault, price }: ReportDeps, days: Days): Promise<Overview['months']> {
  const { timeZone, currency } = vault.shop
  const db = vault.store.read
  const months: Overview['months'] = []
  for (const { month, ...times } of monthsOf(days, timeZone)) {
    await breathe()
    months.push({
      month,
      spendMicros: spendBetween(db, times, { price, free: month < FREE_SERVICE.validFrom.slice(0, 7) ? 0 : FREE_SERVICE.perMonth }),
      ...salesBetween(db, times, currency),
      optedOut: endedBetween(db, times),
    })
  }
  return months
}

/** The broadcasts that began within a span of days, newest first. */
export async function readComparison({ vault, broadcasts }: ReportDeps, days: Days): Promise<Comparison[]> {
  const span = timesOf(days, vault.shop.timeZone)
  return span === null ? [] : (await broadcasts.compare(span)).map(comparisonOf)
}

function comparisonOf({ read, replied, optedOut, ...figures }: BroadcastFigures): Comparison {
  const { delivered, orders, costMicros } = figures
  const share = (people: number): number | null => (delivered === 0 ? null : people / delivered)
  return {
    ...figures,
    readShare: share(read),
    repliedShare: share(replied),
    optedOutShare: share(optedOut),
    costPerOrderMicros: orders === 0 ? null : Math.round(costMicros / orders),
  } as Comparison
}
