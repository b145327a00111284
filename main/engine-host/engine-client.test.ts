import { describe, expect, it } from 'vitest'
import type { Channel, FrameIn, FrameOut } from '#contract/ipc/protocol.ts'
import { createEngineClient, type Timers } from './engine-client.ts'

const handTimers = (): Timers & { advance(ms: number): void } => {
  let now = 0
  let timers: { at: number; work: () => void }[] = []
  return {
    after: (delayMs, work) => {
      const timer = { at: now + delayMs, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance: (ms) => {
      now += ms
      for (const timer of timers.filter(({ at }) => at <= now)) timer.work()
    },
  }
}

type FakeEngine = Channel & { readonly sent: (FrameIn | FrameOut)[]; say(frame: unknown): void; readonly listening: () => number }

const fakeEngine = (): FakeEngine => {
  const sent: (FrameIn | FrameOut)[] = []
  const listeners = new Set<(message: unknown) => void>()
  return {
    sent,
    listening: () => listeners.size,
    post: (frame) => void sent.push(frame),
    onMessage: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onClose: () => () => undefined,
    close: () => undefined,
    say: (frame) => {
      for (const listener of listeners) listener(frame)
    },
  }
}

const start = () => {
  const timers = handTimers()
  const client = createEngineClient(timers)
  const engine = fakeEngine()
  client.attach(engine)
  return { timers, client, engine }
}
const aCall = { name: 'vault.status', input: {}, deadlineMs: 30_000 }

describe('calls to the engine', () => {
  it('hands the answer to the one who asked', async () => {
    const { client, engine } = start()
    const answers = Promise.all([client.call(aCall), client.call({ ...aCall, name: 'customer.list' })])
    engine.say({ id: 2, ok: { customers: [] } })
    engine.say({ id: 1, error: { code: 'vault-absent', retry: 'never' } })
    expect(await answers).toEqual([
      { ok: false, error: { code: 'vault-absent', retry: 'never' } },
      { ok: true, value: { customers: [] } },
    ])
  })

  it('keeps a call until an engine is there', async () => {
    const client = createEngineClient(handTimers())
    const answer = client.call(aCall)
    const engine = fakeEngine()
    client.attach(engine)
    expect(engine.sent).toEqual([{ id: 1, call: 'vault.status', input: {}, deadlineMs: 30_000 }])
    engine.say({ id: 1, ok: 1 })
    expect(await answer).toEqual({ ok: true, value: 1 })
  })

  it('says that nobody can tell what became of a call whose engine went away', async () => {
    const { client } = start()
    const answer = client.call(aCall)
    client.detach()
    expect(await answer).toEqual({ ok: false, error: { code: 'engine-unavailable', retry: 'unknown' } })
  })

  it('does not send a call twice when the next engine comes', async () => {
    const { client } = start()
    const answer = client.call(aCall)
    client.detach()
    const next = fakeEngine()
    client.attach(next)
    expect(next.sent).toEqual([])
    expect((await answer).ok).toBe(false)
  })

  it('answers what waits when no engine will come', async () => {
    const client = createEngineClient(handTimers())
    const answer = client.call(aCall)
    client.giveUp()
    expect(await answer).toEqual({ ok: false, error: { code: 'engine-unavailable', retry: 'now' } })
  })

  it('cancels and answers a call that takes too long, and forgets a late answer', async () => {
    const { client, engine, timers } = start()
    const answer = client.call(aCall)
    timers.advance(31_999)
    expect(engine.sent).toHaveLength(1)
    timers.advance(1)
    expect(await answer).toEqual({ ok: false, error: { code: 'call-timed-out', retry: 'unknown' } })
    expect(engine.sent[1]).toEqual({ cancel: 1 })
    engine.say({ id: 1, ok: 'late' })
  })

  it('ignores what is no frame', async () => {
    const { client, engine } = start()
    const answer = client.call(aCall)
    for (const noise of [undefined, null, 7, 'x', {}, { id: 'one', ok: 1 }, { event: 4 }]) engine.say(noise)
    engine.say({ id: 1, ok: 'fine' })
    expect(await answer).toEqual({ ok: true, value: 'fine' })
  })
})

describe('events of the engine', () => {
  it('asks the engine once for an event that two listen to, and stops with the last', () => {
    const { client, engine } = start()
    const heard: unknown[] = []
    const offs = [
      client.subscribe('vault.changed', (data) => heard.push(data)),
      client.subscribe('vault.changed', (data) => heard.push(data)),
    ]
    engine.say({ event: 'vault.changed', data: 1 })
    engine.say({ event: 'inbox.changed', data: 2 })
    for (const off of offs) off()
    engine.say({ event: 'vault.changed', data: 3 })
    expect(heard).toEqual([1, 1])
    expect(engine.sent).toEqual([{ id: 1, subscribe: 'vault.changed' }, { unsubscribe: 1 }])
  })

  it('restores subscriptions at the next engine and leaves the old one', () => {
    const { client, engine } = start()
    const heard: unknown[] = []
    client.subscribe('vault.changed', (data) => heard.push(data))
    client.detach()
    const next = fakeEngine()
    client.attach(next)
    next.say({ event: 'vault.changed', data: 'new' })
    expect([heard, next.sent, engine.listening()]).toEqual([['new'], [{ id: 1, subscribe: 'vault.changed' }], 0])
  })
})
