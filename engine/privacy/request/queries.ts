import type { CallOutput } from '#contract/ipc/index.ts'
import type { CustomerId, TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type Sql, type WriteHandle } from '../../store/index.ts'
import { dueAt } from './rules.ts'

export type PrivacyRequest = CallOutput<'privacy.saveRequest'>

type Stored = Omit<PrivacyRequest, 'dueAt' | 'customerId' | 'customerName'> & {
  readonly customerId: CustomerId | null
  readonly customerName: string | null
  readonly phone: string | null
  readonly username: string | null
}

const select = (rest: Sql): Sql => sql`
  select r.request_id as requestId, r.kind, c.customer_id as customerId, c.name as customerName, c.phone, c.username, r.received_at as receivedAt,
    r.extended_why as extendedWhy, r.identity, r.note, r.state, r.closed_at as closedAt, r.closed_by as closedBy, r.outcome
  from privacy_request r left join customer c on c.seq = r.customer_seq ${rest}`

function viewOf({ phone, username, customerName, ...stored }: Stored): PrivacyRequest {
  const name = [customerName, phone, username].find((text) => text !== null && text !== '') ?? ''
  return { ...stored, customerName: name, dueAt: dueAt(stored) as TimestampMs }
}

/** Open ones by the day they are due, then closed ones by when they ended. */
export function listRequests(
  db: ReadHandle,
  filter: { readonly state: 'open' | 'closed' | 'all'; readonly customerId?: string | undefined },
): PrivacyRequest[] {
  const ofState = filter.state === 'all' ? sql`1` : filter.state === 'open' ? sql`r.state = 'open'` : sql`r.state <> 'open'`
  const ofCustomer = filter.customerId === undefined ? sql`1` : sql`c.customer_id = ${filter.customerId}`
  const all = db.all<Stored>(select(sql`where ${ofState} and ${ofCustomer}`)).map(viewOf)
  const open = all.filter(({ state }) => state === 'open').toSorted((one, other) => one.dueAt - other.dueAt)
  const closed = all.filter(({ state }) => state !== 'open').toSorted((one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0))
  return [...open, ...closed]
}

export const countOpen = (db: ReadHandle): number =>
  db.get<{ count: number }>(sql`select count(*) as count from privacy_request where state = 'open'`)?.count ?? 0

export const findRequest = (db: ReadHandle, requestId: string): PrivacyRequest | undefined =>
  db.all<Stored>(select(sql`where r.request_id = ${requestId}`)).map(viewOf)[0]

export type NewRequest = Pick<PrivacyRequest, 'requestId' | 'kind' | 'receivedAt' | 'identity' | 'note'> & {
  readonly customerSeq: number | null
}

export const insertRequest = (db: WriteHandle, request: NewRequest) =>
  db.run(sql`
    insert into privacy_request (request_id, kind, customer_seq, received_at, identity, note, state)
    values (${request.requestId}, ${request.kind}, ${request.customerSeq}, ${request.receivedAt}, ${request.identity}, ${request.note}, 'open')`)

export type Changed = Pick<
  PrivacyRequest,
  'kind' | 'receivedAt' | 'extendedWhy' | 'identity' | 'note' | 'state' | 'closedAt' | 'closedBy' | 'outcome'
>

export const updateRequest = (db: WriteHandle, requestId: string, now: Changed) =>
  db.run(sql`
    update privacy_request set kind = ${now.kind}, received_at = ${now.receivedAt}, extended_why = ${now.extendedWhy}, identity = ${now.identity},
      note = ${now.note}, state = ${now.state}, closed_at = ${now.closedAt}, closed_by = ${now.closedBy}, outcome = ${now.outcome}
    where request_id = ${requestId}`)

export const tieToCustomer = (db: WriteHandle, requestId: string, customerSeq: number) =>
  db.run(sql`update privacy_request set customer_seq = ${customerSeq} where request_id = ${requestId}`)

/** An erased person's wish to be erased is done; what else they asked stays open, without their words. */
export function closeErased(db: WriteHandle, customerSeq: number, { at, by }: { readonly at: number; readonly by: string }): void {
  db.run(sql`
    update privacy_request set state = 'done', closed_at = ${at}, closed_by = ${by} where customer_seq = ${customerSeq} and state = 'open' and kind = 'erase'`)
}
