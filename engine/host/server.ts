import { calls, events, type CallName, type EventName } from '#contract/ipc/index.ts'
import { FrameIn, type Channel } from '#contract/ipc/protocol.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Announcer, Clock, Logger } from '../kernel/index.ts'
import { createCoalescer } from './coalesce.ts'
import type { Seat } from '../session/index.ts'
import type { Caller, Router } from './router.ts'

export type ServerDeps = {
  readonly router: Router
  readonly announcer: Announcer
  readonly clock: Clock
  readonly logger: Logger
  /** Who is at the other end of the channel. */
  readonly caller: () => Caller
  /** The channel's place; left out, there is no lock. */
  readonly seat?: Seat
  /** A call begins when the one before is answered, so that a script may write its lines without waiting. */
  readonly inOrder?: boolean
}

/** One channel being served. */
export type Serving = {
  /** Calls that have not been answered. */
  pending(): number
  /** Resolves once no call is pending. */
  idle(): Promise<void>
  /** Forgets the channel: cancels what is pending, ends subscriptions. */
  stop(): void
}

/** A call that is being answered. */
type Pending = { readonly call: string; readonly controller: AbortController; isCut: boolean }

const isEvent = (name: string): name is EventName => Object.hasOwn(events, name)
const isCall = (name: string): name is CallName => Object.hasOwn(calls, name)
const idOf = (message: unknown): number | null => {
  const id: unknown = typeof message === 'object' && message !== null && 'id' in message ? message.id : null
  return typeof id === 'number' && Number.isInteger(id) ? id : null
}

/** What may be answered behind the lock, and what ends the sessions itself: it is done by then, and says nothing of a customer. */
function outlivesLock(name: string): boolean {
  const definition = isCall(name) ? calls[name] : undefined
  return definition?.whenLocked === true || definition?.endsSession === true
}

/** The calls of one channel that have not been answered. */
function createPending() {
  const open = new Map<number, Pending>()
  let waiting: (() => void)[] = []
  return {
    has: (id: number) => open.has(id),
    cancel: (id: number) => open.get(id)?.controller.abort(),
    size: () => open.size,
    begin(id: number, call: string): Pending {
      const pending = { call, controller: new AbortController(), isCut: false }
      open.set(id, pending)
      return pending
    },
    /** The lock fell: nobody is told any more what was asked before it. */
    cut() {
      for (const pending of open.values()) {
        if (outlivesLock(pending.call)) continue
        pending.isCut = true
        pending.controller.abort()
      }
    },
    end(id: number) {
      open.delete(id)
      if (open.size > 0) return
      for (const wake of waiting) wake()
      waiting = []
    },
    cancelAll() {
      for (const { controller } of open.values()) controller.abort()
    },
    idle: () => (open.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  }
}

/** Which events a channel wants, by the ids of its subscriptions. */
function createSubscriptions() {
  const wanted = new Map<number, EventName>()
  return {
    add: (id: number, name: EventName) => void wanted.set(id, name),
    remove: (id: number) => void wanted.delete(id),
    wants: (name: EventName) => [...wanted.values()].includes(name),
    clear: () => wanted.clear(),
  }
}

/** Speaks the four verbs over a channel until it closes. */
export function serve(channel: Channel, deps: ServerDeps): Serving {
  const pending = createPending()
  const subscriptions = createSubscriptions()
  let isOver = false
  // Never rejects: the router answers every call with a Result.
  let last: Promise<unknown> = Promise.resolve()
  const answer = (id: number, result: Result<unknown>) => {
    if (isOver) return
    channel.post(result.ok ? { id, ok: result.value ?? null } : { id, error: result.error })
  }
  const call = async (frame: { id: number; call: string; input?: unknown; deadlineMs?: number | undefined }) => {
    if (pending.has(frame.id)) return answer(frame.id, fail('input-refused', { field: 'id', problem: 'id_in_use' }))
    const mine = pending.begin(frame.id, frame.call)
    const { deadlineMs } = frame
    const request = {
      call: frame.call,
      input: frame.input,
      seat: deps.seat,
      signal: mine.controller.signal,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    }
    const turn = deps.inOrder === true ? last : Promise.resolve()
    // Who calls is asked when the call begins: one in line may come after somebody signed in.
    const dispatched = turn.then(() => deps.router.dispatch({ ...request, caller: deps.seat?.caller() ?? deps.caller() }))
    last = dispatched
    const result = await dispatched
    pending.end(frame.id)
    answer(frame.id, mine.isCut ? fail('locked', { call: frame.call.slice(0, 60) }) : result)
  }
  const receive = (message: unknown): void => {
    const frame = FrameIn.safeParse(message)
    if (!frame.success) {
      deps.logger.warn('frame-refused')
      const id = idOf(message)
      return id === null ? undefined : answer(id, fail('input-refused', { field: '', problem: 'frame' }))
    }
    if ('call' in frame.data) return void call(frame.data)
    if ('cancel' in frame.data) return pending.cancel(frame.data.cancel)
    if ('unsubscribe' in frame.data) return subscriptions.remove(frame.data.unsubscribe)
    const { id, subscribe } = frame.data
    if (!isEvent(subscribe)) return answer(id, fail('event-unknown', { event: subscribe.slice(0, 60) }))
    subscriptions.add(id, subscribe)
    answer(id, ok({}))
  }
  const coalescer = createCoalescer(deps.clock, (event, data) => {
    const heard = deps.seat === undefined ? { data } : deps.seat.heard(event, data)
    if (heard !== null && subscriptions.wants(event)) channel.post({ event, data: heard.data })
  })
  const tellSession = (data: unknown) => {
    if (subscriptions.wants('session.changed')) channel.post({ event: 'session.changed', data })
  }
  const unlisten = [
    deps.announcer.listen((name, data) => coalescer.push(name, data)),
    channel.onMessage(receive),
    ...(deps.seat === undefined ? [] : [deps.seat.onLock(() => pending.cut()), deps.seat.onChange(tellSession)]),
  ]
  const stop = () => {
    if (isOver) return
    isOver = true
    for (const end of unlisten) end()
    coalescer.stop()
    subscriptions.clear()
    pending.cancelAll()
    deps.seat?.leave()
  }
  unlisten.push(channel.onClose(stop))
  return { pending: pending.size, idle: pending.idle, stop }
}
