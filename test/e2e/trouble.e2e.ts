import { expect } from '@playwright/test'
import { answerWithQuickReply, sharedDemoTest as test, openChatOf, ownBubbles } from '../support/hand/index.ts'

const ids = { wabaId: '100000000000001', phoneNumberId: '700000000000001' } as const

test('keeps the connection that works when a wrong key is tried, and says whose no it was', async ({ hand, shop }) => {
  const before = await shop.call('connection.status', {})
  if (!before.ok || before.value === null) throw new Error('no connection')
  const { baseUrl, wabaId, phoneNumberId } = before.value
  const tried = await shop.call('connection.add', { kind: 'demo', baseUrl, token: 'not-the-key', wabaId, phoneNumberId })
  expect(tried.ok ? 'accepted' : tried.error.code).toBe('meta-key-refused')
  await openChatOf(hand, '陳美玲')
  await answerWithQuickReply(hand, '')
  await expect(ownBubbles(hand)).toHaveAttribute('aria-label', /delivered|read/i)
})

test('says that nothing answers at an address, and changes nothing', async ({ hand, shop }) => {
  // Port 1 on this computer: nothing listens there.
  const tried = await shop.call('connection.add', { kind: 'meta', baseUrl: 'http://127.0.0.1:1', token: 'any', ...ids })
  expect(tried.ok ? 'accepted' : tried.error.code).toBe('network-unreachable')
  await hand.click('sidebar-settings')
  const after = await shop.call('connection.status', {})
  expect(after.ok && after.value?.link).toBe('online')
})
