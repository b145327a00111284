import { randomUUID } from 'node:crypto'
import type { SimulatorClock } from '../behaviour/clock.ts'
import type { FaultBoard } from '../behaviour/faults.ts'
import { type WebhookOwner, signBody, writeWebhookBody } from './body.ts'
import type { WebhookEvent } from './events.ts'
import { type CallbackCaller, isLoopbackUrl } from './post.ts'

/** Meta tries again for about 36 hours. @source reference part 8.1, retry */
const RETRY_SPAN_MS = 36 * 3_600_000
const FLUSH_MS = 10
const SHUFFLE_MS = 400

/** What has happened to webhooks so far; events unless named otherwise. */
export type WebhookCounts = {
  /** All that were to be posted, those that a fault holds back for a while too. */
  queued: number
  delivered: number
  /** Posts that were not answered with 200. */
  failedPosts: number
  /** Given up after 36 hours. */
  dropped: number
  /** Nobody had subscribed. */
  unheard: number
  lost: number
  doubled: number
}

/** What the sender needs. */
export type WebhookSenderParts = {
  readonly clock: SimulatorClock
  readonly faults: FaultBoard
  readonly caller: CallbackCaller
  readonly owner: WebhookOwner
  readonly appSecret: string
  readonly batchMax: number
  /** First gaps between tries; the last one repeats. */
  readonly retryGapsMs: readonly number[]
  /** Where events of a field go now; null = nobody listens. A number may have a callback of its own for `messages`. */
  readonly callbackUrl: (field: string) => string | null
}

type Batch = { readonly events: readonly WebhookEvent[]; readonly sinceMs: number; readonly tries: number }

/** Posts signed events to the callback, in order, several at once, again and again until one answers 200. */
export class WebhookSender {
  readonly #parts: WebhookSenderParts
  readonly counts: WebhookCounts = { queued: 0, delivered: 0, failedPosts: 0, dropped: 0, unheard: 0, lost: 0, doubled: 0 }
  #queue: WebhookEvent[] = []
  #isPosting = false
  #flushTimer: ReturnType<typeof setTimeout> | null = null
  #isStopped = false

  constructor(parts: WebhookSenderParts) {
    this.#parts = parts
  }

  /** Takes an event. Without a subscription it is gone, as at Meta. */
  send(event: WebhookEvent): void {
    if (this.#urlOf(event) === null) {
      this.counts.unheard += 1
      return
    }
    const now = (): void => {
      this.counts.queued += 1
      this.#enqueue(event)
    }
    const later = (delayMs: number): void => {
      this.counts.queued += 1
      this.#parts.clock.schedule(delayMs, () => this.#enqueue(event))
    }
    switch (this.#parts.faults.strikeWebhook()) {
      case 'webhookLost':
        this.counts.lost += 1
        return
      case 'webhookLate':
        return later(this.#parts.faults.setting('webhookLateMs'))
      case 'webhookShuffled':
        return later(SHUFFLE_MS)
      case 'webhookDoubled':
        this.counts.doubled += 1
        now()
        return later(SHUFFLE_MS)
      case 'webhookBadSignature':
        void this.#postForged([event], 'not the secret')
        return now()
      case 'webhookForeignOpaque':
        if (event.kind === 'status') void this.#postForged([foreignCopy(event)], this.#parts.appSecret)
        return now()
      case null:
        return now()
    }
  }

  /** Posts these events in one body of their own, whatever the usual batch is. Returns its bytes; without a subscription they are gone. */
  sendTogether(events: readonly WebhookEvent[]): number {
    if (this.#urlOf(events[0]) === null) {
      this.counts.unheard += events.length
      return 0
    }
    const sinceMs = this.#parts.clock.nowMs()
    this.counts.queued += events.length
    void this.#post({ events, sinceMs, tries: 0 })
    return writeWebhookBody(this.#parts.owner, events, sinceMs).length
  }

  /** Events that wait to be posted for the first time. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Posts nothing more. */
  stop(): void {
    this.#isStopped = true
    if (this.#flushTimer !== null) clearTimeout(this.#flushTimer)
    this.#queue = []
  }

  #enqueue(event: WebhookEvent): void {
    if (this.#isStopped) return
    this.#queue.push(event)
    if (this.#isPosting || this.#flushTimer !== null) return
    this.#flushTimer = setTimeout(() => {
      this.#flushTimer = null
      void this.#drain()
    }, FLUSH_MS)
  }

  async #drain(): Promise<void> {
    this.#isPosting = true
    while (this.#queue.length > 0 && !this.#isStopped) {
      const events = this.#queue.splice(0, this.#nextLength())
      await this.#post({ events, sinceMs: this.#parts.clock.nowMs(), tries: 0 })
    }
    this.#isPosting = false
  }

  #urlOf(event: WebhookEvent | undefined): string | null {
    return this.#parts.callbackUrl(event?.kind === 'change' ? event.field : 'messages')
  }

  /** How many of the waiting events go to the same place, at most one batch. */
  #nextLength(): number {
    const url = this.#urlOf(this.#queue[0])
    const other = this.#queue.findIndex((event, index) => index === this.#parts.batchMax || this.#urlOf(event) !== url)
    return other === -1 ? this.#queue.length : other
  }

  async #post(batch: Batch): Promise<void> {
    const { clock } = this.#parts
    const url = this.#urlOf(batch.events[0])
    const status = url === null ? null : await this.#postSigned(url, batch.events, this.#parts.appSecret)
    if (this.#isStopped) return
    if (status === 200) {
      this.counts.delivered += batch.events.length
      return
    }
    this.counts.failedPosts += 1
    const gaps = this.#parts.retryGapsMs
    const gapMs = gaps[Math.min(batch.tries, gaps.length - 1)] ?? 1_000
    if (clock.nowMs() + gapMs - batch.sinceMs > RETRY_SPAN_MS) {
      this.counts.dropped += batch.events.length
      return
    }
    clock.schedule(gapMs, () => void this.#post({ ...batch, tries: batch.tries + 1 }))
  }

  async #postForged(events: readonly WebhookEvent[], secret: string): Promise<void> {
    const url = this.#urlOf(events[0])
    if (url !== null) await this.#postSigned(url, events, secret)
  }

  async #postSigned(url: string, events: readonly WebhookEvent[], secret: string): Promise<number | null> {
    if (!isLoopbackUrl(url)) return null
    const body = writeWebhookBody(this.#parts.owner, events, this.#parts.clock.nowMs())
    return this.#parts.caller.post(url, body, {
      'content-type': 'application/json',
      'user-agent': 'shopbell-simulator',
      'x-shopbell-simulator': '1',
      'x-hub-signature-256': signBody(secret, body),
    })
  }
}

function foreignCopy(event: WebhookEvent & { readonly kind: 'status' }): WebhookEvent {
  const status = { ...event.status, id: `wamid.foreign-${randomUUID()}`, biz_opaque_callback_data: `v1.foreign.${randomUUID()}` }
  return { ...event, status }
}
