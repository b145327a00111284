import { describe, expect, it } from 'vitest'
import type { RunningProgram } from '../engine-host/index.ts'
import { startSimulator } from './simulator.ts'

const facts = {
  ready: true,
  url: 'http://127.0.0.1:4321',
  token: 't',
  appSecret: 's',
  businessId: '1',
  wabaId: '2',
  phoneNumberId: '3',
  catalogId: '4',
  customersFile: '/demo/customers.csv',
}

type FakeProgram = RunningProgram & { say(message: unknown): void; exit(): void; killed: boolean }

const fakeProgram = (): FakeProgram => {
  const listeners = new Set<(message: unknown) => void>()
  const exits = new Set<(code: number | null) => void>()
  const program: FakeProgram = {
    killed: false,
    say: (message) => listeners.forEach((listener) => listener(message)),
    exit: () => exits.forEach((listener) => listener(0)),
    channel: {
      post: () => undefined,
      onMessage: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      onClose: () => () => undefined,
      close: () => queueMicrotask(() => program.exit()),
    },
    onExit: (listener) => void exits.add(listener),
    kill: () => {
      program.killed = true
    },
  }
  return program
}

const setUp = () => {
  const programs: FakeProgram[] = []
  const ports: (number | undefined)[] = []
  let timers: { delayMs: number; work: () => void }[] = []
  const parts = {
    start: (port?: number) => {
      ports.push(port)
      const program = fakeProgram()
      programs.push(program)
      return program
    },
    timers: {
      after: (delayMs: number, work: () => void) => {
        const timer = { delayMs, work }
        timers.push(timer)
        return () => {
          timers = timers.filter((other) => other !== timer)
        }
      },
    },
    monotonic: () => 0,
  }
  const fire = () => {
    for (const { work } of timers.splice(0)) work()
  }
  return { programs, ports, parts, fire }
}

describe('the simulator of the demo shop', () => {
  it('is there when it says so, whatever else it says before', async () => {
    const { programs, parts } = setUp()
    const started = startSimulator(parts)
    programs[0]!.say({ ready: false })
    programs[0]!.say(facts)
    expect(await started).toMatchObject({
      ok: true,
      value: { facts: { url: 'http://127.0.0.1:4321', customersFile: '/demo/customers.csv' } },
    })
  })

  it('is given up when it ends, or says nothing for too long', async () => {
    const ending = setUp()
    const ended = startSimulator(ending.parts)
    ending.programs[0]!.exit()
    const silent = setUp()
    const waited = startSimulator(silent.parts)
    silent.fire()
    const unavailable = { ok: false, error: { code: 'engine-unavailable', retry: 'now' } }
    expect([await ended, await waited, silent.programs[0]!.killed]).toEqual([unavailable, unavailable, true])
  })

  it('is started again on its old port after a crash', async () => {
    const { programs, ports, parts, fire } = setUp()
    const started = startSimulator(parts)
    programs[0]!.say(facts)
    await started
    programs[0]!.exit()
    fire()
    expect(ports).toEqual([undefined, 4321])
  })

  it('stays away once it was stopped', async () => {
    const { programs, parts, fire } = setUp()
    const started = startSimulator(parts)
    programs[0]!.say(facts)
    const simulator = await started
    if (simulator.ok) await simulator.value.stop()
    fire()
    expect([programs.length, programs[0]!.killed]).toEqual([1, false])
  })
})
