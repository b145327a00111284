import type { Referral } from '#contract/cloud-api/webhook-parts.ts'
import type { InboundEvent } from '../intake/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { Inbound, InboxDeps } from './face.ts'
import { catchUp, contentOf, keepMessage } from './keep-message.ts'
import { note } from './identity-notes.ts'
import { asksForAnswer, opensWindow, type Content } from './rules.ts'
import { isAnsweredOnPhone } from './waiting.ts'
import { touchConversation } from './write-message.ts'

/**
 * Keeps one message of a customer in the caller's transaction: who it is, the bubble, the window, the search words, and
 * a wish about offers. The same message again changes nothing, unless it could not be read before: then the bubble becomes
 * what it is, and a wish in it counts.
 * @returns what other rooms should hear; null when it was kept before
 */
export function takeInbound(deps: InboxDeps, db: WriteHandle, event: InboundEvent): Inbound | null {
  const { phone, userId, parentUserId, username, profileName, at, wamid } = event
  const { customerSeq, customerId, isOtherId } = deps.customer.recognise(db, { phone, userId, parentUserId, username, profileName, at })
  const content = contentOf(deps, db, event.message)
  const kept = keepMessage(deps, db, {
    message: event.message,
    content,
    customerSeq,
    direction: 'in',
    wamid,
    at,
    quotesWamid: event.contextWamid,
    aboutProduct: event.aboutProduct,
    forwarded: event.forwarded,
    referral: event.referral === null ? null : JSON.stringify(referralView(event.referral)),
  })
  if (kept === 'same') return null
  if (isOtherId)
    note(deps, db, { customer: { customerSeq, customerId }, at, wamid: null, content: { kind: 'system', text: '', note: 'other-id' } })
  obeyWish(deps, db, { customerSeq, content, at })
  db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId, kind: kept === 'new' ? 'inbound' : 'status' }))
  // What could not be read when it came is no news: nothing automatic may answer it weeks later.
  if (kept === 'shown') return null
  moveOn(deps, db, { event, customerSeq, content })
  return { customerSeq, content, wamid, contextWamid: event.contextWamid, payload: content.kind === 'button' ? content.payload : null, at }
}

type Moving = { readonly event: InboundEvent; readonly customerSeq: number; readonly content: Content }

function moveOn(deps: InboxDeps, db: WriteHandle, { event, customerSeq, content }: Moving): void {
  const { at, wamid, contextWamid } = event
  // A thumbs-up or a notice of Meta asks for no answer.
  const isForReading = opensWindow(content)
  // A reaction that was taken back, or a line of our own, is nothing to show in the list.
  const isSilent = (content.kind === 'reaction' && content.emoji === '') || (content.kind === 'system' && content.note !== undefined)
  if (!isSilent)
    touchConversation(db, customerSeq, {
      content,
      at,
      direction: 'in',
      unread: isForReading ? 1 : 0,
      opensWindow: isForReading,
      wamid,
      ...(asksForAnswer(content) && !isAnsweredOnPhone(db, customerSeq, at) ? { waiting: 'begins' as const } : {}),
    })
  if (isForReading) deps.customer.noteInbound(db, customerSeq, at)
  if (contextWamid !== null) deps.ledger.recordQuoted(db, contextWamid, at)
  catchUp(db, wamid)
}

/** What the chat shows of an advertisement; the ids that trace a click are not kept. */
const referralView = ({ headline = '', body = '', source_url: url = '' }: Referral) => ({
  headline: headline.slice(0, 300),
  text: body.slice(0, 1000),
  url: url.slice(0, 2000),
})

/** A message that says nothing but "no more offers" is obeyed at once, and in every language we know. */
function obeyWish(
  deps: InboxDeps,
  db: WriteHandle,
  { customerSeq, content, at }: { customerSeq: number; content: Content; at: number },
): void {
  if (content.kind !== 'text' && content.kind !== 'button') return
  const word = deps.customer.offerWord(content.text)
  if (word === null) return
  deps.customer.recordOffers(db, customerSeq, {
    decision: word === 'stop' ? 'no' : 'yes',
    source: 'chat',
    detail: content.text.slice(0, 200),
    at,
    by: 'customer',
  })
}
