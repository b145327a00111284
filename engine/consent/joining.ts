import type { Inbound } from '../inbox/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { ConsentDeps } from './face.ts'
import { placeByWord, type StoredPlace } from './places.ts'
import { ANSWERS, isAgreeing, lastWord } from './rules.ts'
import { localeOf, wordsOf } from './words.ts'

/** The place whose ready sentence a text is; undefined for any other text. */
export function placeOf(db: ReadHandle, text: string): StoredPlace | undefined {
  const word = lastWord(text)
  const place = word === null ? undefined : placeByWord(db, word)
  return place !== undefined && isAgreeing(text, place) ? place : undefined
}

/**
 * Hears customers who say yes by the word of a place, or answer when they were asked: the consent, with their own message
 * as its proof, is written in the transaction that keeps the message. @source SECURITY G-01
 */
export function hearAnswers(deps: ConsentDeps): void {
  deps.inbox.onInbound((db, inbound) => {
    const { content } = inbound
    if (content.kind === 'text') {
      const place = placeOf(db, content.text)
      if (place !== undefined) join(deps, db, { inbound, place })
      return
    }
    if (inbound.payload === ANSWERS.yes || inbound.payload === ANSWERS.no) answer(deps, db, inbound)
  })
}

const messageIdOf = (db: ReadHandle, wamid: string): string | null =>
  db.get<{ messageId: string }>(sql`select message_id as messageId from message where wamid = ${wamid}`)?.messageId ?? null

function join(deps: ConsentDeps, db: WriteHandle, { inbound, place }: { readonly inbound: Inbound; readonly place: StoredPlace }): void {
  const { customerSeq, wamid, at } = inbound
  const messageId = messageIdOf(db, wamid)
  deps.customer.recordOffers(db, customerSeq, {
    decision: 'yes',
    source: 'till-qr',
    detail: place.name,
    wording: place.wording,
    at,
    by: 'customer',
    messageId,
    placeId: place.placeId,
  })
  welcomeBack(deps, db, inbound)
  say(deps, db, { inbound, text: place.thanks })
  db.afterCommit(() => deps.announcer.announce('consent.changed', {}))
}

/** Whoever was erased and asked not to be written to asks for it now by their own message. */
function welcomeBack({ customer }: ConsentDeps, db: WriteHandle, { customerSeq, at }: Inbound): void {
  const person = db.get<{ phone: string | null; userId: string | null }>(
    sql`select phone, user_id as userId from customer where seq = ${customerSeq}`,
  )
  if (person !== undefined && customer.unsuppress(db, person.phone, person.userId)) customer.noteUnsuppressed(db, customerSeq, at)
}

type Asked = { readonly wording: string; readonly language: string | null }

function answer(deps: ConsentDeps, db: WriteHandle, inbound: Inbound): void {
  const { customerSeq, wamid, at, payload } = inbound
  const decision = payload === ANSWERS.yes ? 'yes' : 'no'
  const asked = db.get<Asked>(sql`
    select a.wording, c.language from customer c left join consent_ask a on a.customer_seq = c.seq where c.seq = ${customerSeq}
    order by a.at desc limit 1`)
  deps.customer.recordOffers(db, customerSeq, {
    decision,
    source: 'chat',
    detail: 'text' in inbound.content && typeof inbound.content.text === 'string' ? inbound.content.text : '',
    wording: asked?.wording ?? '',
    at,
    by: 'customer',
    messageId: messageIdOf(db, wamid),
  })
  if (decision === 'yes') welcomeBack(deps, db, inbound)
  say(deps, db, { inbound, text: wordsOf(localeOf(asked?.language ?? null, deps.vault.shop.locale)).answer[decision] })
}

/** Thanks wait for nobody; a message that came late, after the window closed, gets none. */
function say({ inbox }: ConsentDeps, db: WriteHandle, { inbound, text }: { readonly inbound: Inbound; readonly text: string }): void {
  if (text.trim() === '') return
  inbox.enqueue(db, inbound.customerSeq, { kind: 'text', text }, { sentBy: 'auto', holdMs: 0, isNotice: true })
}
