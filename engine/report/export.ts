import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import { Locale } from '#contract/kernel/values.ts'
import type { CallContext } from '../kernel/index.ts'
import { writeTables, type Cell, type Table } from '../table-export/index.ts'
import type { ReportDeps } from './deps.ts'
import { readComparison, readMonths } from './overview.ts'
import { timesOf } from './span.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Overview = CallOutput<'report.overview'>
type Words = typeof en
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/**
 * Writes the comparison of broadcasts and the months of a span, with headings in the caller's language.
 * Errors: input-refused, file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function exportReport(
  deps: ReportDeps,
  input: ParsedInput<'report.export'>,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<Result<CallOutput<'report.export'>>> {
  const { vault, clock, random, price } = deps
  if (timesOf(input, vault.shop.timeZone) === null) return fail('input-refused', { path: 'to' })
  const locale = Locale.safeParse(input.locale)
  const words = WORDS[locale.success ? locale.data : vault.shop.locale]
  const currencies = { sales: vault.shop.currency, spend: price.currency }
  return writeTables({
    target: input.target,
    format: input.format,
    tables: [
      broadcastTable(await readComparison(deps, input), words, currencies),
      monthTable(await readMonths(deps, input), words, currencies),
    ],
    timeZone: vault.shop.timeZone,
    at: clock.now(),
    random,
    signal,
  })
}

type Currencies = { readonly sales: string; readonly spend: string }

const broadcastTable = (broadcasts: Overview['broadcasts'], words: Words, { sales }: Currencies): Table => ({
  name: words.broadcasts.table,
  headings: [
    words.broadcasts.name,
    words.broadcasts.startedAt,
    words.broadcasts.shouldGet,
    words.broadcasts.delivered,
    words.broadcasts.readShare,
    words.broadcasts.repliedShare,
    words.broadcasts.optedOutShare,
    words.broadcasts.couponsUsed,
    words.broadcasts.orders,
    `${words.broadcasts.sales} (${sales})`,
    words.broadcasts.cost,
    words.broadcasts.currency,
    words.broadcasts.costPerOrder,
  ],
  pages: [
    broadcasts.map((one): Cell[] => [
      one.name,
      { at: one.startedAt },
      one.shouldGet,
      one.delivered,
      percent(one.readShare),
      percent(one.repliedShare),
      percent(one.optedOutShare),
      one.couponsUsed,
      one.orders,
      { micros: one.salesMicros },
      { micros: one.costMicros },
      one.costCurrency,
      one.costPerOrderMicros === null ? null : { micros: one.costPerOrderMicros },
    ]),
  ],
})

const monthTable = (months: Overview['months'], words: Words, { sales, spend }: Currencies): Table => ({
  name: words.months.table,
  headings: [
    words.months.month,
    `${words.months.spend} (${spend})`,
    `${words.months.sales} (${sales})`,
    words.months.orders,
    words.months.optedOut,
  ],
  pages: [months.map((one): Cell[] => [one.month, { micros: one.spendMicros }, { micros: one.salesMicros }, one.orders, one.optedOut])],
})

/** A share as percent with one decimal. */
const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 1_000) / 10)
