import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { createTranslate } from '../translate.ts'
import { followSending } from './follow-sending.ts'
import { mayQuit } from './quit-question.ts'
import { taskbarOf, type Progress, type TaskbarProgress } from './taskbar.ts'
import { createWakeLock } from './wake-lock.ts'

const translate = createTranslate(() => 'en')

const progress = (
  facts: { id?: string; state?: Progress['state']; pauseReason?: Progress['pauseReason']; planned?: number } = {},
): Progress => {
  const { id = 'brc_1', state = 'running', pauseReason = null, planned = 30 } = facts
  const none = { sending: 0, inDoubt: 0, sent: 0, delivered: 0, read: 0, failed: 0, rejected: 0, unconfirmed: 0 }
  const counts = { ...none, matched: 60, skipped: 10, planned, accepted: 50 - planned }
  return { broadcastId: id, state, pauseReason, counts } as unknown as Progress
}

describe('the taskbar', () => {
  it('fills with the people who had their turn, of those who are not left out', () => {
    expect(taskbarOf([progress()])).toEqual({ fraction: 0.4, mode: 'normal' })
    expect(taskbarOf([progress(), progress({ id: 'brc_2', planned: 50 })])).toEqual({ fraction: 0.2, mode: 'normal' })
  })

  it('is yellow while everything rests, red where a person is needed, and gone where nothing is under way', () => {
    expect(taskbarOf([progress({ state: 'paused', pauseReason: 'by-hand' })]).mode).toBe('paused')
    expect(taskbarOf([progress(), progress({ state: 'paused', pauseReason: 'payment' })]).mode).toBe('error')
    expect(taskbarOf([progress({ state: 'finished' }), progress({ state: 'missed' })])).toEqual({ fraction: -1, mode: 'none' })
  })
})

const setUp = (answer: () => Result<unknown> = () => fail('vault-not-open')) => {
  const listeners = new Map<string, (data: unknown) => void>()
  const held = new Set<number>()
  const seen = { bars: [] as TaskbarProgress[], lines: [] as (string | null)[], calls: [] as string[] }
  let locks = 0
  const call = (async (name: string) => {
    seen.calls.push(name)
    return answer()
  }) as unknown as CallEngine
  const sending = followSending({
    engine: {
      call,
      subscribe: (event, listener) => {
        listeners.set(event, listener)
        return () => undefined
      },
    },
    wakeLock: createWakeLock({
      start: () => {
        locks += 1
        held.add(locks)
        return locks
      },
      stop: (id) => held.delete(id),
    }),
    showTaskbar: (bar) => seen.bars.push(bar),
    showLine: (line) => seen.lines.push(line),
    translate,
    locale: () => 'en',
  })
  const hear = (event: string, data: unknown = {}): void => listeners.get(event)?.(data)
  return { sending, hear, held, seen }
}

describe('following what is sent', () => {
  it('keeps the computer awake with one lock, as the engine says', () => {
    const { hear, held } = setUp()
    for (const awake of [true, true]) hear('broadcast.awake', { awake })
    expect(held.size).toBe(1)
    hear('broadcast.awake', { awake: false })
    expect(held.size).toBe(0)
  })

  it('lets it sleep and takes the bar away when the engine dies', () => {
    const { sending, hear, held, seen } = setUp()
    sending.engineIs('ready')
    hear('broadcast.awake', { awake: true })
    hear('broadcast.progress', progress())
    expect([seen.bars.at(-1)?.fraction, seen.lines.at(-1)]).toEqual([0.4, 'Sending: 40%'])
    sending.engineIs('restarting')
    expect([held.size, seen.bars.at(-1)?.mode, seen.lines.at(-1)]).toEqual([0, 'none', null])
    hear('broadcast.awake', { awake: true })
    expect(held.size).toBe(1)
  })

  it('lets it sleep once the vault is closed, and asks what comes next once one is open', async () => {
    const { sending, hear, held, seen } = setUp(() => ok({ awake: false, running: [], next: { at: Date.UTC(2026, 10, 25, 10) } }))
    sending.engineIs('ready')
    hear('broadcast.awake', { awake: true })
    hear('broadcast.progress', progress())
    hear('vault.changed', { state: 'locked' })
    expect([held.size, seen.bars.at(-1)?.mode, seen.lines.at(-1)]).toEqual([0, 'none', null])
    expect(seen.calls).toEqual([])
    hear('vault.changed', { state: 'open' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.calls).toEqual(['broadcast.now'])
    expect(seen.lines.at(-1)).toMatch(/^Next broadcast/)
  })

  it('lets the engine look at its plans when the computer wakes up, and tells what comes next', async () => {
    const { sending, seen } = setUp(() => ok({ awake: false, running: [], next: { at: Date.UTC(2026, 10, 25, 10) } }))
    sending.wokeUp()
    expect(seen.calls).toEqual([])
    sending.engineIs('ready')
    sending.wokeUp()
    await Promise.resolve()
    expect(seen.calls).toEqual(['broadcast.now'])
    await Promise.resolve()
    expect(seen.lines.at(-1)).toMatch(/^Next broadcast: Nov 25, 2026/)
  })
})

describe('quitting', () => {
  const quit = (facts: { state?: 'ready' | 'failed'; answer?: Promise<Result<unknown>>; response?: number }) => {
    const asked: unknown[] = []
    let ring = (): void => undefined
    const may = mayQuit({
      engine: {
        state: facts.state ?? 'ready',
        call: (() => facts.answer ?? Promise.resolve(ok({ running: [] }))) as unknown as CallEngine,
      },
      window: () => undefined,
      translate,
      ask: async (_, options) => {
        asked.push(options.detail)
        return { response: facts.response ?? 0 }
      },
      after: (_, work) => {
        ring = work
        return () => undefined
      },
    })
    return { may, asked, ring: () => ring() }
  }
  const running = Promise.resolve(ok({ running: [{ waiting: 30 }, { waiting: 1 }] }))

  it('asks while something is being sent, and says that those who wait are kept', async () => {
    const { may, asked } = quit({ answer: running })
    expect(await may).toBe(false)
    expect(asked).toEqual([expect.stringContaining('31 people are still waiting')])
    expect(await quit({ answer: running, response: 1 }).may).toBe(true)
  })

  it('asks nobody while nothing is sent, without an engine, or where it does not answer', async () => {
    const quiet = quit({})
    expect([await quiet.may, quiet.asked]).toEqual([true, []])
    expect(await quit({ state: 'failed', answer: running }).may).toBe(true)
    const silent = quit({ answer: new Promise(() => undefined) })
    silent.ring()
    expect(await silent.may).toBe(true)
  })
})
