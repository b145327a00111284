import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { inList, sql, type ReadHandle } from '../store/index.ts'
import { replyPrice } from './cost.ts'
import type { InboxDeps } from './face.ts'
import { personById } from './people.ts'
import { metaNow } from './meta-now.ts'
import { previewOf, replyWindow, stateOf, type Content } from './rules.ts'
import { readPage, selectMessages, type Bubble, type Stored } from './read-page.ts'
import { shelfOf } from './shelf.ts'

/** A page of one conversation, newest last, with what the box below it needs. Errors: customer-missing, message-missing, input-refused. */
export function readMessages(
  deps: InboxDeps,
  input: ParsedInput<'inbox.messages'>,
  presence: Presence,
): Result<CallOutput<'inbox.messages'>> {
  const db = deps.vault.store.read
  const person = personById(db, input.customerId)
  if (person === undefined) return fail('customer-missing')
  const page = readPage(db, person.customerSeq, input)
  if (!page.ok) return page
  const { shown, olderCursor, newerCursor } = page.value
  const now = metaNow(deps)
  const { costMicros, currency, freeLeft } = replyPrice(deps, db, { person, at: now })
  return ok({
    messages: withReactions(db, shown),
    olderCursor,
    newerCursor,
    window: replyWindow(person.lastInboundAt, now),
    draft: db.get<{ draft: string }>(sql`select draft from conversation where customer_seq = ${person.customerSeq}`)?.draft ?? '',
    ...shelfOf(db, person.customerSeq),
    blocked: person.blocked === 1,
    presence,
    replyCost: { costMicros, currency, freeLeft },
  })
}

type Presence = CallOutput<'inbox.messages'>['presence']

/** One message by id. */
export function readMessage(db: ReadHandle, messageId: string): Bubble | undefined {
  const stored = db.get<Stored>(selectMessages(sql`m.message_id = ${messageId}`))
  return stored === undefined ? undefined : withReactions(db, [stored])[0]
}

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

/** How far a file is changes after its message was written. */
const withFile = (content: Content, media: string | null): Content =>
  content.kind === 'media' && media !== null ? { ...content, file: JSON.parse(media) as NonNullable<typeof content.file> } : content

function toBubble(stored: Stored): Omit<Bubble, 'reactions'> {
  const { seq: _seq, wamid: _wamid, content, localState, localReason, sendState, sendReason, ...quoting } = stored
  const { notedBy, quotesWamid, quotedId, quotedContent, referral, toldState, editedAt, firstContent, media, ...message } = quoting
  return {
    ...message,
    content: withFile(JSON.parse(content) as Content, media),
    state: stateOf({ direction: stored.direction, localState, sendState, toldState, notedBy, heldUntil: stored.heldUntil }),
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
