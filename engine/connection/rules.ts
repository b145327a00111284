import type { z } from 'zod'
import type { PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { ConnectionStatus, PhoneNumber } from '#contract/ipc/connection.ts'
import type { AppError } from '#contract/kernel/result.ts'

export type NumberFacts = z.infer<typeof PhoneNumber>
export type Link = z.infer<typeof ConnectionStatus>['link']

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

/** What a failed call says about the link; null when it says nothing (Meta answered, but not with what was asked). */
export function linkAfter(error: AppError): Link {
  switch (error.code) {
    case 'meta-key-refused':
    case 'meta-permission-missing':
      return 'unauthorised'
    case 'network-unreachable':
    case 'network-timeout':
    case 'tls-refused':
    case 'redirect-refused':
      return 'offline'
    default:
      return 'online'
  }
}

/** True where the key may travel: encrypted, or inside this computer. */
export function isSafeBaseUrl(baseUrl: string): boolean {
  const url = new URL(baseUrl)
  return url.protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

/** Farther apart than this, windows and offers would be computed wrongly. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000

/** What waits between two tries while the link is down. */
export const retryDelayMs = (failures: number): number => Math.min(60_000, 1000 * 2 ** Math.min(failures, 6))
