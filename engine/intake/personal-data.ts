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

type Keys = {
  readonly phone: string | null
  readonly samePersonKey: string | null
  readonly waId: string | null
  readonly userId: string | null
  readonly parentUserId: string | null
}

/** Numbers (bare digits, as Meta writes them, in every spelling that we know) and ids of a person, those of before too. */
function keysOf(db: ReadHandle, customerId: string): string[] {
  const customer = db.get<Keys>(sql`
    select phone, same_person_key as samePersonKey, wa_id as waId, user_id as userId, parent_user_id as parentUserId
    from customer where customer_id = ${customerId}`)
  const former = db.all<{ key: string }>(sql`
    select key from former_key where customer_seq = (select seq from customer where customer_id = ${customerId})`)
  const keys = [...Object.values(customer ?? {}), ...former.map(({ key }) => key)]
  return [...new Set(keys.filter((key) => key !== null).map((key) => key.replace('+', '')))]
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
  const text = Buffer.from(body).toString('utf8')
  // The shop's own number is nobody's secret.
  const shop = [...text.matchAll(/"display_phone_number"\s*:\s*"([^"]+)"/g)].map((match) => (match[1] ?? '').replace(/\D/g, ''))
  const people = text.matchAll(
    /"(?:from|to|wa_id|phone|phone_number|recipient_id|recipient_participant_id|\w*user_id|previous|current)"\s*:\s*"([^"]+)"/g,
  )
  return [...people].some(([, value = '']) => !own.includes(value.replace('+', '')) && !shop.includes(value))
}
