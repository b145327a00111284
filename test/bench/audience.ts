import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { sql } from '../../engine/store/index.ts'
import { broadcastRoom, NOON } from '../support/broadcast-room.ts'
import { tempVault } from '../support/temp-vault.ts'
import { BROADCASTS, fillVault, IMPORT_ID, PRODUCTS } from './audience-vault.ts'
import { median, percentile, rounded, shown, spentMs, type Say } from './figures.ts'
import { measureScreens, sayScreens } from './screen-queries.ts'

const SIZES = [10_000, 100_000, 1_000_000] as const
/** How often each question is asked: once anew, then as while somebody looks at the screen. */
const ROUNDS = 6

type Rule = CallInput<'group.count'>['rule']
type Condition = Rule['any'][number]['all'][number]
type Audience = CallInput<'broadcast.audience'>['audience']
type Kit = Awaited<ReturnType<typeof broadcastRoom>>

const rule = (...all: Condition[]): Rule => ({ any: [{ all }] })
const broadcastId = BROADCASTS[0] as Extract<Condition, { fact: 'broadcast' }>['broadcastId'] & string

/** Every fact that a rule can ask, and a few together. */
const rules: Readonly<Record<string, Rule>> = {
  tag: rule({ fact: 'tag', tags: ['茶友'] }),
  'no tag': rule({ not: true, fact: 'tag', tags: ['VIP', 'wholesale'], match: 'all' }),
  country: rule({ fact: 'country', countries: ['TW', 'HK'] }),
  language: rule({ fact: 'language', languages: ['zh_TW'] }),
  'agreed at the till': rule({ fact: 'consent-source', sources: ['till-qr'] }),
  import: rule({ fact: 'import', importId: IMPORT_ID }),
  'new this quarter': rule({ fact: 'joined', withinDays: 90 }),
  'birthday within a month': rule({ fact: 'date', date: 'birthday', inDays: 30 }),
  'ordered this quarter': rule({ fact: 'ordered', withinDays: 90 }),
  'ordered twice': rule({ fact: 'ordered', withinDays: null, times: 2 }),
  'not ordered for half a year': rule({ fact: 'ordered', withinDays: null }, { not: true, fact: 'ordered', withinDays: 180 }),
  'bought a product': rule({ fact: 'ordered-product', withinDays: 365, products: PRODUCTS.slice(0, 3) }),
  spent: rule({ fact: 'spent', withinDays: 365, atLeastMicros: 2_000_000_000 }),
  'coupon unused': rule({ fact: 'coupon', state: 'unused', withinDays: 60 }),
  'coupon used': rule({ fact: 'coupon', state: 'used', withinDays: 60 }),
  wrote: rule({ fact: 'wrote', withinDays: 30 }),
  'wrote a word': rule({ fact: 'wrote-word', text: '發票', withinDays: null }),
  'asked for a product': rule({ fact: 'asked-product', products: PRODUCTS.slice(0, 2), withinDays: null }),
  'window open': rule({ fact: 'window-open' }),
  'got a broadcast': rule({ fact: 'broadcast', outcome: 'got', broadcastId, withinDays: null }),
  'read a broadcast': rule({ fact: 'broadcast', outcome: 'read', broadcastId, withinDays: 90 }),
  'three facts': rule({ fact: 'tag', tags: ['茶友'] }, { fact: 'ordered', withinDays: 180 }, { not: true, fact: 'offered', withinDays: 7 }),
}

const audiences: Readonly<Record<string, Audience>> = {
  everyone: { include: { kind: 'everyone' } },
  'everyone, all limits': {
    include: { kind: 'everyone' },
    excludeTags: ['complaint'],
    excludeRule: rule({ fact: 'ordered', withinDays: 30 }),
    excludeWaiting: true,
    mostOffers: { count: 2, days: 30 },
    holdoutPercent: 10,
  },
  tags: { include: { kind: 'tags', tags: ['茶友', 'VIP'] } },
  rule: { include: { kind: 'rule', rule: rule({ fact: 'ordered', withinDays: 365 }, { fact: 'country', countries: ['TW'] }) } },
  import: { include: { kind: 'import', importId: IMPORT_ID }, holdoutPercent: 5 },
}

const owner = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const

function caller(kit: Kit) {
  const handlers = { ...kit.customer.handlers, ...kit.group.handlers, ...kit.room.handlers, ...kit.coupon.handlers, ...kit.order.handlers }
  return async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const handler = handlers[name] as unknown as (parsed: unknown, context: unknown) => Promise<{ ok: boolean; value: CallOutput<N> }>
    const answer = await handler(calls[name].input.parse(input), owner)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return answer.value
  }
}
type Call = ReturnType<typeof caller>

/** Longest work of the engine's thread between two chances for others, ms of its own time: what other programs took is not counted. */
function watchLoop(): () => number {
  let [longestMs, last] = [0, spentMs()]
  const timer = setInterval(() => {
    const now = spentMs()
    longestMs = Math.max(longestMs, now - last)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longestMs
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly ownMs: number; readonly value: T }> {
  const [begunAt, spentAt] = [performance.now(), spentMs()]
  const value = await work()
  return { ms: performance.now() - begunAt, ownMs: spentMs() - spentAt, value }
}

type Counting = {
  readonly first: number[]
  readonly again: number[]
  readonly own: number[]
  readonly slowest: { name: string; ms: number }
}

/** Asks everything once anew and then again and again, with something written in between. */
async function count(kit: Kit, call: Call, say: Say): Promise<Counting> {
  const figures: Counting = { first: [], again: [], own: [], slowest: { name: '', ms: 0 } }
  const questions = [
    ...Object.entries(audiences).map(([name, audience]) => ({
      name,
      ask: async () => (await call('broadcast.audience', { audience })).goes,
    })),
    ...Object.entries(rules).map(([name, asked]) => ({ name, ask: async () => (await call('group.count', { rule: asked })).count })),
  ]
  for (const { name, ask } of questions) {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Calls come one by one from another process; here they must not pile up into one long turn.
      await new Promise((resolve) => setImmediate(resolve))
      const { ms, ownMs, value } = await timed(ask)
      figures.own.push(ownMs)
      if (round === 0) {
        figures.first.push(ms)
        if (ms > figures.slowest.ms) Object.assign(figures.slowest, { name, ms })
        if (process.env['SHOPBELL_BENCH_EACH'] !== undefined)
          say(`    ${name}: ${rounded(ms)} ms (own time ${rounded(ownMs)} ms), ${shown(value)} people`)
      } else figures.again.push(ms)
      kit.store.write((db) => db.run(sql`update customer set offers = 'yes', last_inbound_at = ${NOON} where seq = ${1 + round * 7}`))
    }
  }
  return figures
}

async function measure(people: number, say: Say) {
  const vault = tempVault()
  const filled = await timed(async () => fillVault(vault.store, people, NOON))
  const kit = await broadcastRoom({ vault })
  try {
    const call = caller(kit)
    const longest = watchLoop()
    const made = await timed(() => kit.group.picture.refresh())
    const counting = await count(kit, call, say)
    const pauseMs = longest()
    const all = [...counting.first, ...counting.again]
    const figure = {
      people,
      p50: median(all),
      p95: percentile(all, 0.95),
      firstP95: percentile(counting.first, 0.95),
      ownP95: percentile(counting.own, 0.95),
      pauseMs,
      screens: await measureScreens(call),
    }
    say(
      `  ${shown(people)} customers: filled in ${rounded(filled.ms / 1000)} s, picture made in ${shown(made.ms)} ms; counts p50 ${rounded(figure.p50)} ms, p95 ${rounded(figure.p95)} ms (own time p95 ${rounded(figure.ownP95)} ms); ` +
        `asked the first time p95 ${rounded(figure.firstP95)} ms (slowest: ${counting.slowest.name}, ${shown(counting.slowest.ms)} ms); longest pause of the engine ${rounded(pauseMs)} ms`,
    )
    return figure
  } finally {
    await kit.remove()
  }
}

/** What the audience says at the end: times in ms, and how often the slowest query of a screen grew from the fewest to the most customers. */
export type AudienceFigure = { readonly countP50: number; readonly countP95: number; readonly pauseMs: number; readonly growth: number }

/**
 * Live counts and the queries of every list over real encrypted vaults of 10,000 to 1,000,000 customers with orders, messages, codes and
 * broadcasts. Each question is asked once anew and then again with something written in between; percentiles are over all
 * of them. Takes about three minutes.
 */
export async function benchAudience(say: Say): Promise<AudienceFigure> {
  const figures: Awaited<ReturnType<typeof measure>>[] = []
  const sizes = process.env['SHOPBELL_BENCH_PEOPLE'] === undefined ? SIZES : [Number(process.env['SHOPBELL_BENCH_PEOPLE'])]
  for (const people of sizes) figures.push(await measure(people, say))
  const most = figures.at(-1)
  if (most === undefined) throw new Error('Cannot happen: there are sizes')
  const growth = sayScreens(
    say,
    figures.map(({ screens }) => screens),
  )
  const figure = {
    countP50: rounded(most.p50),
    countP95: rounded(most.p95),
    pauseMs: rounded(most.pauseMs),
    growth,
  }
  say(
    `audience: counts at ${shown(most.people)} customers p50 ${figure.countP50} ms, p95 ${figure.countP95} ms; largest growth of a screen's query ${figure.growth}x; longest pause ${figure.pauseMs} ms`,
  )
  return figure
}
