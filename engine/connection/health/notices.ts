import type { KnownKey } from '../key.ts'
import type { NumberFacts } from '../rules.ts'
import { versionEnd } from './graph-versions.ts'
import { DAY_MS, notice, type Notice } from './notice.ts'
import { accountNotices, type AccountNews } from './account-news.ts'

/** All that notices are made of. Times in ms. */
export type NoticeFacts = {
  readonly now: number
  readonly readAt: number
  readonly key: KnownKey | null
  readonly apiVersion: string
  readonly number: NumberFacts | null
  readonly nameStatus: string | null
  readonly isOnPhoneApp: boolean
  readonly lastEchoAt: number | null
  readonly isPaymentMissing: boolean
  readonly news: readonly AccountNews[]
  readonly pricesFrom: string | null
}

/** How long before an end people are told. */
export const AHEAD_MS = 14 * DAY_MS
/** A main phone that is not used for about this long ends the link of phone app and number. @source reference part 14 */
const PHONE_SILENCE_MS = 14 * DAY_MS
const PHONE_WARNING_MS = 10 * DAY_MS

/** Everything that the owner should know before it hurts, the worst first. */
export function noticesOf(facts: NoticeFacts): Notice[] {
  const all: Notice[] = [
    ...keyNotices(facts),
    ...versionNotices(facts),
    ...accountNotices(facts.news, facts.now),
    ...numberNotices(facts),
    ...priceNotices(facts),
  ]
  const weight = { trouble: 0, warning: 1, info: 2 } as const
  return all.toSorted((one, other) => weight[one.level] - weight[other.level] || other.at - one.at)
}

/** Whole days until then, the last one counts as one. */
const daysUntil = (due: number, now: number): number => Math.max(0, Math.ceil((due - now) / DAY_MS))

function keyNotices({ key, now }: NoticeFacts): Notice[] {
  if (key === null) return []
  const { expiresAt: end, dataAccessEndsAt: dataEnd } = key
  const found: Notice[] = []
  if (end !== null && end <= now) found.push(notice('key-ended', 'trouble', { at: end, due: end }))
  else if (end !== null) found.push(...nearing('key-ends-soon', end, now))
  if (dataEnd !== null) found.push(...nearing('data-access-ends-soon', dataEnd, now))
  return found
}

const nearing = (code: Notice['code'], due: number, now: number): Notice[] =>
  due - now > AHEAD_MS ? [] : [notice(code, 'warning', { at: due - AHEAD_MS, due, params: { days: daysUntil(due, now) } })]

function versionNotices({ apiVersion, now }: NoticeFacts): Notice[] {
  const day = versionEnd(apiVersion)
  if (day === null) return []
  const end = Date.parse(`${day}T00:00:00Z`)
  const params = { version: apiVersion, day }
  if (end <= now) return [notice('version-ended', 'trouble', { at: end, due: end, params })]
  return end - now <= AHEAD_MS
    ? [notice('version-ends-soon', 'warning', { at: end - AHEAD_MS, due: end, params: { ...params, days: daysUntil(end, now) } })]
    : []
}

function numberNotices(facts: NoticeFacts): Notice[] {
  const { number, nameStatus, readAt: at, news, now } = facts
  const told = accountNotices(news, now).map(({ code }) => code)
  const found: Notice[] = []
  if (number?.status === 'FLAGGED' && !told.includes('number-flagged')) found.push(notice('number-flagged', 'trouble', { at }))
  const level = qualityLevel(number)
  if (level !== null) found.push(notice('quality-low', level, { at, params: { quality: String(number?.quality) } }))
  if (isRefused(nameStatus) && !told.includes('name-declined'))
    found.push(notice('name-declined', 'warning', { at, params: { status: String(nameStatus) } }))
  if (facts.isPaymentMissing) found.push(notice('payment-missing', 'trouble', { at }))
  return [...found, ...phoneNotices(facts)]
}

const qualityLevel = (number: NumberFacts | null): Notice['level'] | null =>
  number?.quality === 'RED' ? 'warning' : number?.quality === 'YELLOW' ? 'info' : null

const isRefused = (nameStatus: string | null): boolean => nameStatus === 'DECLINED' || nameStatus === 'EXPIRED'

function phoneNotices({ isOnPhoneApp, lastEchoAt, now }: NoticeFacts): Notice[] {
  if (!isOnPhoneApp || lastEchoAt === null || now - lastEchoAt < PHONE_WARNING_MS) return []
  const params = { days: Math.floor((now - lastEchoAt) / DAY_MS) }
  return [notice('phone-app-silent', 'warning', { at: lastEchoAt + PHONE_WARNING_MS, due: lastEchoAt + PHONE_SILENCE_MS, params })]
}

/** Meta changes prices at the beginning of a quarter only. @source reference part 11, model */
function priceNotices({ pricesFrom, now }: NoticeFacts): Notice[] {
  const today = new Date(now)
  const quarter = Date.UTC(today.getUTCFullYear(), Math.floor(today.getUTCMonth() / 3) * 3, 1)
  const isOld = pricesFrom === null || Date.parse(`${pricesFrom}T00:00:00Z`) < quarter
  return isOld ? [notice('price-rules-old', 'info', { at: quarter, params: { from: pricesFrom ?? '' } })] : []
}
