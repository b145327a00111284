import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CallOutput } from '#contract/ipc/index.ts'
import { searchQuery } from '../customer/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { markExcerpt, markText, type Marked } from './marked.ts'

type Hit = CallOutput<'search.find'>['customers'][number]
type Stored = {
  readonly customerId: Hit['customerId']
  readonly name: string
  readonly addressAs: string
  readonly phone: string | null
  readonly username: string | null
  readonly note: string
  readonly tags: string
  readonly recency: number
}

/** Newest customers that are looked at for the few that were active last; a name that thousands have needs another letter anyway. */
const CANDIDATES = 300

/** Customers by name, number, @name, tag or note: who was active last comes first, names that begin so before all. */
export function findCustomers(db: ReadHandle, query: string, limit: number): Hit[] {
  const match = searchQuery(query)
  if (match === null) return []
  const stored = db.all<Stored>(sql`
    select c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.username, c.note,
      coalesce(c.last_message_at, c.created_at) as recency,
      (select group_concat(tag, ' · ') from customer_tag where customer_seq = c.seq) as tags
    from (select rowid from customer_search where customer_search match ${match} order by rowid desc limit ${CANDIDATES}) found
      join customer c on c.seq = found.rowid
    order by recency desc`)
  const hits = stored.map((row) => toHit(row, query))
  const byName = ({ name }: Hit) => (name.marks[0]?.start === 0 ? 0 : name.marks.length > 0 ? 1 : 2)
  return hits.toSorted((one, other) => byName(one) - byName(other)).slice(0, limit)
}

function toHit({ phone, username, ...row }: Stored, query: string): Hit {
  const handle = phone === null ? (username === null ? '' : `@${username.replace(/^@/, '')}`) : numberAsWritten(phone)
  const name = markText(row.name, query)
  const marked = { text: handle, marks: phone === null ? markText(handle, query.replace(/^@/, '')).marks : markDigits(handle, query) }
  return { customerId: row.customerId, name, handle: marked, also: alsoIn([row.addressAs, row.tags, row.note], query) }
}

const numberAsWritten = (phone: string): string => parsePhoneNumberFromString(phone)?.formatInternational() ?? phone

function alsoIn(texts: readonly (string | null)[], query: string): Marked | null {
  for (const text of texts) {
    const marked = markExcerpt(text ?? '', query)
    if (marked.marks.length > 0) return marked
  }
  return null
}

/** Digits are looked for across the spaces of the written number, with or without the zero that leads them at home. */
function markDigits(handle: string, query: string): Marked['marks'] {
  const digits = query.replace(/\D/g, '')
  const places = Array.from(handle.matchAll(/\d/g), (found) => found.index)
  const plain = places.map((place) => handle.charAt(place)).join('')
  for (const wanted of [digits, digits.replace(/^0+/, '')]) {
    const at = wanted === '' ? -1 : plain.indexOf(wanted)
    const [start, end] = [places[at], places[at + wanted.length - 1]]
    if (at !== -1 && start !== undefined && end !== undefined) return [{ start, end: end + 1 }]
  }
  return []
}
