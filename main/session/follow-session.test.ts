import { describe, expect, it } from 'vitest'
import type { EventName } from '#contract/ipc/index.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { followSession } from './follow-session.ts'

const person = (staffId: string) => ({ staffId, name: 'Mei', role: 'owner', hasPassword: true, hasTotp: false })

function setUp() {
  const listeners = new Map<EventName, (data: unknown) => void>()
  const asked: string[] = []
  const done: unknown[] = []
  let status: unknown = { state: 'locked', me: null }
  const call: CallEngine = async (name) => {
    asked.push(name)
    return { ok: true, value: status } as never
  }
  const follower = followSession({
    engine: {
      call,
      subscribe: (event, listener) => {
        listeners.set(event, listener)
        return () => undefined
      },
    },
    blank: () => done.push('blank'),
    onLocked: (isLocked) => done.push(isLocked),
  })
  const tell = (next: unknown) => listeners.get('session.changed')?.(next)
  const close = () => listeners.get('vault.changed')?.({ state: 'locked' })
  const answer = (next: unknown) => {
    status = next
  }
  return { follower, asked, done, tell, close, answer }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('following the lock', () => {
  it('R-07: loads the page anew when the lock falls or somebody else signs in, and not when the same person goes on', () => {
    const { follower, done, tell } = setUp()
    tell({ state: 'signed-in', me: person('stf_1') })
    tell({ state: 'signed-in', me: person('stf_1') })
    expect(done).toEqual([])
    tell({ state: 'locked', me: null })
    expect([follower.isLocked(), done]).toEqual([true, ['blank', true]])
    tell({ state: 'signed-in', me: person('stf_1') })
    tell({ state: 'signed-in', me: person('stf_2') })
    expect(done).toEqual(['blank', true, false, 'blank'])
  })

  it('R-07: locks when the computer sleeps, is locked or goes to another user, once an engine is there', async () => {
    const { follower, asked } = setUp()
    follower.lock()
    expect(asked).toEqual([])
    follower.engineIs('ready')
    follower.lock()
    await settle()
    expect(asked).toEqual(['session.status', 'session.lock'])
  })

  it('leaves the page alone when the shop is closed', async () => {
    const { follower, done, tell, close } = setUp()
    follower.engineIs('ready')
    await settle()
    tell({ state: 'signed-in', me: person('stf_1') })
    const before = done.length
    close()
    await settle()
    expect(done).toHaveLength(before)
  })

  it('finds everybody signed out in an engine that came back after a crash', async () => {
    const { follower, done, tell, answer } = setUp()
    follower.engineIs('ready')
    tell({ state: 'signed-in', me: person('stf_1') })
    answer({ state: 'locked', me: null })
    follower.engineIs('restarting')
    follower.engineIs('ready')
    await settle()
    expect(done).toContain('blank')
    expect(follower.isLocked()).toBe(true)
  })
})
