import { describe, expect, it } from 'vitest'
import type { FrameOut } from '#contract/ipc/protocol.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { createAnnouncer, manualClock, silentLogger } from '../kernel/index.ts'
import type { CallRequest } from './router.ts'
import { serve } from './server.ts'
import { memoryChannels } from './transports/memory.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))
const progress = (broadcastId: string, accepted: number) => ({ broadcastId, accepted }) as never

/** A server at one end of a channel whose calls are answered by hand, and what came out of the other end. */
function aServer(options: { inOrder?: boolean } = {}) {
  const [ours, theirs] = memoryChannels()
  const clock = manualClock()
  const announcer = createAnnouncer()
  const requests: (CallRequest & { answer: (result: Result<unknown>) => void })[] = []
  const dispatch = (request: CallRequest) => new Promise<Result<unknown>>((answer) => requests.push({ ...request, answer }))
  const serving = serve(theirs, {
    router: { dispatch },
    announcer,
    clock,
    logger: silentLogger,
    caller: () => ({ role: 'owner', person: 'owner' }),
    ...options,
  })
  const frames: FrameOut[] = []
  ours.onMessage((frame) => frames.push(frame as FrameOut))
  const send = async (...messages: unknown[]) => {
    for (const message of messages) ours.post(message as never)
    await settle()
  }
  return { ours, send, frames, requests, serving, announcer, clock }
}

describe('serving a channel', () => {
  it('answers calls as they end, under their own ids', async () => {
    const { send, frames, requests, serving } = aServer()
    await send({ id: 1, call: 'a.a' }, { id: 2, call: 'b.b', input: { c: 1 }, deadlineMs: 5 })
    expect(requests.map(({ call, input, deadlineMs }) => [call, input, deadlineMs])).toEqual([
      ['a.a', undefined, undefined],
      ['b.b', { c: 1 }, 5],
    ])
    requests[1]!.answer(ok('second'))
    await settle()
    requests[0]!.answer({ ok: false, error: { code: 'disk-full', retry: 'now' } })
    await serving.idle()
    await settle()
    expect(frames).toEqual([
      { id: 2, ok: 'second' },
      { id: 1, error: { code: 'disk-full', retry: 'now' } },
    ])
  })

  it('begins one call after the other where the order counts', async () => {
    const { send, requests } = aServer({ inOrder: true })
    await send({ id: 1, call: 'a.a' }, { id: 2, call: 'b.b' })
    expect(requests.map(({ call }) => call)).toEqual(['a.a'])
    requests[0]!.answer(ok(null))
    await settle()
    expect(requests.map(({ call }) => call)).toEqual(['a.a', 'b.b'])
  })

  it('never leaves a frame with an id without an answer', async () => {
    const { send, frames } = aServer()
    await send({ id: 1, call: 'a.a' }, { id: 1, call: 'a.a' }, { id: 3, call: 7 }, { id: 4 }, 'nonsense', null, { id: 'x', call: 'a.a' })
    expect(frames).toEqual([
      { id: 1, error: { code: 'input-refused', params: { field: 'id', problem: 'id_in_use' }, retry: 'never' } },
      { id: 3, error: { code: 'input-refused', params: { field: '', problem: 'frame' }, retry: 'never' } },
      { id: 4, error: { code: 'input-refused', params: { field: '', problem: 'frame' }, retry: 'never' } },
    ])
  })

  it('cancels what is pending and forgets everything when the channel closes', async () => {
    const { ours, send, requests, serving, announcer, frames } = aServer()
    await send({ id: 1, call: 'a.a' }, { id: 2, subscribe: 'broadcast.changed' }, { id: 3, call: 'b.b' }, { cancel: 3 })
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, true])
    ours.close()
    await settle()
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true])
    for (const { answer } of requests) answer({ ok: false, error: { code: 'call-cancelled', retry: 'never' } })
    await serving.idle()
    announcer.announce('broadcast.changed', { broadcastId: null } as never)
    expect([serving.pending(), frames]).toEqual([0, [{ id: 2, ok: {} }]])
  })

  it('passes progress at most four times a second, the last of it always, each broadcast for itself', async () => {
    const { send, frames, announcer, clock } = aServer()
    await send({ id: 1, subscribe: 'broadcast.progress' })
    for (const accepted of [1, 2, 3]) announcer.announce('broadcast.progress', progress('brc_a', accepted))
    announcer.announce('broadcast.progress', progress('brc_b', 9))
    await clock.advance(250)
    announcer.announce('broadcast.progress', progress('brc_a', 4))
    await clock.advance(1_000)
    const passed = frames.flatMap((frame) => ('event' in frame ? [Object.values(frame.data as object)] : []))
    expect(passed).toEqual([
      ['brc_a', 1],
      ['brc_b', 9],
      ['brc_a', 3],
      ['brc_a', 4],
    ])
  })
})
