import { between, fraction, pick } from '../../behaviour/random.ts'
import { writeCsv } from '../csv.ts'
import type { ScenarioProduct } from '../scenario.ts'
import type { RosterEntry } from './roster.ts'

/** The same purchases for every seed, as the roster; only today decides which days they fall on. */
const ORDERS_SEED = 42
const DAY_MS = 86_400_000
/** How far back the shop's till remembers, days. */
const REMEMBERED_DAYS = 330
const OPENS_AT_HOUR = 10
const OPEN_HOURS = 10
/** The shop's clock is ahead of UTC by so much all year. */
const TAIPEI_AHEAD_MS = 8 * 3_600_000

const header = ['訂單編號', '手機', '訂單日期', '金額', '商品'] as const

/** How a kind of customer buys: how many orders, and how many pieces of an article at most. */
type Habit = { readonly orders: readonly [number, number]; readonly pieces: number; readonly buys: number }

const habits: Readonly<Record<string, Habit>> = {
  批發: { orders: [2, 6], pieces: 24, buys: 1 },
  VIP: { orders: [4, 11], pieces: 4, buys: 1 },
  老客戶: { orders: [2, 7], pieces: 3, buys: 0.95 },
  新客戶: { orders: [1, 3], pieces: 2, buys: 0.8 },
}
const anybody: Habit = { orders: [1, 4], pieces: 2, buys: 0.5 }

type Purchase = { readonly digits: string; readonly at: number; readonly total: number; readonly products: string }

/** What the shop sold over the last months, as its till would save it; the newest order is of yesterday at the latest. */
export function writePastOrders(roster: readonly RosterEntry[], products: readonly ScenarioProduct[], nowMs: number): string {
  const purchases = roster.flatMap((entry) => purchasesOf(entry, products, nowMs)).toSorted((one, other) => one.at - other.at)
  const rows = purchases.map(({ digits, at, total, products: bought }, index) => [
    `ST-${1001 + index}`,
    `+${digits}`,
    wallClock(at),
    String(total),
    bought,
  ])
  return writeCsv([header, ...rows])
}

function purchasesOf(entry: RosterEntry, products: readonly ScenarioProduct[], nowMs: number): readonly Purchase[] {
  const habit = entry.tags.map((tag) => habits[tag]).find((found) => found !== undefined) ?? anybody
  if (fraction(ORDERS_SEED, entry.digits, 'buys') >= habit.buys) return []
  const count = Math.floor(between([habit.orders[0], habit.orders[1] + 1], ORDERS_SEED, entry.digits, 'orders'))
  // Some have not come for long; who has come lately came more often lately.
  const pause = fraction(ORDERS_SEED, entry.digits, 'away') < 0.3 ? between([60, 240], ORDERS_SEED, entry.digits, 'pause') : 1
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = pause + (REMEMBERED_DAYS - pause) * fraction(ORDERS_SEED, entry.digits, index, 'day') ** 1.6
    return { digits: entry.digits, at: openAt(nowMs - daysAgo * DAY_MS, entry.digits, index), ...basket(entry, products, { habit, index }) }
  })
}

/** A minute within the opening hours of that day. */
function openAt(moment: number, digits: string, index: number): number {
  const midnight = Math.floor((moment + TAIPEI_AHEAD_MS) / DAY_MS) * DAY_MS - TAIPEI_AHEAD_MS
  const minutes = Math.floor(OPEN_HOURS * 60 * fraction(ORDERS_SEED, digits, index, 'minute'))
  return midnight + OPENS_AT_HOUR * 3_600_000 + minutes * 60_000
}

type Turn = { readonly habit: Habit; readonly index: number }

/** One to three articles, most often one of two favourites. */
function basket(entry: RosterEntry, products: readonly ScenarioProduct[], { habit, index }: Turn): Pick<Purchase, 'total' | 'products'> {
  const kinds = 1 + Math.floor(2.4 * fraction(ORDERS_SEED, entry.digits, index, 'kinds') ** 2)
  const chosen = new Map<string, { readonly pieces: number; readonly price: number }>()
  for (let place = 0; place < kinds; place += 1) {
    const isFavourite = fraction(ORDERS_SEED, entry.digits, index, place, 'favourite') < 0.6
    const product = isFavourite
      ? pick(products, ORDERS_SEED, entry.digits, 'likes', place % 2)
      : pick(products, ORDERS_SEED, entry.digits, index, place, 'tries')
    const pieces = 1 + Math.floor(habit.pieces * fraction(ORDERS_SEED, entry.digits, index, place, 'pieces') ** 2)
    chosen.set(product.retailerId, { pieces, price: product.price })
  }
  const lines = [...chosen]
  return {
    total: lines.reduce((sum, [, { pieces, price }]) => sum + pieces * price, 0),
    products: lines.map(([code, { pieces }]) => `${code} x${pieces}`).join('; '),
  }
}

/** As a till in Taipei prints it: 2026-03-05 14:02. */
const wallClock = (at: number): string => new Date(at + TAIPEI_AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ')
