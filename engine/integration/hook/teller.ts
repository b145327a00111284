import type { EventName } from '#contract/ipc/index.ts'
import type { EventHookId } from '#contract/kernel/values.ts'
import type { IntegrationDeps } from '../face.ts'
import { bodyOf } from './body.ts'
import {
  dropOldDeliveries,
  dueDeliveries,
  forgetDelivery,
  hooksInUse,
  nextDueAt,
  noteArrived,
  noteFailed,
  stopHook,
  type DueDelivery,
  type HookRow,
} from './hook-queries.ts'
import { post, type Posted } from './post.ts'
import { isHopeless, nextTryAt } from './rules.ts'

/** Tellings under way to one address at the same time; one where the last one failed, so that it holds up nobody. */
const AT_ONCE = 4
/** Looked at even if no announcement came. */
const LOOK_MS = 30_000
const OLD_MS = 6 * 3_600_000
/** Announcements after which somebody may have to be told. */
const SIGNS: ReadonlySet<EventName> = new Set<EventName>([
  'inbox.changed',
  'order.changed',
  'customer.changed',
  'coupon.changed',
  'broadcast.changed',
  'integration.changed',
])

export const secretName = (hookId: string): string => `event-hook.${hookId}`

/** Tells waiting events, each at least once, those of one customer in order. */
export class Teller {
  readonly #deps: IntegrationDeps
  readonly #busy = new Map<number, { readonly hookSeq: number; readonly work: Promise<void> }>()
  readonly #ending = new AbortController()
  #forget: (() => void) | null = null
  #dueAt = Number.POSITIVE_INFINITY
  #stopListening: () => void = () => undefined
  #droppedAt = 0

  constructor(deps: IntegrationDeps) {
    this.#deps = deps
  }

  begin(): void {
    this.#stopListening = this.#deps.announcer.listen((name) => {
      if (SIGNS.has(name)) this.wake()
    })
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopListening()
    this.#forget?.()
    this.#ending.abort()
    await Promise.all([...this.#busy.values()].map(({ work }) => work))
  }

  /** Looks soon whether somebody is to be told. */
  wake(withinMs = 0): void {
    const { clock } = this.#deps
    const at = clock.monotonic() + withinMs
    if (this.#ending.signal.aborted || (this.#forget !== null && this.#dueAt <= at)) return
    this.#forget?.()
    this.#dueAt = at
    this.#forget = clock.after(withinMs, () => {
      this.#forget = null
      this.#look()
    })
  }

  #look(): void {
    const { vault, clock, logger } = this.#deps
    const now = clock.now()
    try {
      if (now - this.#droppedAt > OLD_MS) vault.store.write((db) => dropOldDeliveries(db, now))
      this.#droppedAt = now
      const waits = hooksInUse(vault.store.read).map((hook) => this.#lookAt(hook, now))
      this.wake(Math.min(LOOK_MS, ...waits))
    } catch (error) {
      // The disk is full or gone: nothing is lost, the lines stand in the vault.
      logger.error('integration.telling-failed', error)
      this.wake(LOOK_MS)
    }
  }

  /** Begins what may be told to one address; returns after how long to look again. */
  #lookAt(hook: HookRow, now: number): number {
    const { read } = this.#deps.vault.store
    const busy = [...this.#busy.values()].filter(({ hookSeq }) => hookSeq === hook.seq).length
    const room = (hook.failingSince === null ? AT_ONCE : 1) - busy
    if (room > 0) {
      const due = dueDeliveries(read, hook, { now, most: room + busy }).filter(({ seq }) => !this.#busy.has(seq))
      for (const one of due.slice(0, room)) this.#start(one)
      if (due.length > 0) return LOOK_MS
    }
    // Whoever is under way wakes us when it is done.
    const next = busy > 0 ? null : nextDueAt(read, hook)
    return next === null ? LOOK_MS : Math.max(next - now, 0)
  }

  #start(delivery: DueDelivery): void {
    const { logger } = this.#deps
    const work = this.#tell(delivery)
      .catch((error: unknown) => logger.error('integration.telling-failed', error))
      .finally(() => {
        this.#busy.delete(delivery.seq)
        this.wake()
      })
    this.#busy.set(delivery.seq, { hookSeq: delivery.hook.seq, work })
  }

  async #tell(delivery: DueDelivery): Promise<void> {
    const { vault, clock } = this.#deps
    const secret = await vault.secrets.get(secretName(delivery.hook.hookId))
    const body = bodyOf(vault.store.read, delivery)
    if (body === undefined) return vault.store.write((db) => forgetDelivery(db, delivery.seq))
    const { url } = delivery.hook
    const posted: Posted = await post(clock, { url, body, eventId: delivery.eventId, secret: secret ?? '', signal: this.#ending.signal })
    // Cut short because the vault closes: it is told again when it opens.
    if (this.#ending.signal.aborted && posted.kind === 'failed') return
    this.#note(delivery, posted)
  }

  #note(delivery: DueDelivery, posted: Posted): void {
    const { vault, clock, announcer, logger } = this.#deps
    const now = clock.now()
    const { hook, tries, firstTriedAt } = delivery
    const isStopped = vault.store.write((db) => {
      if (posted.kind === 'arrived') {
        noteArrived(db, delivery, { httpStatus: posted.httpStatus, now })
        return false
      }
      const nextAt = nextTryAt({ tries: tries + 1, firstTriedAt: firstTriedAt ?? now, now })
      noteFailed(db, delivery, { trouble: posted.trouble, httpStatus: posted.httpStatus, now, nextAt })
      const isOver = isHopeless(hook.failingSince, now)
      if (isOver) stopHook(db, hook.seq, now)
      return isOver
    })
    if (isStopped) logger.warn('integration.hook-stopped', { hookId: hook.hookId as EventHookId })
    announcer.announce('integration.changed', { part: 'hooks', noticeId: null })
  }
}
