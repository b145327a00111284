import type { CustomerId } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../store/index.ts'

/** What a conversation needs to know about its customer. */
export type Person = {
  readonly customerSeq: number
  readonly customerId: CustomerId
  readonly name: string
  readonly addressAs: string
  readonly phone: string | null
  readonly userId: string | null
  readonly language: string | null
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
  readonly blocked: number
  readonly lastInboundAt: number | null
  /** Not null while the person's data is not to be used, at their wish. */
  readonly restrictedAt: number | null
}

const columns = sql`
  c.seq as customerSeq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.user_id as userId, c.language, c.offers, c.blocked,
  c.restricted_at as restrictedAt,
  (select last_inbound_at from conversation where customer_seq = c.seq) as lastInboundAt`

/** The customer of an id, with the stamp of the latest message that opened the window. */
export const personById = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`select ${columns} from customer c where c.customer_id = ${customerId}`)

export const personBySeq = (db: ReadHandle, customerSeq: number): Person | undefined =>
  db.get<Person>(sql`select ${columns} from customer c where c.seq = ${customerSeq}`)
