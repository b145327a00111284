import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { invalid } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { MessageRecord } from '../messages/message-book.ts'
import { rateOf } from '../messages/rates.ts'

const slots: Readonly<Record<string, number>> = { HALF_HOUR: 1_800, DAILY: 86_400, DAY: 86_400, MONTHLY: 2_592_000, MONTH: 2_592_000 }
/** @source reference part 9, analytics */
const LOOK_BACK_SECONDS = 366 * 86_400

type Wish = Readonly<Record<string, string>>

/** Plays GET /{account}/pricing_analytics: delivered messages and approximate money. @source reference part 13, other poll-only sources */
export function readPricing(world: World, request: GraphRequest): Answer {
  const wish = Object.fromEntries(request.url.searchParams)
  const [start, end] = [Number(wish['start']), Number(wish['end'])]
  if (!(start > 0) || !(end > start)) return refuse(invalid('start and end: seconds since 1970'))
  if (start < world.clock.nowMs() / 1000 - LOOK_BACK_SECONDS) return refuse(invalid('start: at most one year back'))
  if (slots[(wish['granularity'] ?? '').toUpperCase()] === undefined) return refuse(invalid('granularity: HALF_HOUR, DAILY or MONTHLY'))
  return json({ data: [{ data_points: pricingPoints(world, wish) }] })
}

/** Points of the wished time, by slot, country and category. */
export function pricingPoints(world: World, wish: Wish): readonly object[] {
  const slot = slots[(wish['granularity'] ?? 'DAILY').toUpperCase()] ?? 86_400
  const sums = new Map<string, { start: number; volume: number; cost: number; labels: object }>()
  for (const message of world.management.messages.all()) {
    const atMs = message.steps.find((step) => step.status === 'delivered')?.atMs
    if (atMs === undefined || !isWithin(atMs, wish) || !isWanted(message, wish)) continue
    const start = startOf(atMs, slot)
    const labels = labelsOf(world, message, (wish['dimensions'] ?? '').toUpperCase())
    const key = `${start} ${JSON.stringify(labels)}`
    const sum = sums.get(key) ?? { start, volume: 0, cost: 0, labels }
    sum.volume += 1
    sum.cost += rateOf(message.category)
    sums.set(key, sum)
  }
  return [...sums.values()]
    .toSorted((left, right) => left.start - right.start)
    .map(({ start, volume, cost, labels }) => ({ start, end: start + slot, ...labels, volume, cost: Math.round(cost * 10_000) / 10_000 }))
}

function isWanted(message: MessageRecord, wish: Wish): boolean {
  const fits = (list: string | undefined, word: string): boolean => list === undefined || list.toUpperCase().includes(word)
  return fits(wish['pricing_categories'], message.category.toUpperCase()) && fits(wish['country_codes'], countryOf(message))
}

function labelsOf(world: World, message: MessageRecord, dimensions: string): object {
  const all: readonly (readonly [dimension: string, name: string, value: string])[] = [
    ['COUNTRY', 'country', countryOf(message)],
    ['PHONE', 'phone_number', world.scenario.shop.phoneDigits],
    ['PRICING_CATEGORY', 'pricing_category', message.category.toUpperCase()],
    ['PRICING_TYPE', 'pricing_type', rateOf(message.category) === 0 ? 'FREE_CUSTOMER_SERVICE' : 'REGULAR'],
    ['TIER', 'tier', '0:MAX'],
  ]
  return Object.fromEntries(all.filter(([dimension]) => dimensions.includes(dimension)).map(([, name, value]) => [name, value]))
}

/** The account's `analytics` field: sent and delivered by slot. Absent while there is no traffic. */
export function messagingPoints(world: World, wish: Wish): object | undefined {
  const granularity = (wish['granularity'] ?? 'DAY').toUpperCase()
  const slot = slots[granularity] ?? 86_400
  const sums = new Map<number, { sent: number; delivered: number }>()
  const steps = world.management.messages.all().flatMap((message) => message.steps)
  for (const { status, atMs } of steps) {
    if ((status !== 'sent' && status !== 'delivered') || !isWithin(atMs, wish)) continue
    const start = startOf(atMs, slot)
    const sum = sums.get(start) ?? { sent: 0, delivered: 0 }
    sum[status] += 1
    sums.set(start, sum)
  }
  if (sums.size === 0) return undefined
  const data_points = [...sums].toSorted(([left], [right]) => left - right).map(([start, sum]) => ({ start, end: start + slot, ...sum }))
  return { phone_numbers: [world.scenario.shop.phoneDigits], granularity, data_points }
}

function isWithin(atMs: number, wish: Wish): boolean {
  return atMs / 1000 >= Number(wish['start'] ?? 0) && atMs / 1000 < Number(wish['end'] ?? Number.POSITIVE_INFINITY)
}

function startOf(atMs: number, slotSeconds: number): number {
  const seconds = Math.floor(atMs / 1000)
  return seconds - (seconds % slotSeconds)
}

const countries: readonly (readonly [string, string])[] = [
  ['886', 'TW'],
  ['852', 'HK'],
  ['853', 'MO'],
  ['60', 'MY'],
  ['62', 'ID'],
  ['65', 'SG'],
  ['55', 'BR'],
  ['1', 'US'],
]

function countryOf(message: MessageRecord): string {
  return countries.find(([code]) => message.person.startsWith(code))?.[1] ?? 'TW'
}
