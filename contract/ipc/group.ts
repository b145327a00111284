import { z } from 'zod'
import {
  BroadcastId,
  CountryCode,
  CouponId,
  Cursor,
  CustomerFieldId,
  CustomerId,
  GroupId,
  ImportId,
  Micros,
  PageSize,
  ShownPhone,
  TimestampMs,
} from '../kernel/values.ts'
import { OfferState } from './customer.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

/** The last so many days; null is at any time. */
const WithinDays = z.number().int().min(1).max(3_650).nullable()
const Words = z.array(z.string().min(1).max(100)).min(1).max(50)

/** True turns a condition round: it holds for everybody else. */
const not = z.boolean().default(false)

/** One fact about a person. */
export const GroupCondition = z.discriminatedUnion('fact', [
  z.strictObject({ not, fact: z.literal('tag'), match: z.enum(['any', 'all']).default('any'), tags: Words }),
  z.strictObject({ not, fact: z.literal('country'), countries: z.array(CountryCode).min(1).max(50) }),
  z.strictObject({ not, fact: z.literal('language'), languages: Words }),
  z.strictObject({ not, fact: z.literal('offers'), states: z.array(OfferState).min(1) }),
  /** How somebody agreed to offers: a source of the consent history. */
  z.strictObject({ not, fact: z.literal('consent-source'), sources: Words }),
  z.strictObject({ not, fact: z.literal('import'), importId: ImportId }),
  z.strictObject({ not, fact: z.literal('joined'), withinDays: WithinDays }),
  z.strictObject({ not, fact: z.literal('number'), has: z.enum(['number', 'username-only', 'not-usable']) }),
  /** A day of the year of the customer, e.g. the birthday, from today on within so many days; 0 is today. One with a year does not come round before it. */
  z.strictObject({ not, fact: z.literal('date'), date: z.string().min(1).max(40), inDays: z.number().int().min(0).max(366) }),
  /** A fact of the shop's own: there is a value, it is one of these, or it is no less or no more than the first of them (numbers and days). */
  z.strictObject({
    not,
    fact: z.literal('field'),
    fieldId: CustomerFieldId,
    test: z.enum(['has', 'is', 'at-least', 'at-most']),
    values: z.array(z.string().min(1).max(1000)).max(50).default([]),
  }),
  z.strictObject({ not, fact: z.literal('ordered'), withinDays: WithinDays, times: z.number().int().min(1).max(1_000).default(1) }),
  z.strictObject({ not, fact: z.literal('ordered-product'), withinDays: WithinDays, products: Words }),
  z.strictObject({ not, fact: z.literal('spent'), withinDays: WithinDays, atLeastMicros: Micros }),
  z.strictObject({
    not,
    fact: z.literal('coupon'),
    state: z.enum(['got', 'used', 'unused']),
    couponId: CouponId.nullable().default(null),
    withinDays: WithinDays,
  }),
  z.strictObject({ not, fact: z.literal('wrote'), withinDays: WithinDays }),
  z.strictObject({ not, fact: z.literal('wrote-word'), text: z.string().min(1).max(100), withinDays: WithinDays }),
  z.strictObject({ not, fact: z.literal('asked-product'), products: Words, withinDays: WithinDays }),
  z.strictObject({ not, fact: z.literal('window-open') }),
  /** The last word in the chat is the customer's. */
  z.strictObject({ not, fact: z.literal('waiting') }),
  z.strictObject({ not, fact: z.literal('offered'), withinDays: WithinDays }),
  z.strictObject({
    not,
    fact: z.literal('broadcast'),
    outcome: z.enum(['got', 'delivered', 'read', 'replied', 'not-delivered', 'ordered']),
    broadcastId: BroadcastId.nullable().default(null),
    withinDays: WithinDays,
  }),
])

/** Any of some lists of facts that all hold: "these and these, or those". */
export const GroupRule = z.strictObject({
  any: z
    .array(z.strictObject({ all: z.array(GroupCondition).min(1).max(20) }))
    .min(1)
    .max(10),
})

export const Group = z.strictObject({
  groupId: GroupId,
  name: z.string(),
  rule: GroupRule,
  /** The rule as a sentence in the words of whoever saved it. */
  sentence: z.string(),
  changedAt: TimestampMs,
  /** Broadcasts and series that are not done yet and ask this group. */
  usedBy: z.number().int(),
})

const Person = z.strictObject({ customerId: CustomerId, name: z.string(), phone: ShownPhone.nullable() })

export const groupCalls = {
  'group.list': defineCall({
    summary: 'Saved groups by name. Counts are asked for one by one with group.count.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ groups: z.array(Group) }),
  }),
  'group.save': defineCall({
    summary: 'Saves a group, new without an id. Two groups can not have one name.',
    role: 'manager',
    input: z.strictObject({
      groupId: GroupId.optional(),
      name: z.string().trim().min(1).max(80),
      rule: GroupRule,
      sentence: z.string().max(2_000),
    }),
    output: Group,
  }),
  'group.remove': defineCall({
    summary: 'Removes a group; refused while a broadcast or series that is not done asks it. Customers are not touched.',
    role: 'manager',
    input: z.strictObject({ groupId: GroupId }),
    output: Nothing,
  }),
  'group.count': defineCall({
    summary:
      'How many customers a rule holds for now, and the first few of them. `restricted` are those among them whose data must not be used, at their wish: nothing reaches them.',
    role: 'viewer',
    input: z.strictObject({ rule: GroupRule }),
    output: z.strictObject({
      count: z.number().int(),
      canGetOffers: z.number().int(),
      restricted: z.number().int(),
      sample: z.array(Person).max(5),
    }),
  }),
  'group.people': defineCall({
    summary: 'The customers that a rule holds for, page by page.',
    role: 'viewer',
    input: z.strictObject({ rule: GroupRule, cursor: Cursor.optional(), limit: PageSize.default(100) }),
    output: z.strictObject({ people: z.array(Person), nextCursor: Cursor.nullable() }),
  }),
  'group.choices': defineCall({
    summary: 'What the menus of a sentence offer: countries, languages, sources of consent, dates and tags that occur among the customers.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({
      tags: z.array(z.string()),
      countries: z.array(CountryCode),
      languages: z.array(z.string()),
      sources: z.array(z.string()),
      dates: z.array(z.string()),
      hasOrders: z.boolean(),
    }),
  }),
}

export const groupEvents = {
  'group.changed': defineEvent({ summary: 'A group was saved or removed.', data: z.strictObject({ groupId: GroupId }) }),
}
