import type { CallInput, CallName, CallOutput, EventName } from '#contract/ipc/index.ts'
import { FrameOut, type Channel } from '#contract/ipc/protocol.ts'

type Answer = {
  readonly ok?: unknown
  readonly error?: { readonly code: string; readonly params?: Readonly<Record<string, unknown>> | undefined }
}

/** The caller's end of the protocol, for tests: every frame that comes is checked against the contract. */
export function protocolClient(channel: Channel) {
  const open = new Map<number, (answer: Answer) => void>()
  const listeners = new Map<string, (data: unknown) => void>()
  let nextId = 1
  let isClosed = false
  channel.onMessage((message) => {
    const frame = FrameOut.parse(message)
    if ('event' in frame) return listeners.get(frame.event)?.(frame.data)
    open.get(frame.id)?.(frame)
    open.delete(frame.id)
  })
  channel.onClose(() => {
    isClosed = true
    for (const settle of open.values()) settle({ error: { code: 'engine-unavailable' } })
    open.clear()
  })
  const ask = (frame: { id: number } & Record<string, unknown>): Promise<Answer> =>
    new Promise((resolve) => {
      if (isClosed) return resolve({ error: { code: 'engine-unavailable' } })
      open.set(frame.id, resolve)
      channel.post(frame as unknown as Parameters<Channel['post']>[0])
    })
  const start = (call: string, input: unknown = {}, deadlineMs?: number) => {
    const id = nextId++
    return { id, answer: ask({ id, call, input, ...(deadlineMs === undefined ? {} : { deadlineMs }) }) }
  }
  return {
    start,
    /** The answer to a call, whatever it is. */
    answer: (call: string, input?: unknown) => start(call, input).answer,
    /** The value of a call that must succeed. */
    async call<N extends CallName>(call: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const answer = await start(call, input).answer
      if (answer.error !== undefined) throw new Error(`${call}: ${JSON.stringify(answer.error)}`)
      return answer.ok as CallOutput<N>
    },
    cancel: (id: number) => channel.post({ cancel: id }),
    /** Listens to an event; answers the id of the subscription. */
    async subscribe(event: EventName, listener: (data: unknown) => void) {
      const id = nextId++
      listeners.set(event, listener)
      const answer = await ask({ id, subscribe: event })
      return { id, answer }
    },
    unsubscribe: (id: number) => channel.post({ unsubscribe: id }),
    raw: (frame: unknown) => channel.post(frame as Parameters<Channel['post']>[0]),
    pending: () => open.size,
    close: () => channel.close(),
  }
}

export type ProtocolClient = ReturnType<typeof protocolClient>
