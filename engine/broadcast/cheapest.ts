import { sql, type ReadHandle } from '../store/index.ts'
import type { Message } from './message/compile.ts'
import type { Going } from './going.ts'
import type { Pricing } from './pricing.ts'
import { expectedEnd } from './span.ts'

/** Free text may be sent that long after the customer's last message. @source UX fact F1 */
const WINDOW_MS = 24 * 3_600_000
/** Free text stops this long before Meta's own end, because it may wait and the two clocks differ a little. @source SECURITY M-10 */
const RESERVE_MS = 10 * 60_000
/** A run may take longer than expected. */
const MARGIN_MS = 3_600_000

/** Whether free text may still be handed to Meta at a moment. */
export const mayTalkFreely = (lastInboundAt: number | null, at: number): boolean =>
  lastInboundAt !== null && lastInboundAt + WINDOW_MS - RESERVE_MS > at

/** When each customer last wrote, of those whose reply window is open at a moment; keyed by number inside the vault. */
const openWindows = (db: ReadHandle, at: number): ReadonlyMap<number, number> =>
  new Map(
    db
      .all<{ seq: number; at: number }>(sql`
        select customer_seq as seq, last_inbound_at as at from conversation
        where last_inbound_at is not null and last_inbound_at > ${at - WINDOW_MS}`)
      .map((row) => [row.seq, row.at]),
  )

/** When a customer last wrote something that opens the reply window. */
export const lastInboundOf = (db: ReadHandle, customerSeq: number): number | null =>
  db.get<{ at: number | null }>(sql`select last_inbound_at as at from conversation where customer_seq = ${customerSeq}`)?.at ?? null

/** What the ordinary message would save, and what each person's message is then. */
export type Cheapest = { readonly people: number; readonly savesMicros: number; readonly goes: readonly Going[] }

type Moment = { readonly goes: readonly Going[]; readonly at: number; readonly timeZone: string; readonly pricing: Pricing }

/**
 * Finds the people whose window stays open until the run is done and for whom an ordinary message costs less by today's
 * price rules. What Meta delivers at no cost each month is never counted on.
 */
export function findCheapest(db: ReadHandle, message: Message | null, { goes, at, timeZone, pricing }: Moment): Cheapest {
  const windows = message !== null && message.versions.some(({ canBeFree }) => canBeFree) ? openWindows(db, at) : new Map<number, number>()
  if (message === null || windows.size === 0) return { people: 0, savesMicros: 0, goes }
  const endsAt = expectedEnd(message.content, { people: goes.length, at, timeZone }) + MARGIN_MS
  const code = message.sampleCode(goes.length)
  let people = 0
  let savesMicros = 0
  const changed = goes.map((going): Going => {
    const { person, priceMicros, version } = going
    if (!mayTalkFreely(windows.get(person.seq) ?? null, endsAt) || priceMicros === null || version === null) return going
    const price = pricing.of(person, 'service')
    if (price.micros === null || price.micros >= priceMicros) return going
    if (version.buildFree(person, version.resolve(person, code), code) === null) return going
    people += 1
    savesMicros += priceMicros - price.micros
    return { ...going, isFree: true, priceMicros: price.micros, isSamplePrice: price.isSample }
  })
  return { people, savesMicros, goes: changed }
}
