import type { CallInput, CallName, CallOutput } from '#contract/ipc/index.ts'
import { BROADCASTS, IMPORT_ID } from './audience-vault.ts'
import { percentile, rounded, spentMs, type Say } from './figures.ts'

/** Asks a call of the engine; a failure is thrown. */
export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>
/** Half of the askings took at most p50, 95 in a hundred at most p95; `own` is the mean of the thread's own time, without what other programs took; ms. */
export type ScreenFigure = { readonly p50: number; readonly p95: number; readonly own: number }
export type ScreenFigures = Readonly<Record<string, ScreenFigure>>

const ROUNDS = 30
/** A query that takes so long is asked less often. */
const LONG_MS = 400
/** Below this nobody sees a difference, and other programs on the machine decide: growth is told from here on, ms. */
const FLOOR_MS = 1

const everyone = { include: { kind: 'everyone' } } as const
const broadcastId = BROADCASTS[0] as CallInput<'broadcast.recipients'>['broadcastId']
const couponId = 'cpn_0000000001' as CallInput<'coupon.get'>['couponId']
const customerId = 'cus_000000004711' as CallInput<'customer.get'>['customerId']
const importId = IMPORT_ID as NonNullable<CallInput<'customer.list'>['importId']>

/** What the screens ask when they are opened, filtered and searched, by name. */
const queries = (call: Call): Readonly<Record<string, () => Promise<unknown>>> => ({
  'customer.list': () => call('customer.list', {}),
  'customer.list, second page': async () => {
    const { nextCursor } = await call('customer.list', {})
    return call('customer.list', { cursor: nextCursor ?? '' })
  },
  'customer.list, tag of 3 in 10': () => call('customer.list', { tag: '茶友' }),
  'customer.list, tag of 1 in 100': () => call('customer.list', { tag: 'wholesale' }),
  'customer.list, tag of 1 in 1,000': () => call('customer.list', { tag: 'complaint' }),
  'customer.list, offers yes': () => call('customer.list', { offers: 'yes' }),
  'customer.list, offers no': () => call('customer.list', { offers: 'no' }),
  'customer.list, offers stopped (nobody)': () => call('customer.list', { offers: 'stopped' }),
  'customer.list, one import': () => call('customer.list', { importId }),
  'customer.list, tag and offers': () => call('customer.list', { tag: '茶友', offers: 'no' }),
  'customer.list, search by number': () => call('customer.list', { search: '00004711' }),
  'customer.list, search by three digits': () => call('customer.list', { search: '471' }),
  'customer.list, search by name': () => call('customer.list', { search: '陳怡君' }),
  'customer.list, search by one sign': () => call('customer.list', { search: '陳' }),
  'customer.list, search finds nobody': () => call('customer.list', { search: 'zzz' }),
  'customer.list, search within a tag': () => call('customer.list', { search: '陳', tag: '茶友' }),
  'customer.tags': () => call('customer.tags', {}),
  'customer.get': () => call('customer.get', { customerId }),
  'customer.imports': () => call('customer.imports', {}),
  'group.people': () =>
    call('group.people', {
      rule: {
        any: [
          {
            all: [
              { fact: 'tag', tags: ['茶友'] },
              { fact: 'ordered', withinDays: 180 },
              { not: true, fact: 'offered', withinDays: 7 },
            ],
          },
        ],
      },
    }),
  'group.choices': () => call('group.choices', {}),
  'broadcast.audiencePeople, who goes': () => call('broadcast.audiencePeople', { audience: everyone }),
  'broadcast.audiencePeople, no consent': () => call('broadcast.audiencePeople', { audience: everyone, reason: 'no-consent' }),
  'broadcast.list': () => call('broadcast.list', {}),
  'broadcast.calendar': () => call('broadcast.calendar', { from: 1_795_000_000_000, to: 1_798_000_000_000 }),
  'broadcast.status': () => call('broadcast.status', { broadcastId }),
  'broadcast.report': () => call('broadcast.report', { broadcastId }),
  'broadcast.recipients': () => call('broadcast.recipients', { broadcastId }),
  'broadcast.recipients, failed': () => call('broadcast.recipients', { broadcastId, state: 'failed' }),
  'broadcast.recipients, read': () => call('broadcast.recipients', { broadcastId, step: 'read' }),
  'broadcast.recipients, search by name': () => call('broadcast.recipients', { broadcastId, search: '陳怡君' }),
  'broadcast.recipients, search by one sign': () => call('broadcast.recipients', { broadcastId, search: '陳' }),
  'broadcast.recipients, search by number': () => call('broadcast.recipients', { broadcastId, search: '0000471' }),
  'broadcast.recipients, search by code': () => call('broadcast.recipients', { broadcastId, search: 'T000004712' }),
  'broadcast.replies': () => call('broadcast.replies', { broadcastId }),
  'order.list': () => call('order.list', {}),
  'order.list, one customer': () => call('order.list', { customerId }),
  'coupon.list': () => call('coupon.list', {}),
  'coupon.get': () => call('coupon.get', { couponId }),
  'coupon.codes': () => call('coupon.codes', { couponId }),
  'coupon.codes, used': () => call('coupon.codes', { couponId, state: 'used' }),
  'coupon.codes, issued': () => call('coupon.codes', { couponId, state: 'issued' }),
  'coupon.codes, search by code': () => call('coupon.codes', { couponId, search: '0004711' }),
  'coupon.codes, search by name': () => call('coupon.codes', { couponId, search: '陳怡君' }),
  'coupon.redemptions': () => call('coupon.redemptions', {}),
  'coupon.check': () => call('coupon.check', { code: 'T000004712' }),
  'coupon.check, a slip': () => call('coupon.check', { code: 'T0000047I2' }),
})

/** Asks everything that the screens ask, often. */
export async function measureScreens(call: Call): Promise<ScreenFigures> {
  const only = process.env['SHOPBELL_BENCH_QUERY']
  const figures: Record<string, ScreenFigure> = {}
  for (const [name, ask] of Object.entries(queries(call))) {
    if (only !== undefined && !name.includes(only)) continue
    const [times, owns]: [number[], number[]] = [[], []]
    // What is made when it is asked for the first time is measured with the counts.
    await ask()
    for (let round = 0; round < ROUNDS; round += 1) {
      // Calls come one by one from another process.
      await new Promise((resolve) => setImmediate(resolve))
      const [begunAt, spentAt] = [performance.now(), spentMs()]
      await ask()
      times.push(performance.now() - begunAt)
      owns.push(spentMs() - spentAt)
      if (round >= 4 && (times.at(-1) ?? 0) > LONG_MS) break
    }
    figures[name] = {
      p50: rounded(percentile(times, 0.5)),
      p95: rounded(percentile(times, 0.95)),
      own: rounded(owns.reduce((sum, own) => sum + own, 0) / owns.length),
    }
  }
  return figures
}

/** How often a query grew from the fewest to the most customers; what takes less than a millisecond counts as one. */
export const growthOf = (before: ScreenFigure, after: ScreenFigure): number =>
  Math.max(after.own, FLOOR_MS) / Math.max(before.own, FLOOR_MS)

/** Says the times of each query at each size, and its growth; answers the largest. */
export function sayScreens(say: Say, sizes: readonly ScreenFigures[]): number {
  const [fewest = {}, most = {}] = [sizes.at(0), sizes.at(-1)]
  let largest = 0
  for (const [name, after] of Object.entries(most)) {
    const growth = growthOf(fewest[name] ?? after, after)
    largest = Math.max(largest, growth)
    const times = sizes.map((size) => `${size[name]?.p50 ?? '-'} / ${size[name]?.p95 ?? '-'} / ${size[name]?.own ?? '-'}`).join(', ')
    say(`  ${name}: p50 / p95 / own ${times} ms; ${rounded(growth)}x`)
  }
  return rounded(largest)
}
