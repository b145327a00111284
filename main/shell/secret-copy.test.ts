import { expect, it } from 'vitest'
import { createSecretCopy } from './secret-copy.ts'

function setUp() {
  let content = ''
  let timers: { at: number; work: () => void }[] = []
  let now = 0
  const copy = createSecretCopy({
    clipboard: { readText: () => content, writeText: (text) => void (content = text), clear: () => void (content = '') },
    after: (delayMs, work) => {
      const timer = { at: now + delayMs, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })
  const advance = async (ms: number) => {
    now += ms
    for (const timer of timers.filter(({ at }) => at <= now)) timer.work()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { copy, advance, content: () => content, type: (text: string) => void (content = text) }
}

it('S-14: a copied code is gone from the clipboard after 60 seconds, and not before', async () => {
  const { copy, advance, content } = setUp()
  await copy('7K2M-ABCD')
  await advance(59_999)
  expect(content()).toBe('7K2M-ABCD')
  await advance(1)
  expect(content()).toBe('')
})

it('S-14: what somebody else copied meanwhile stays, and a second copy has a minute of its own', async () => {
  const { copy, advance, content, type } = setUp()
  await copy('first')
  await advance(30_000)
  await copy('second')
  await advance(30_000)
  expect(content()).toBe('second')
  type('a text of the person')
  await advance(30_000)
  expect(content()).toBe('a text of the person')
})
