import { businessScopedUserIdSchema } from '#contract/cloud-api/requests.ts'
import type { Person } from './facts.ts'

/** What the reader must know beside the event itself. */
export type Reading = {
  /** Messages to other numbers of the account are nobody's business here: neither shown nor kept. */
  readonly phoneNumberId: string | null
  /** Stands in where Meta's stamp is missing or senseless, ms. */
  readonly receivedAt: number
}

type Keys = {
  readonly phone?: string | undefined
  readonly userId?: string | undefined
  readonly parentUserId?: string | undefined
}

/** Meta writes numbers as bare digits; group ids and other words are no numbers, and what is no user id is left out. */
export function person({ phone, userId, parentUserId }: Keys): Person {
  return {
    phone: phone !== undefined && /^\+?[1-9]\d{5,14}$/.test(phone) ? `+${phone.replace('+', '')}` : null,
    userId: scopedId(userId),
    parentUserId: scopedId(parentUserId),
  }
}

const scopedId = (id: string | undefined): string | null =>
  id !== undefined && businessScopedUserIdSchema.safeParse(id).success ? id : null

/** Whether nothing says who it is. */
export const isNobody = ({ phone, userId, parentUserId }: Person): boolean => phone === null && userId === null && parentUserId === null

/** Seconds (relays write ms at times) to ms; a stamp before 2009, WhatsApp's first year, or years ahead is senseless. */
export function stampMs(seconds: string | number, otherwise: number): number {
  const value = Number(seconds)
  const ms = value > 100_000_000_000 ? value : value * 1000
  return Number.isSafeInteger(ms) && ms > 1_230_768_000_000 && ms < 100_000_000_000_000 ? ms : otherwise
}

/** What stands under a key; undefined where there is no such key of the value's own. */
export const valueAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined

/** The text under a key. */
export function textAt(value: unknown, key: string): string | undefined {
  const text = valueAt(value, key)
  return typeof text === 'string' ? text : undefined
}
