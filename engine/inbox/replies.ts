import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { SendChange } from '../ledger/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { buildReply, type BuiltReply } from './build-reply.ts'
import type { EnqueueOptions, InboxDeps, Outbound, Outgoing } from './face.ts'
import { personBySeq } from './people.ts'
import { mayLeave } from './may-leave.ts'
import { metaNow } from './meta-now.ts'
import { previewOf, type Content } from './rules.ts'
import { recountWaiting } from './waiting.ts'
import { indexContent, insertMessage, refreshConversation, touchConversation } from './write-message.ts'

/** All replies are one run of the ledger that never ends; it goes before broadcasts. */
export const REPLY_RUN = 'run_replies'
const PRIORITY = 10
/** Far more than a shop types; the number's own pace is kept by the ledger. */
const PACE_PER_SECOND = 1000

type Held = {
  readonly seq: number
  readonly messageId: string
  readonly customerSeq: number
  /** Null once the time is over, while its file is being handed to Meta. */
  readonly heldUntil: number | null
  readonly outgoing: string
  readonly quotesWamid: string | null
}

const heldColumns = sql`seq, message_id as messageId, customer_seq as customerSeq, held_until as heldUntil, outgoing, quotes_wamid as quotesWamid`

const heldReply = (db: WriteHandle, messageId: string): Held | undefined =>
  db.get<Held>(sql`select ${heldColumns} from message where message_id = ${messageId} and local_state = 'held'`)

/** What ends by itself: the file is tried again. */
const isPassing = (code: ErrorCode): boolean =>
  code === 'network-unreachable' || code === 'network-timeout' || code === 'meta-busy' || code === 'connection-missing'

type Said = (db: WriteHandle, outbound: Outbound) => void

type NewReply = {
  readonly messageId: string
  readonly customerSeq: number
  readonly quotesWamid: string | null
  readonly at: number
  readonly built: BuiltReply
  readonly options: EnqueueOptions
  readonly outgoing: string
}

/** Writes the bubble, held for now, and moves the conversation on. */
function keepReply({ files }: InboxDeps, db: WriteHandle, { built, options, at, outgoing, ...ids }: NewReply): number {
  const { content, targetWamid = null, mediaFileId } = built
  const held = { until: at + options.holdMs, outgoing }
  const seq = insertMessage(db, {
    ...ids,
    direction: 'out',
    content,
    wamid: null,
    at,
    receivedAt: at,
    sentBy: options.sentBy,
    targetWamid,
    held,
  })
  if (seq === null) throw new Error('Cannot happen: the id of the message was just made')
  indexContent(db, seq, content)
  if (mediaFileId !== undefined) files?.attach(db, mediaFileId, seq)
  touchConversation(db, ids.customerSeq, {
    content,
    at,
    direction: 'out',
    unread: 0,
    opensWindow: false,
    wamid: null,
    // What answers by itself does not open again what somebody has ended.
    reopens: options.sentBy !== AUTO,
    ...(options.isNotice === true ? {} : { waiting: 'ends' as const }),
  })
  return seq
}

/** Sends replies: holds each for a moment, then gives it to the ledger, checked again. */
export class Replies {
  readonly #deps: InboxDeps
  readonly #said: Said
  #isStopped = false
  readonly #timers = new Map<string, () => void>()

  constructor(deps: InboxDeps, said: Said) {
    this.#deps = deps
    this.#said = said
    deps.ledger.guard('reply', (db, send) => mayLeave(deps, db, send))
    deps.ledger.watch('reply', (db, change) => this.#changed(db, change))
  }

  /** Makes the run if it is not there, and takes up what was held when the engine last ended. */
  begin(): void {
    const { ledger, vault } = this.#deps
    const run = ledger.run(vault.store.read, REPLY_RUN)
    if (run === undefined) {
      vault.store.write((db) =>
        ledger.seal(
          db,
          {
            runId: REPLY_RUN,
            owner: 'reply',
            purpose: 'reply',
            priority: PRIORITY,
            pacePerSecond: PACE_PER_SECOND,
            quietHours: null,
            budgetMicros: null,
            sealHash: '',
            latestAt: null,
            retryHeldBack: false,
          },
          [],
        ),
      )
    }
    const started = run?.state === 'paused' ? ledger.resume(REPLY_RUN) : ledger.start(REPLY_RUN)
    if (!started.ok) this.#deps.logger.warn('inbox.replies-stand-still', { code: started.error.code })
    for (const held of vault.store.read.all<Held>(
      sql`select ${heldColumns} from message where local_state = 'held' order by held_until, seq`,
    ))
      this.#holdUntil(held.messageId, held.heldUntil ?? 0)
  }

  stop(): void {
    this.#isStopped = true
    for (const forget of this.#timers.values()) forget()
    this.#timers.clear()
  }

  enqueue(db: WriteHandle, customerSeq: number, [message, options]: [Outgoing, EnqueueOptions]): Result<MessageId> {
    const deps = this.#deps
    const person = personBySeq(db, customerSeq)
    if (person === undefined) return fail('customer-missing')
    if (person.restrictedAt !== null) return fail('customer-restricted')
    const now = deps.clock.now()
    const quotesWamid = message.kind === 'template' ? null : (options.quotesWamid ?? null)
    const built = buildReply({ deps, db, person, now: metaNow(deps), quotesWamid }, message)
    if (!built.ok) return built
    const messageId = newId('msg', deps.random, now)
    const isAuto = options.sentBy === AUTO
    const outgoing = JSON.stringify(message)
    const seq = keepReply(deps, db, { messageId, customerSeq, quotesWamid, at: now, built: built.value, options, outgoing })
    this.#announceAfter(db, customerSeq, 'outbound')
    this.#said(db, { customerSeq, by: isAuto ? 'auto' : 'person', sentBy: options.sentBy, content: built.value.content, at: now })
    if (options.holdMs === 0) this.#handOver(db, { seq, messageId, customerSeq, heldUntil: now, outgoing, quotesWamid })
    else db.afterCommit(() => this.#holdUntil(messageId, now + options.holdMs))
    return ok(messageId as MessageId)
  }

  /** Takes back what is held, or what waits in the ledger; the words come back for the text box. */
  takeBack(messageId: string): Result<{ takenBack: boolean; text: string }> {
    const { store } = this.#deps.vault
    return store.write((db) => {
      const message = db.get<{ seq: number; customerSeq: number; localState: string | null; sendId: string | null; content: string }>(sql`
        select seq, customer_seq as customerSeq, local_state as localState, send_id as sendId, content from message where message_id = ${messageId} and direction = 'out' and broadcast_id is null`)
      if (message === undefined) return fail('message-missing')
      const isStillHere =
        message.localState === 'held' ||
        (message.localState === null && message.sendId !== null && this.#deps.ledger.withdraw(db, message.sendId, 'taken-back'))
      if (!isStillHere) return ok({ takenBack: false, text: '' })
      this.#timers.get(messageId)?.()
      this.#timers.delete(messageId)
      db.run(sql`update message set local_state = 'taken-back', held_until = null, outgoing = null where seq = ${message.seq}`)
      db.run(sql`delete from message_words where seq = ${message.seq}`)
      refreshConversation(db, message.customerSeq)
      recountWaiting(db, message.customerSeq)
      this.#announceAfter(db, message.customerSeq, 'outbound')
      return ok({ takenBack: true, text: textOf(JSON.parse(message.content) as Content) })
    })
  }

  #holdUntil(messageId: string, until: number): void {
    const { clock } = this.#deps
    if (this.#isStopped) return
    this.#timers.set(
      messageId,
      clock.after(until - clock.now(), () => {
        this.#timers.delete(messageId)
        this.#tryHandOver(messageId)
      }),
    )
  }

  #tryHandOver(messageId: string): void {
    const { clock, vault, logger } = this.#deps
    if (this.#isStopped) return
    try {
      vault.store.write((db) => {
        const held = heldReply(db, messageId)
        if (held !== undefined) this.#handOver(db, held)
      })
    } catch (error) {
      // Disk full or gone: the reply stays held and is taken up again soon, and at the next opening.
      logger.error('inbox.hand-over-failed', error)
      this.#holdUntil(messageId, clock.now() + RETRY_MS)
    }
  }

  /** Builds the reply anew from what is true now; what can't go any more says why in its bubble. */
  #handOver(db: WriteHandle, held: Held): void {
    const deps = this.#deps
    const person = personBySeq(db, held.customerSeq)
    const built =
      person === undefined
        ? fail('customer-missing')
        : buildReply({ deps, db, person, now: metaNow(deps), quotesWamid: held.quotesWamid }, JSON.parse(held.outgoing) as Outgoing)
    if (!built.ok) this.#refuse(db, held, built.error.code)
    else if (built.value.awaits !== undefined) this.#awaitFile(db, held, built.value.awaits)
    else {
      const sendId = newId('snd', deps.random, deps.clock.now())
      deps.ledger.add(db, REPLY_RUN, { sendId, rkey: held.messageId, customerSeq: held.customerSeq, ...built.value.send })
      db.run(sql`update message set local_state = null, send_id = ${sendId}, held_until = null, outgoing = null where seq = ${held.seq}`)
    }
    this.#announceAfter(db, held.customerSeq, 'status')
  }

  #refuse(db: WriteHandle, held: Held, code: ErrorCode): void {
    db.run(
      sql`update message set local_state = 'refused', local_reason = ${code}, held_until = null, outgoing = null where seq = ${held.seq}`,
    )
    recountWaiting(db, held.customerSeq)
  }

  /** The bytes go to Meta first; what waits for the network is tried again until it is there. */
  #awaitFile(db: WriteHandle, held: Held, mediaFileId: string): void {
    const { logger, vault } = this.#deps
    db.run(sql`update message set held_until = null where seq = ${held.seq}`)
    db.afterCommit(() => {
      this.#fileReady(mediaFileId).then(
        (ready) => {
          if (ready.ok) this.#tryHandOver(held.messageId)
          else if (isPassing(ready.error.code)) this.#holdUntil(held.messageId, this.#deps.clock.now() + RETRY_MS)
          else vault.store.write((again) => this.#refuseHeld(again, held.messageId, ready.error.code))
        },
        (error: unknown) => {
          logger.error('inbox.file-failed', error)
          this.#holdUntil(held.messageId, this.#deps.clock.now() + RETRY_MS)
        },
      )
    })
  }

  async #fileReady(mediaFileId: string): Promise<Result<void>> {
    return this.#isStopped ? fail('connection-missing') : ((await this.#deps.files?.ready(mediaFileId)) ?? fail('media-gone'))
  }

  #refuseHeld(db: WriteHandle, messageId: string, code: ErrorCode): void {
    const held = heldReply(db, messageId)
    if (held === undefined) return
    this.#refuse(db, held, code)
    this.#announceAfter(db, held.customerSeq, 'status')
  }

  #changed(db: WriteHandle, change: SendChange): void {
    const { customer } = this.#deps
    if (change.wamid !== null) db.run(sql`update message set wamid = ${change.wamid} where send_id = ${change.sendId} and wamid is null`)
    if (change.customerSeq === null) return
    if (change.state === 'accepted') {
      const send = db.get<{ category: string | null }>(sql`select category from send where send_id = ${change.sendId}`)
      customer.noteOutbound(db, change.customerSeq, { at: change.at, offer: send?.category === 'MARKETING' })
      if (change.waId !== null || change.userId !== null)
        customer.learnIdentity(db, change.customerSeq, { waId: change.waId, userId: change.userId })
    }
    if (change.metaCode === STOPPED_OFFERS)
      customer.recordOffers(db, change.customerSeq, {
        decision: 'stopped',
        source: 'whatsapp-preference',
        detail: String(STOPPED_OFFERS),
        at: change.at,
        by: 'customer',
      })
    if (change.metaCode === NOT_REACHABLE) customer.markUnusable(db, change.customerSeq, change.at)
    if (isLost(change.state)) recountWaiting(db, change.customerSeq)
    this.#announceAfter(db, change.customerSeq, 'status')
  }

  #announceAfter(db: WriteHandle, customerSeq: number, kind: 'outbound' | 'status'): void {
    const person = personBySeq(db, customerSeq)
    if (person !== undefined) db.afterCommit(() => this.#deps.announcer.announce('inbox.changed', { customerId: person.customerId, kind }))
  }
}

/** Who sends what no person typed. */
const AUTO = 'auto'

const isLost = (state: SendChange['state']): boolean => state === 'failed' || state === 'rejected' || state === 'skipped'

const RETRY_MS = 5_000
/** The customer stopped promotions in WhatsApp; the number can't be reached there. @source reference, error-codes.json */
const STOPPED_OFFERS = 131050
const NOT_REACHABLE = 131026

const textOf = (content: Content): string =>
  content.kind === 'text' || content.kind === 'product' || content.kind === 'products'
    ? content.text
    : content.kind === 'template'
      ? ''
      : previewOf(content)
