import { expect, it } from 'vitest'
import { fail, ok } from '#contract/kernel/result.ts'
import type { CallEngine } from '../engine-host/index.ts'
import { followInbox } from './follow-inbox.ts'

const setUp = () => {
  const listeners = new Map<string, (data: unknown) => void>()
  const badges: number[] = []
  const arrived: unknown[] = []
  const closing: unknown[] = []
  let cleared = 0
  let due: (() => void) | null = null
  const now = { unread: 0, isOpen: true }
  const call = (async () => (now.isOpen ? ok({ unreadMine: now.unread }) : fail('vault-not-open'))) as unknown as CallEngine
  const follower = followInbox({
    engine: {
      call,
      subscribe: (event, listener) => {
        listeners.set(event, listener)
        return () => undefined
      },
    },
    notices: { arrived: (data) => arrived.push(data), closing: (data) => closing.push(data), clear: () => void (cleared += 1) },
    showBadge: (count) => badges.push(count),
    after: (_, work) => {
      due = work
      return () => {
        due = null
      }
    },
  })
  const pass = async (): Promise<void> => {
    const work = due
    due = null
    work?.()
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    now,
    follower,
    badges,
    arrived,
    closing,
    pass,
    tell: (event: string, data: unknown = {}) => listeners.get(event)?.(data),
    cleared: () => cleared,
  }
}

it('shows how many of my chats are unread, once for many changes', async () => {
  const { now, follower, badges, pass, tell } = setUp()
  follower.engineIs('ready')
  await pass()
  now.unread = 4
  for (let change = 0; change < 5; change += 1) tell('inbox.changed')
  await pass()
  expect(badges).toEqual([4])
})

it('hands on what arrives and which windows close', () => {
  const { arrived, closing, tell } = setUp()
  tell('inbox.closing', { customerId: 'cus_2' })
  expect(closing).toEqual([{ customerId: 'cus_2' }])
  tell('inbox.arrived', { customerId: 'cus_1' })
  expect(arrived).toEqual([{ customerId: 'cus_1' }])
})

it('takes notices and number away when the vault is closed or the engine is gone', async () => {
  const { now, follower, badges, pass, tell, cleared } = setUp()
  now.unread = 2
  follower.engineIs('ready')
  await pass()
  tell('vault.changed', { state: 'closed' })
  expect(badges).toEqual([2, 0])
  follower.engineIs('failed')
  expect(cleared()).toBe(2)
})
