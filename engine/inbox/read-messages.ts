import type { Message } from '#contract/ipc/inbox.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'
import { replyPrice } from './cost.ts'
import type { InboxDeps } from './face.ts'
import { personById } from './people.ts'
import { metaNow } from './replies.ts'
import { previewOf, replyWindow, stateOf, type Content } from './rules.ts'

type Bubble = z.infer<typeof Message>

type Stored = Omit<Bubble, 'content' | 'state' | 'quotes' | 'heldUntil' | 'reason'> & {
  readonly seq: number
  readonly content: string
  readonly localState: 'held' | 'taken-back' | 'refused' | null
  readonly localReason: string | null
  readonly sendState: Bubble['state'] | null
  readonly sendReason: string | null
  readonly heldUntil: Bubble['heldUntil']
  readonly quotesWamid: string | null
  readonly quotedId: NonNullable<Bubble['quotes']>['messageId']
  readonly quotedContent: string | null
}

const selectMessages = (where: Sql): Sql => sql`
  select m.seq, m.message_id as messageId, c.customer_id as customerId, m.direction, m.content, m.local_state as localState, m.local_reason as localReason,
    s.state as sendState, s.reason as sendReason, s.meta_code as metaCode, m.at, m.sent_by as sentBy, b.name as broadcastName, m.about_product as aboutProduct,
    m.held_until as heldUntil, m.quotes_wamid as quotesWamid, q.message_id as quotedId, q.content as quotedContent
  from message m join customer c on c.seq = m.customer_seq
  left join send s on s.send_id = m.send_id
  left join broadcast b on b.broadcast_id = m.broadcast_id
  left join message q on q.wamid = m.quotes_wamid and q.customer_seq = m.customer_seq
  where ${where}`

/** A page of one conversation, newest last, with what the box below it needs. Errors: customer-missing, input-refused. */
export function readMessages(deps: InboxDeps, input: ParsedInput<'inbox.messages'>): Result<CallOutput<'inbox.messages'>> {
  const db = deps.vault.store.read
  const person = personById(db, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const position = /^(\d{1,15})\.(\d{1,15})$/.exec(input.before ?? '')
  if (input.before !== undefined && position === null) return fail('input-refused', { field: 'before' })
  const older = position === null ? sql`true` : sql`(m.at, m.seq) < (${Number(position[1])}, ${Number(position[2])})`
  const stored = db.all<Stored>(sql`
    ${selectMessages(sql`m.customer_seq = ${person.customerSeq} and (m.local_state is null or m.local_state <> 'taken-back') and ${older}`)}
    order by m.at desc, m.seq desc limit ${input.limit + 1}`)
  const shown = stored.slice(0, input.limit)
  const oldest = shown.at(-1)
  const now = metaNow(deps)
  const { costMicros, currency, freeLeft } = replyPrice(deps, db, { person, at: now })
  return ok({
    messages: shown.reverse().map(toBubble),
    olderCursor: stored.length > input.limit && oldest !== undefined ? `${oldest.at}.${oldest.seq}` : null,
    window: replyWindow(person.lastInboundAt, now),
    draft: db.get<{ draft: string }>(sql`select draft from conversation where customer_seq = ${person.customerSeq}`)?.draft ?? '',
    replyCost: { costMicros, currency, freeLeft },
  })
}

/** One message by id. */
export function readMessage(db: ReadHandle, messageId: string): Bubble | undefined {
  const stored = db.get<Stored>(selectMessages(sql`m.message_id = ${messageId}`))
  return stored === undefined ? undefined : toBubble(stored)
}

function toBubble(stored: Stored): Bubble {
  const { seq: _seq, content, localState, localReason, sendState, sendReason, quotesWamid, quotedId, quotedContent, ...message } = stored
  return {
    ...message,
    content: JSON.parse(content) as Content,
    state: stateOf({ direction: stored.direction, localState, sendState }),
    reason: localReason ?? sendReason,
    quotes:
      quotesWamid === null
        ? null
        : { messageId: quotedId, text: quotedContent === null ? '' : previewOf(JSON.parse(quotedContent) as Content) },
  }
}
