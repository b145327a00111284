import type { CustomerRef } from '../customer/index.ts'
import type { IdentityEvent } from '../intake/index.ts'
import { newId } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import type { Content } from './rules.ts'
import { insertMessage } from './write-message.ts'

/**
 * Follows a change of number or ids and says so in the chat; where a second record may be the same person, in both chats.
 * Nothing is shown, and nobody added, for people who were not known.
 * @source reference part 12.1
 */
export function takeIdentity(deps: InboxDeps, db: WriteHandle, event: IdentityEvent): void {
  const { before, now, at, how, wamid } = event
  const { customer, other } = deps.customer.followChange(db, { before, now, at })
  if (customer === null) return
  const isNumber = how === 'number' && now.phone !== null
  note(deps, db, {
    customer,
    at,
    wamid,
    content: {
      kind: 'system',
      text: '',
      note: isNumber ? 'number-changed' : 'user-id-changed',
      ...(isNumber ? { number: now.phone } : {}),
    },
  })
  if (other === null) return
  for (const one of [customer, other])
    note(deps, db, { customer: one, at, wamid: null, content: { kind: 'system', text: '', note: 'maybe-same-person' } })
}

type Note = { readonly customer: CustomerRef; readonly at: number; readonly wamid: string | null; readonly content: Content }

/** A line in the chat that asks for no reading and moves nothing. */
export function note(deps: InboxDeps, db: WriteHandle, { customer, at, wamid, content }: Note): void {
  insertMessage(db, {
    messageId: newId('msg', deps.random, at),
    customerSeq: customer.customerSeq,
    direction: 'in',
    content,
    wamid,
    at,
    receivedAt: deps.clock.now(),
  })
  db.afterCommit(() => {
    deps.announcer.announce('inbox.changed', { customerId: customer.customerId, kind: 'status' })
    deps.announcer.announce('customer.changed', { customerId: null })
  })
}

type Thread = {
  readonly unread: number
  readonly lastAt: number
  readonly lastText: string
  readonly lastDirection: string
  readonly lastInboundAt: number | null
  readonly lastInboundWamid: string | null
  readonly closed: number
  readonly draft: string
  readonly assignedTo: number | null
  readonly snoozedUntil: number | null
  readonly waitingSince: number | null
}

/** Moves messages, replies and the conversation of one customer to another; two conversations become one. */
export function moveConversation(db: WriteHandle, { from, to }: { readonly from: number; readonly to: number }): void {
  db.run(sql`update message set customer_seq = ${to} where customer_seq = ${from}`)
  db.run(sql`update message_change set customer_seq = ${to} where customer_seq = ${from}`)
  // Only replies: a record to which anything else went is never joined.
  db.run(sql`update send set customer_seq = ${to} where customer_seq = ${from}`)
  const [moved, kept] = [threadOf(db, from), threadOf(db, to)]
  if (moved === undefined) return
  if (kept === undefined) {
    db.run(sql`update conversation set customer_seq = ${to} where customer_seq = ${from}`)
    return
  }
  const latest = moved.lastAt >= kept.lastAt ? moved : kept
  const latestIn = (moved.lastInboundAt ?? 0) >= (kept.lastInboundAt ?? 0) ? moved : kept
  db.run(sql`delete from conversation where customer_seq = ${from}`)
  db.run(sql`
    update conversation set unread = ${moved.unread + kept.unread}, last_at = ${latest.lastAt}, last_text = ${latest.lastText},
      last_direction = ${latest.lastDirection}, last_inbound_at = ${latestIn.lastInboundAt}, last_inbound_wamid = ${latestIn.lastInboundWamid},
      closed = ${Math.min(moved.closed, kept.closed)}, draft = ${kept.draft === '' ? moved.draft : kept.draft},
      assigned_to = ${kept.assignedTo ?? moved.assignedTo}, snoozed_until = ${snoozedOf(moved, kept)}, waiting_since = ${earliest(moved.waitingSince, kept.waitingSince)}
    where customer_seq = ${to}`)
}

/** What is awake in one of the two is awake in both, and what is ended counts for neither. */
const snoozedOf = (moved: Thread, kept: Thread): number | null =>
  moved.snoozedUntil === null || kept.snoozedUntil === null ? null : Math.min(moved.snoozedUntil, kept.snoozedUntil)

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

const threadOf = (db: WriteHandle, customerSeq: number): Thread | undefined =>
  db.get<Thread>(sql`
    select unread, last_at as lastAt, last_text as lastText, last_direction as lastDirection, last_inbound_at as lastInboundAt,
      last_inbound_wamid as lastInboundWamid, closed, draft, assigned_to as assignedTo, snoozed_until as snoozedUntil,
      waiting_since as waitingSince
    from conversation where customer_seq = ${customerSeq}`)
