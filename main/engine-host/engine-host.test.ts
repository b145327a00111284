import { describe, expect, it } from 'vitest'
import type { FrameIn } from '#contract/ipc/protocol.ts'
import { EngineHost, type EngineState } from './engine-host.ts'
import type { RunningProgram } from './program.ts'

type FakeProgram = RunningProgram & { readonly frames: FrameIn[]; exit(): void; silent: boolean; killed: boolean }

/** An engine that answers every call with success, unless it was told to be silent. */
const fakeProgram = (): FakeProgram => {
  const listeners = new Set<(message: unknown) => void>()
  const exits = new Set<(code: number | null) => void>()
  const exit = () => {
    for (const listener of exits) listener(1)
    exits.clear()
  }
  const program: FakeProgram = {
    frames: [],
    silent: false,
    killed: false,
    exit,
    channel: {
      post: (frame) => {
        program.frames.push(frame as FrameIn)
        if (!program.silent && 'call' in frame) queueMicrotask(() => listeners.forEach((listener) => listener({ id: frame.id, ok: {} })))
      },
      onMessage: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      onClose: () => () => undefined,
      close: () => void (program.silent || queueMicrotask(exit)),
    },
    onExit: (listener) => void exits.add(listener),
    kill: () => {
      program.killed = true
      exit()
    },
  }
  return program
}

const setUp = () => {
  const programs: FakeProgram[] = []
  const states: EngineState[] = []
  const restarted: number[] = []
  let now = 0
  let timers: { at: number; work: () => void }[] = []
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const host = new EngineHost({
    start: () => {
      const program = fakeProgram()
      programs.push(program)
      return program
    },
    timers: {
      after: (delayMs, work) => {
        const timer = { at: now + delayMs, work }
        timers.push(timer)
        return () => {
          timers = timers.filter((other) => other !== timer)
        }
      },
    },
    monotonic: () => now,
    onState: (state) => void states.push(state),
    onRestarted: async (callAhead) => {
      restarted.push(now)
      await callAhead('vault.open', {})
    },
  })
  const advance = async (ms: number) => {
    await settle()
    now += ms
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter(({ at }) => at > now)
    for (const { work } of due) work()
    await settle()
  }
  return { host, programs, states, restarted, advance, settle }
}

const target = { vaultFolder: '/vaults/demo' }

describe('keeping the engine running', () => {
  it('is ready when the engine answers', async () => {
    const { host, states } = setUp()
    expect((await host.start(target)).ok).toBe(true)
    expect(states).toEqual(['starting', 'ready'])
  })

  it('starts it again after a crash, opens the vault again, and then says so', async () => {
    const { host, programs, states, restarted, advance } = setUp()
    await host.start(target)
    programs[0]!.exit()
    await advance(499)
    expect(programs).toHaveLength(1)
    await advance(1)
    expect([programs.length, restarted, states]).toEqual([2, [500], ['starting', 'ready', 'restarting', 'ready']])
  })

  it('keeps calls back after a crash until the vault is open again', async () => {
    const { host, programs, advance } = setUp()
    await host.start(target)
    programs[0]!.exit()
    const answer = host.call('customer.tags', {})
    await advance(500)
    expect((await answer).ok).toBe(true)
    expect(programs[1]!.frames.map((frame) => 'call' in frame && frame.call)).toEqual(['vault.status', 'vault.open', 'customer.tags'])
  })

  it('gives up after five crashes within a minute and answers what waits', async () => {
    const { host, programs, states, advance } = setUp()
    await host.start(target)
    for (const delayMs of [500, 1_000, 2_000, 5_000]) {
      programs.at(-1)!.exit()
      await advance(delayMs)
    }
    programs.at(-1)!.silent = true
    const waiting = host.call('vault.status', {})
    programs.at(-1)!.exit()
    expect(states.at(-1)).toBe('failed')
    expect(await waiting).toEqual({ ok: false, error: { code: 'engine-unavailable', retry: 'unknown' } })
    await advance(60_000)
    expect(programs).toHaveLength(5)
  })

  it('can be started by hand after it gave up', async () => {
    const { host, programs, states, advance } = setUp()
    await host.start(target)
    for (const delayMs of [500, 1_000, 2_000, 5_000, 1]) {
      programs.at(-1)!.exit()
      await advance(delayMs)
    }
    await host.start(target)
    expect(states.slice(-4)).toEqual(['failed', 'stopped', 'starting', 'ready'])
  })

  it('closes the vault before the process when it stops, and does not start it again', async () => {
    const { host, programs, states, advance } = setUp()
    await host.start(target)
    await host.stop()
    expect(programs[0]!.frames.at(-1)).toMatchObject({ call: 'vault.close' })
    await advance(60_000)
    expect([programs.length, programs[0]!.killed, states.at(-1)]).toEqual([1, false, 'stopped'])
  })

  it('ends by force an engine that does not go', async () => {
    const { host, programs, advance, settle } = setUp()
    await host.start(target)
    programs[0]!.silent = true
    const stopped = host.stop()
    await advance(10_000)
    await settle()
    await advance(4_000)
    await stopped
    expect(programs[0]!.killed).toBe(true)
  })

  it('forgets a restart that was planned when it is stopped', async () => {
    const { host, programs, advance } = setUp()
    await host.start(target)
    programs[0]!.exit()
    await host.stop()
    await advance(10_000)
    expect(programs).toHaveLength(1)
  })
})
