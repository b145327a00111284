import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { parseEvent } from './parse.ts'
import { deleteEvent, eventsWithBody } from './queries.ts'

/**
 * Events as they came. Their bytes are dropped once they are read, so only those with something unknown inside, and
 * those that could not be read, still hold anything about anybody. They are few and of unknown shape: therefore they are
 * searched by the bytes of number and user id wherever these stand, which no index of known places could promise.
 */
export const rawEventsOfPerson: PersonalDataSource = {
  kind: 'events',
  tables: ['raw_event'],
  count: (db, customerId) => eventsAbout(db, keysOf(db, customerId)).length,
  collect(db, customerId) {
    const keys = keysOf(db, customerId)
    const items = eventsAbout(db, keys).map(({ body }) =>
      namesOthers(body, keys) ? { leftOut: 'This event names other people too.' } : parseEvent(body),
    )
    return { items, files: [] }
  },
  erase(db, customerId) {
    const events = eventsAbout(db, keysOf(db, customerId))
    for (const { seq } of events) deleteEvent(db, seq)
    if (events.length > 0) db.forgetSoon()
    return events.length
  },
}

/** Number (bare digits, as Meta writes it, in both spellings where they differ) and user id of a person, as far as they are known. */
function keysOf(db: ReadHandle, customerId: string): string[] {
  const customer = db.get<{ phone: string | null; waId: string | null; userId: string | null }>(
    sql`select phone, wa_id as waId, user_id as userId from customer where customer_id = ${customerId}`,
  )
  const keys = [customer?.phone?.replace('+', ''), customer?.waId, customer?.userId]
  return keys.filter((key) => key !== undefined && key !== null)
}

function eventsAbout(db: ReadHandle, keys: readonly string[]): { seq: number; body: Uint8Array }[] {
  const found: { seq: number; body: Uint8Array }[] = []
  if (keys.length === 0) return found
  for (const event of eventsWithBody(db)) {
    const bytes = Buffer.from(event.body.buffer, event.body.byteOffset, event.body.byteLength)
    if (keys.some((key) => bytes.includes(key))) found.push(event)
  }
  return found
}

/** True when somebody else's number or id stands in the event too: that part is not the person's to see. */
function namesOthers(body: Uint8Array, own: readonly string[]): boolean {
  const people = Buffer.from(body)
    .toString('utf8')
    .matchAll(/"(?:from|wa_id|recipient_id|user_id|from_user_id|recipient_user_id)"\s*:\s*"([^"]+)"/g)
  return [...people].some((match) => !own.includes(match[1] ?? ''))
}
