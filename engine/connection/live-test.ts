import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { ConnectionCore } from './core.ts'
import type { HeardMessage, ReplyNews } from './face.ts'

type Shown = CallOutput<'connection.beginLiveTest'>
type Test = Shown & { readonly phoneNumberId: string; readonly customerSeq: number | null; readonly sendId: string | null }

/**
 * The live test of the wizard: waits for the first message to the number, and follows one answer to the phone. It lives
 * in memory only, because it names who wrote; whoever opens the shop again begins it again.
 */
export class LiveTesting {
  readonly #core: ConnectionCore
  #test: Test | null = null

  constructor(core: ConnectionCore) {
    this.#core = core
  }

  /** Begins to listen to the rooms that hear messages and their fate. */
  meet(): void {
    this.#core.neighbours?.onInbound((db, message) => this.#heard(db, message))
    this.#core.neighbours?.onReply((db, news) => this.#followed(db, news))
  }

  /** Null before a test, and when the number has been replaced by another since. */
  shown(): Shown | null {
    const test = this.#test
    return test === null || this.#core.live?.stored.phoneNumberId !== test.phoneNumberId ? null : shownOf(test)
  }

  /** Waits from now on, whatever a test before it came to. Error: connection-missing. */
  begin(): Result<Shown> {
    const { live, deps } = this.#core
    if (live === null) return fail('connection-missing')
    const digits = (live.stored.number?.displayPhoneNumber ?? '').replace(/\D/g, '')
    const test: Test = {
      state: 'waiting',
      startedAt: deps.clock.now() as TimestampMs,
      receivedAt: null,
      from: null,
      link: `https://wa.me/${digits}?text=hi`,
      code: null,
      phoneNumberId: live.stored.phoneNumberId,
      customerSeq: null,
      sendId: null,
    }
    this.#test = test
    return ok(shownOf(test))
  }

  /** Answers the phone that wrote. Errors: live-test-missing before somebody wrote, and those of a reply. */
  answer(text: string): Result<Shown> {
    const test = this.#test
    const { neighbours, deps } = this.#core
    if (test === null || test.customerSeq === null || neighbours === null) return fail('live-test-missing')
    const { customerSeq } = test
    // Its fate may be told as soon as the transaction is over, so the send is known before that.
    const answered = deps.vault.store.write((db): Result<Test> => {
      const said = neighbours.reply(db, customerSeq, text)
      if (!said.ok) return said
      const sendId = sendOf(db, said.value)
      if (sendId === null) return fail('customer-unreachable')
      this.#test = { ...test, state: 'answering', code: null, sendId }
      return ok(this.#test)
    })
    if (!answered.ok) return answered
    this.#put(answered.value)
    return ok(shownOf(answered.value))
  }

  #heard(db: WriteHandle, { customerSeq }: HeardMessage): void {
    const test = this.#test
    if (test?.state !== 'waiting') return
    const from = nameOf(db, customerSeq)
    const receivedAt = this.#core.deps.clock.now() as TimestampMs
    db.afterCommit(() => {
      if (this.#test === test) this.#put({ ...test, state: 'received', receivedAt, from, customerSeq })
    })
  }

  #followed(db: WriteHandle, news: ReplyNews): void {
    const test = this.#test
    if (test === null || test.sendId !== news.sendId || test.state === 'answered') return
    const after = stateAfter(news)
    if (after === null) return
    db.afterCommit(() => {
      if (this.#test?.sendId === news.sendId && this.#test.state !== 'answered') this.#put({ ...this.#test, ...after })
    })
  }

  #put(test: Test): void {
    this.#test = test
    this.#core.deps.announcer.announce('connection.liveTest', shownOf(test))
  }
}

const shownOf = ({ customerSeq: _seq, sendId: _send, phoneNumberId: _number, ...shown }: Test): Shown => shown

function stateAfter({ state, metaCode }: ReplyNews): Pick<Shown, 'state' | 'code'> | null {
  if (state === 'delivered' || state === 'read') return { state: 'answered', code: null }
  if (state === 'failed' || state === 'rejected' || state === 'skipped')
    return { state: 'failed', code: metaCode === null ? 'meta-refused' : String(metaCode) }
  return null
}

const sendOf = (db: WriteHandle, messageId: string): string | null =>
  db.get<{ sendId: string | null }>(sql`select send_id as sendId from message where message_id = ${messageId}`)?.sendId ?? null

/** A number as people write it, or an @name where there is none. */
function nameOf(db: WriteHandle, customerSeq: number): string | null {
  const person = db.get<{ phone: string | null; username: string | null }>(
    sql`select phone, username from customer where seq = ${customerSeq}`,
  )
  if (person === undefined) return null
  if (person.phone !== null) return parsePhoneNumberFromString(person.phone)?.formatInternational() ?? person.phone
  return person.username === null ? null : `@${person.username.replace(/^@/, '')}`
}
