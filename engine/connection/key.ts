import type { TokenFacts } from '#contract/cloud-api/answers.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'

export type KeyFacts = CallOutput<'connection.beginSetup'>['key']

/** What is kept of a key besides what screens show. */
export type KnownKey = KeyFacts & {
  /** When Meta stops to hand out data for it, although it still sends. Null never. */
  readonly dataAccessEndsAt: TimestampMs | null
}

/** Permissions without which something of Shopbell does not work. @source reference part 1, scopes */
export const NEEDED_SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const

/**
 * A key as people paste it, without what came along from a page or a command: spaces and line breaks around and between
 * its lines, quotes, the word Bearer, invisible signs. Null for what no header can carry, which Meta can't have issued.
 */
export function cleanKey(text: string): string | null {
  const clean = text
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/\s*[\r\n]+\s*/gu, '\n')
    .trim()
    .replace(/^authorization\s*:\s*/iu, '')
    .replace(/^(["'`])(.*)\1$/su, '$2')
    .replace(/^bearer\s+/iu, '')
    .replaceAll('\n', '')
    .trim()
  return /^[\x21-\x7e]+$/u.test(clean) ? clean : null
}

/** An app secret as pasted; null where nothing is left. */
export const cleanSecret = (text: string | undefined): string | null => (text === undefined ? null : cleanKey(text))

/** The end of a key for recognising it; a key so short that this would tell much of it shows nothing. */
export const last4Of = (token: string): string => (token.length > 12 ? token.slice(-4) : '')

/** What Meta says about a key. @source reference part 1, check a token */
export function knownKeyOf(token: string, facts: TokenFacts['data'] | null): KnownKey {
  const last4 = last4Of(token)
  if (facts === null) return { last4, appId: null, expiresAt: null, dataAccessEndsAt: null, scopes: [], missingScopes: [] }
  const scopes = facts.scopes ?? facts.granular_scopes?.map(({ scope }) => scope) ?? []
  return {
    last4,
    appId: facts.app_id ?? null,
    expiresAt: timeOf(facts.expires_at),
    dataAccessEndsAt: timeOf(facts.data_access_expires_at),
    scopes: [...scopes],
    missingScopes: NEEDED_SCOPES.filter((scope) => !scopes.includes(scope)),
  }
}

/** Without what only the engine needs. */
export function shownKeyOf({ last4, appId, expiresAt, scopes, missingScopes }: KnownKey): KeyFacts {
  return { last4, appId, expiresAt, scopes: [...scopes], missingScopes: [...missingScopes] }
}

/** 0 means never. */
const timeOf = (seconds: number | undefined): TimestampMs | null =>
  seconds === undefined || seconds <= 0 ? null : (Math.round(seconds * 1000) as TimestampMs)
