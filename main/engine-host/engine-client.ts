import type { AppError, Result } from '#contract/kernel/result.ts'
import { fail, ok } from '#contract/kernel/result.ts'
import { FrameOut, type Channel, type FrameIn } from '#contract/ipc/protocol.ts'

/** Timers as the client needs them; tests move theirs by hand. */
export type Timers = {
  /** Runs work once after a while; returns how to forget it. */
  after(delayMs: number, work: () => void): () => void
}

/** One call on its way: which, with what, and how long it may take. */
export type OutgoingCall = {
  readonly name: string
  readonly input: unknown
  readonly deadlineMs: number
  /** Goes to an attached engine even while others are held. */
  readonly ahead?: boolean
}

/** Calls and subscriptions that outlive the engine's process. */
export type EngineClient = {
  /** Sends a call, or keeps it until an engine is there; always answers, at the latest when its time is over. */
  call(call: OutgoingCall): Promise<Result<unknown>>
  /** Hears an event, from this engine and from every later one; returns how to stop. */
  subscribe(event: string, listener: (data: unknown) => void): () => void
  /** Talks to a new engine from now on: restores subscriptions, sends what waited. */
  attach(channel: Channel): void
  /** Keeps calls back from now on, until they are released; those that go ahead excepted. */
  hold(): void
  /** Sends what was kept back. */
  release(): void
  /** The engine is gone: what was under way is answered, what was not sent yet waits for the next. */
  detach(): void
  /** No engine will come: answers everything that waits. */
  giveUp(): void
}

type Pending = {
  readonly frame: FrameIn & { readonly id: number; readonly call: string }
  readonly finish: (result: Result<unknown>) => void
  readonly ahead: boolean
  sent: boolean
}

type Subscription = { readonly id: number; readonly listeners: Set<(data: unknown) => void> }

// The engine answers at the deadline itself; this only catches an engine that cannot.
const GRACE_MS = 2_000

/** What a caller hears whose engine went away: if the call was already sent, nobody can tell whether it was carried out. */
const unavailable = (sent: boolean): Result<never> => fail('engine-unavailable', undefined, sent ? 'unknown' : 'now')

/**
 * Makes the client; it holds no engine until one is attached.
 * @param timers for the deadlines
 */
export const createEngineClient = (timers: Timers): EngineClient => {
  const pending = new Map<number, Pending>()
  const subscriptions = new Map<string, Subscription>()
  let current: { readonly channel: Channel; readonly stopListening: () => void } | undefined
  let lastId = 0
  let held = false

  const nextId = (): number => {
    lastId += 1
    return lastId
  }

  const receive = (message: unknown): void => {
    const parsed = FrameOut.safeParse(message)
    if (!parsed.success) return
    const frame = parsed.data
    if ('event' in frame) {
      for (const listener of subscriptions.get(frame.event)?.listeners ?? []) listener(frame.data)
    } else pending.get(frame.id)?.finish('error' in frame ? { ok: false, error: frame.error as AppError } : ok(frame.ok))
  }

  const send = (entry: Pending): void => {
    if (current === undefined || entry.sent || (held && !entry.ahead)) return
    entry.sent = true
    current.channel.post(entry.frame)
  }

  const timeOut = (id: number): void => {
    current?.channel.post({ cancel: id })
    pending.get(id)?.finish(fail('call-timed-out', undefined, 'unknown'))
  }

  return {
    call: ({ name, input, deadlineMs, ahead = false }) =>
      new Promise((resolve) => {
        const id = nextId()
        const forget = timers.after(deadlineMs + GRACE_MS, () => timeOut(id))
        const finish = (result: Result<unknown>): void => {
          pending.delete(id)
          forget()
          resolve(result)
        }
        const entry: Pending = { frame: { id, call: name, input, deadlineMs }, finish, ahead, sent: false }
        pending.set(id, entry)
        send(entry)
      }),
    subscribe: (event, listener) => {
      const known = subscriptions.get(event)
      const subscription = known ?? { id: nextId(), listeners: new Set() }
      subscription.listeners.add(listener)
      if (known === undefined) {
        subscriptions.set(event, subscription)
        current?.channel.post({ id: subscription.id, subscribe: event })
      }
      return () => {
        if (!subscription.listeners.delete(listener) || subscription.listeners.size > 0) return
        subscriptions.delete(event)
        current?.channel.post({ unsubscribe: subscription.id })
      }
    },
    attach: (channel) => {
      current?.stopListening()
      current = { channel, stopListening: channel.onMessage(receive) }
      for (const [event, { id }] of subscriptions) channel.post({ id, subscribe: event })
      for (const entry of pending.values()) send(entry)
    },
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      for (const entry of pending.values()) send(entry)
    },
    detach: () => {
      current?.stopListening()
      current = undefined
      for (const entry of pending.values()) if (entry.sent) entry.finish(unavailable(true))
    },
    giveUp: () => {
      for (const entry of pending.values()) entry.finish(unavailable(entry.sent))
    },
  }
}
