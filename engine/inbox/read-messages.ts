import type { Message } from '#contract/ipc/inbox.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { inList, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { replyPrice } from './cost.ts'
import type { InboxDeps } from './face.ts'
import { personById } from './people.ts'
import { metaNow } from './replies.ts'
import { previewOf, replyWindow, stateOf, type Content } from './rules.ts'

type Bubble = z.infer<typeof Message>

type Stored = Omit<Bubble, 'content' | 'state' | 'quotes' | 'heldUntil' | 'reason' | 'referral' | 'edited' | 'reactions'> & {
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
  readonly wamid: string | null
  readonly referral: string | null
  readonly toldState: Bubble['state'] | null
  readonly editedAt: Bubble['at'] | null
  readonly firstContent: string | null
}

const selectMessages = (where: Sql): Sql => sql`
  select m.seq, m.message_id as messageId, c.customer_id as customerId, m.direction, m.content, m.local_state as localState, m.local_reason as localReason,
    s.state as sendState, s.reason as sendReason, s.meta_code as metaCode, m.at, m.sent_by as sentBy, b.name as broadcastName, m.about_product as aboutProduct,
    m.held_until as heldUntil, m.quotes_wamid as quotesWamid, q.message_id as quotedId, q.content as quotedContent,
    m.wamid, m.forwarded, m.referral, m.origin, m.told_state as toldState, m.edited_at as editedAt, m.first_content as firstContent,
    m.withdrawn_at as withdrawnAt
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
    ${selectMessages(sql`m.customer_seq = ${person.customerSeq} and (m.local_state is null or m.local_state <> 'taken-back') and ${isOwnBubble} and ${older}`)}
    order by m.at desc, m.seq desc limit ${input.limit + 1}`)
  const shown = stored.slice(0, input.limit)
  const oldest = shown.at(-1)
  const now = metaNow(deps)
  const { costMicros, currency, freeLeft } = replyPrice(deps, db, { person, at: now })
  return ok({
    messages: withReactions(db, shown.reverse()),
    olderCursor: stored.length > input.limit && oldest !== undefined ? `${oldest.at}.${oldest.seq}` : null,
    window: replyWindow(person.lastInboundAt, now),
    draft: db.get<{ draft: string }>(sql`select draft from conversation where customer_seq = ${person.customerSeq}`)?.draft ?? '',
    replyCost: { costMicros, currency, freeLeft },
  })
}

/** One message by id. */
export function readMessage(db: ReadHandle, messageId: string): Bubble | undefined {
  const stored = db.get<Stored>(selectMessages(sql`m.message_id = ${messageId}`))
  return stored === undefined ? undefined : withReactions(db, [stored])[0]
}

/** A reaction stands on its message; only where that is not here, it is a bubble of its own. */
const isOwnBubble = sql`(m.target_wamid is null or not exists (select 1 from message t where t.wamid = m.target_wamid))`

type Reaction = { readonly target: string; readonly direction: 'in' | 'out'; readonly emoji: string }

/** The latest reaction of each side counts; an empty one took it back. */
function withReactions(db: ReadHandle, stored: readonly Stored[]): Bubble[] {
  const wamids = stored.map(({ wamid }) => wamid).filter((wamid) => wamid !== null)
  const reactions = db.all<Reaction>(sql`
    select target_wamid as target, direction, content ->> '$.emoji' as emoji from message
    where target_wamid in ${inList(wamids)} and content ->> '$.kind' = 'reaction' order by at, seq`)
  const latest = new Map(reactions.map((reaction) => [`${reaction.direction} ${reaction.target}`, reaction.emoji]))
  return stored.map((one) => {
    const emojis = (['in', 'out'] as const).map((side) => ({
      from: side === 'in' ? ('customer' as const) : ('shop' as const),
      emoji: one.wamid === null ? '' : (latest.get(`${side} ${one.wamid}`) ?? ''),
    }))
    return { ...toBubble(one), reactions: emojis.filter(({ emoji }) => emoji !== '') }
  })
}

function toBubble(stored: Stored): Omit<Bubble, 'reactions'> {
  const { seq: _seq, wamid: _wamid, content, localState, localReason, sendState, sendReason, ...quoting } = stored
  const { quotesWamid, quotedId, quotedContent, referral, toldState, editedAt, firstContent, ...message } = quoting
  return {
    ...message,
    content: JSON.parse(content) as Content,
    state: stateOf({ direction: stored.direction, localState, sendState, toldState }),
    reason: localReason ?? sendReason,
    referral: referral === null ? null : (JSON.parse(referral) as Bubble['referral']),
    edited:
      editedAt === null ? null : { at: editedAt, before: firstContent === null ? '' : previewOf(JSON.parse(firstContent) as Content) },
    quotes:
      quotesWamid === null
        ? null
        : { messageId: quotedId, text: quotedContent === null ? '' : previewOf(JSON.parse(quotedContent) as Content) },
  }
}
