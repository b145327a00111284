import type { PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { AppError } from '#contract/kernel/result.ts'

export type NumberFacts = NonNullable<CallOutput<'connection.add'>['number']>
export type Link = CallOutput<'connection.add'>['link']

/** Messages a second: shared with the phone app, by default, and for numbers that Meta lifted. @source reference part 9, throughput */
const PACE = { onPhoneApp: 20, standard: 80, high: 1000 } as const

/** What Shopbell keeps of the number node. */
export function toNumberFacts(node: PhoneNumberNode): NumberFacts {
  return {
    displayPhoneNumber: node.display_phone_number ?? '',
    verifiedName: node.verified_name ?? '',
    quality: qualityOf(node.quality_rating ?? node.quality_score?.score),
    dailyLimit: dailyLimitOf(node.whatsapp_business_manager_messaging_limit ?? node.messaging_limit_tier),
    status: node.status ?? 'UNKNOWN',
    throughputPerSecond: paceOf(node),
  }
}

const qualityOf = (word: string | undefined): NumberFacts['quality'] =>
  (['GREEN', 'YELLOW', 'RED'] as const).find((known) => known === word?.toUpperCase()) ?? 'UNKNOWN'

function paceOf(node: PhoneNumberNode): number {
  if (node.is_on_biz_app === true) return PACE.onPhoneApp
  return node.throughput?.level === 'HIGH' ? PACE.high : PACE.standard
}

/** Different people in 24 h outside reply windows, e.g. 2000 of TIER_2K; null for no limit, and where Meta tells none. @source reference part 7 */
export function dailyLimitOf(tier: string | undefined): number | null {
  const match = /^TIER_(\d+)(K?)$/.exec(tier ?? '')
  return match === null ? null : Number(match[1]) * (match[2] === 'K' ? 1000 : 1)
}

const UNAUTHORISED: readonly string[] = ['meta-key-refused', 'meta-permission-missing']
const OFFLINE: readonly string[] = ['network-unreachable', 'network-timeout', 'tls-refused', 'redirect-refused']

/** What a failed call says about the link; any other refusal still came from Meta. */
export function linkAfter(error: AppError): Link {
  if (UNAUTHORISED.includes(error.code)) return 'unauthorised'
  return isOffline(error.code) ? 'offline' : 'online'
}

/** True where the key may travel: encrypted, or inside this computer. */
export const isSafeBaseUrl = (baseUrl: string): boolean => new URL(baseUrl).protocol === 'https:' || isLoopback(baseUrl)

/** True for an address inside this computer. */
export const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

/** Farther apart than this, windows and offers would be computed wrongly. */
export const CLOCK_TOLERANCE_MS = 2 * 60_000

/** Whether the way to Meta failed, not Meta. */
export const isOffline = (code: string): boolean => OFFLINE.includes(code)

/** What waits between two tries while the link is down. */
export const retryDelayMs = (failures: number): number => Math.min(60_000, 1000 * 2 ** Math.min(failures, 6))
