import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GroupRule } from '#contract/ipc/group.ts'
import { tempStore } from '../../test/support/temp-store.ts'
import { sql } from '../store/index.ts'
import { groupCondition } from './condition.ts'
import type { ByFact, Condition, Rule } from './facts.ts'
import {
  BROADCASTS,
  COUPONS,
  DAY,
  FIELDS,
  HOUR,
  IMPORT_ID,
  NOON,
  type Somebody,
  add,
  anybody,
  givenAt,
  layOut,
  wasAccepted,
} from './fixtures/people.ts'
import { anyRule } from './fixtures/any-rule.ts'
import { createPicture } from './picture/picture.ts'

const moment = { at: NOON, timeZone: 'Asia/Taipei', currency: 'TWD' }
const WEEK = 7 * DAY

/** Midnight so many days ago in Taipei, which is eight hours ahead all year. */
const since = (withinDays: number | null): number =>
  withinDays === null ? 0 : Math.floor((NOON + 8 * HOUR) / DAY) * DAY - 8 * HOUR - withinDays * DAY

/** Which texts of the fixture hold which words, by hand. */
const found: Readonly<Record<string, readonly number[]>> = { tea: [0, 1], 'green tea': [0], 茶: [2], 請問: [2], 'wo o': [3], '!!': [] }

/** A year of days: today and so many after it, none before its own year, with 29 February on 28 February, since neither year is a leap year. */
function isAhead([month = 0, day = 0]: readonly number[], fromYear: number | null, inDays: number): boolean {
  const own = month === 2 && day === 29 ? 28 : day
  return [2026, 2027].some((year) => {
    const days = (Date.UTC(year, month - 1, own) - Date.UTC(2026, 10, 25)) / DAY
    return days >= 0 && days <= inDays && (fromYear ?? year) <= year
  })
}

const within = (at: number, withinDays: number | null): boolean => at >= since(withinDays)
const has = (words: readonly string[], wanted: readonly string[]): boolean => wanted.some((word) => words.includes(word))
const wrote = (one: Somebody, withinDays: number | null) => one.messages.filter((m) => m.direction === 'in' && within(m.at, withinDays))

const byHand: ByFact<Condition['fact'], [Somebody], boolean> = {
  tag: ({ tags, match }, one) => (match === 'all' ? tags.every((tag) => has(one.tags, [tag])) : has(one.tags, tags)),
  country: ({ countries }, one) => one.country !== null && countries.includes(one.country),
  language: ({ languages }, one) => one.language !== null && languages.includes(one.language),
  offers: ({ states }, one) => states.includes(one.offers),
  'consent-source': ({ sources }, one) =>
    one.consents.some((c) => c.purpose === 'offers' && c.decision === 'yes' && sources.includes(c.source)),
  import: ({ importId }, one) => importId === IMPORT_ID && one.importedBy !== 'nobody',
  joined: ({ withinDays }, one) => within(one.createdAt, withinDays),
  number: (condition, one) =>
    ({ number: one.hasPhone, 'username-only': !one.hasPhone && one.hasUserId, 'not-usable': one.unusable })[condition.has],
  date: ({ date, inDays }, one) => date === 'birthday' && one.birthday !== null && isAhead(one.birthday, one.birthYear, inDays),
  field: ({ fieldId, test, values }, one) => {
    if (fieldId === FIELDS[0])
      return one.size !== null && (test === 'has' || values.some((value) => value.toLowerCase() === one.size?.toLowerCase()))
    if (fieldId !== FIELDS[1] || one.visits === null) return false
    const least = Number(values[0])
    return test === 'is' ? values.map(Number).includes(one.visits) : test === 'at-least' ? one.visits >= least : one.visits <= least
  },
  ordered: ({ withinDays, times }, one) => one.orders.filter((order) => within(order.at, withinDays)).length >= times,
  'ordered-product': ({ withinDays, products }, one) =>
    one.orders.some((order) => within(order.at, withinDays) && products.includes(order.product)),
  spent: ({ withinDays, atLeastMicros }, one) =>
    one.orders
      .filter((order) => order.currency === 'TWD' && within(order.at, withinDays))
      .reduce((sum, order) => sum + order.totalMicros, 0) >= atLeastMicros,
  coupon: (condition, one) => holdsForCoupon(one, condition),
  wrote: ({ withinDays }, one) => one.lastInboundAt !== null && within(one.lastInboundAt, withinDays),
  'wrote-word': ({ text, withinDays }, one) => wrote(one, withinDays).some((m) => found[text]?.includes(m.text) === true),
  'asked-product': ({ products, withinDays }, one) =>
    wrote(one, withinDays).some((m) => m.product !== null && products.includes(m.product)),
  'window-open': (_, one) => one.lastInboundAt !== null && one.lastInboundAt + DAY > NOON,
  waiting: (_, one) => one.chat !== null && one.chat.lastDirection === 'in' && one.chat.closed === 0,
  offered: ({ withinDays }, one) => one.lastOfferAt !== null && within(one.lastOfferAt, withinDays),
  broadcast: (condition, one) => holdsForBroadcast(one, condition),
}

function holdsForCoupon(one: Somebody, condition: Extract<Condition, { fact: 'coupon' }>): boolean {
  const asks = (couponId: string) => condition.couponId === null || condition.couponId === couponId
  const isIn = (at: number) => at >= since(condition.withinDays)
  const used = (code: Somebody['codes'][number]) => code.uses > 0 && !code.undone
  if (condition.state === 'used') return asks(COUPONS[0]) && one.codes.some((code) => used(code) && isIn(code.at))
  const isUnused = condition.state === 'unused'
  const own = asks(COUPONS[0]) && one.codes.some((code) => code.state === 'issued' && isIn(givenAt(one, code)) && !(isUnused && used(code)))
  const [, second] = one.sends
  // Nobody ever redeems the code for all here.
  const shared = asks(COUPONS[1]) && second != null && wasAccepted(second.state) && isIn(second.at)
  return own || shared
}

function holdsForBroadcast(one: Somebody, condition: Extract<Condition, { fact: 'broadcast' }>): boolean {
  const asks = (index: number) => condition.broadcastId === null || condition.broadcastId === BROADCASTS[index]
  if (condition.outcome === 'ordered')
    return one.orders.some((order) => order.broadcast !== null && asks(order.broadcast) && order.at >= since(condition.withinDays))
  return one.sends.some(
    (send, index) => send !== null && asks(index) && within(send.at, condition.withinDays) && became[condition.outcome](send, one),
  )
}

type Send = { readonly state: string; readonly at: number }
const became: Readonly<Record<Extract<Condition, { fact: 'broadcast' }>['outcome'], (send: Send, one: Somebody) => boolean>> = {
  got: ({ state }) => wasAccepted(state),
  delivered: ({ state }) => has(['delivered', 'read'], [state]),
  read: ({ state }) => state === 'read',
  'not-delivered': ({ state }) => has(['accepted', 'sent', 'failed', 'rejected', 'unconfirmed'], [state]),
  replied: ({ state, at }, one) =>
    has(['delivered', 'read'], [state]) && wrote(one, null).some((m) => m.at >= Math.floor(at / 1000) * 1000 && m.at <= at + WEEK),
  ordered: () => false,
}

const holds = (one: Somebody, rule: Rule): boolean =>
  rule.any.some(({ all }) => all.every((condition) => byHand[condition.fact](condition as never, one) !== condition.not))

let temp: ReturnType<typeof tempStore>
beforeEach(() => {
  temp = tempStore()
  temp.store.write(layOut)
})
afterEach(() => temp.remove())

const bySql = (rule: Rule): number[] =>
  temp.store.read
    .all<{ seq: number }>(sql`select c.seq from customer c where ${groupCondition(rule, moment)} order by c.seq`)
    .map(({ seq }) => seq)

describe('a rule', () => {
  it('holds in SQL, and in the picture, for exactly those for whom it holds by hand', async () => {
    const people: { seq: number; one: Somebody }[] = []
    const picture = createPicture({ store: temp.store, isUnitedStates: () => false })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anybody, { maxLength: 8 }),
        fc.array(anyRule, { minLength: 1, maxLength: 12 }),
        async (newcomers, rules) => {
          temp.store.write((db) => newcomers.forEach((one) => people.push({ seq: add(db, one), one })))
          await picture.refresh()
          for (const written of rules) {
            const rule = GroupRule.parse(written)
            const expected = people.filter(({ one }) => holds(one, rule)).map(({ seq }) => seq)
            expect(bySql(rule)).toEqual(expected)
            const test = await picture.test(rule, moment)
            expect(people.filter(({ seq }) => test(seq)).map(({ seq }) => seq)).toEqual(expected)
          }
        },
      ),
      { numRuns: 60 },
    )
    picture.stop()
  })

  it('is 1 or 0 for everybody, never unknown, so that its opposite holds for all others', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 4 }), anyRule, (newcomers, written) => {
        const rule = GroupRule.parse(written)
        temp.store.write((db) => newcomers.forEach((one) => add(db, one)))
        const values = temp.store.read.all<{ value: unknown }>(sql`select ${groupCondition(rule, moment)} as value from customer c`)
        for (const { value } of values) expect([0, 1]).toContain(value)
      }),
      { numRuns: 100 },
    )
  })
})
