import { sql, type ReadHandle } from '../../store/index.ts'

/** What automations need to know of a customer. */
export type Person = {
  readonly customerSeq: number
  readonly customerId: string
  readonly name: string
  readonly addressAs: string
  readonly phone: string | null
  readonly userId: string | null
  readonly language: string | null
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
  /** Blocked by the shop, or kept out of use at their own wish: nothing is said to them. */
  readonly blocked: number
  readonly lastInboundAt: number | null
  readonly closed: number
}

const columns = sql`
  c.seq as customerSeq, c.customer_id as customerId, c.name, c.address_as as addressAs, c.phone, c.user_id as userId, c.language, c.offers, max(c.blocked, c.restricted_at is not null) as blocked,
  v.last_inbound_at as lastInboundAt, coalesce(v.closed, 0) as closed`

export const personBySeq = (db: ReadHandle, customerSeq: number): Person | undefined =>
  db.get<Person>(sql`select ${columns} from customer c left join conversation v on v.customer_seq = c.seq where c.seq = ${customerSeq}`)

export const personById = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(
    sql`select ${columns} from customer c left join conversation v on v.customer_seq = c.seq where c.customer_id = ${customerId}`,
  )

export const tagsOf = (db: ReadHandle, customerSeq: number): readonly string[] =>
  db.all<{ tag: string }>(sql`select tag from customer_tag where customer_seq = ${customerSeq}`).map(({ tag }) => tag)

/** A message of a customer as it stands in the chat now. */
export type Heard = {
  readonly seq: number
  readonly customerSeq: number
  readonly content: string
  readonly at: number
  readonly withdrawnAt: number | null
}

export const messageByWamid = (db: ReadHandle, wamid: string): Heard | undefined =>
  db.get<Heard>(sql`
    select seq, customer_seq as customerSeq, content, at, withdrawn_at as withdrawnAt from message where wamid = ${wamid} and direction = 'in'`)

/** When the customer wrote last before a message; null when that is the first. Signs and notices don't count. */
export const wroteBefore = (
  db: ReadHandle,
  message: { readonly customerSeq: number; readonly seq: number; readonly at: number },
): number | null =>
  db.get<{ at: number }>(sql`
    select at from message where customer_seq = ${message.customerSeq} and direction = 'in' and seq <> ${message.seq} and at <= ${message.at}
      and (at < ${message.at} or seq < ${message.seq}) and content ->> '$.kind' not in ('reaction', 'system')
    order by at desc, seq desc limit 1`)?.at ?? null

/** The latest messages of a chat since a time by this computer's clock, oldest first. */
export const turnsSince = (
  db: ReadHandle,
  customerSeq: number,
  since: number,
): readonly { readonly direction: 'in' | 'out'; readonly at: number; readonly sentBy: string | null; readonly content: string }[] =>
  db.all<{ direction: 'in' | 'out'; at: number; sentBy: string | null; content: string }>(sql`
      select direction, received_at as at, sent_by as sentBy, content from (
        select seq, direction, received_at, sent_by, content from message where customer_seq = ${customerSeq} order by at desc, seq desc limit 80)
      where received_at > ${since} order by received_at, seq`)
