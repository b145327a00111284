import { expect } from '@playwright/test'
import { chooseTemplate, demoTest as test, sendReviewed, waitForEnd, withinClicks, type Hand } from '../support/hand/index.ts'

/** From the inbox to a sent coupon, the shortest way that the screens offer. */
async function sendCoupon(hand: Hand): Promise<number> {
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-list-new')
  await hand.click('broadcast-audience-include-tags')
  await hand.click('broadcast-audience-next')
  await chooseTemplate(hand, 'tea_coupon')
  await hand.click('broadcast-message-next')
  // Tests run at any hour; with quiet hours some people would wait until the morning.
  await hand.click('broadcast-time-quiet')
  await hand.click('broadcast-time-next')
  const from = hand.at('broadcast-review-from')
  await expect(from).toContainText('tea_coupon')
  for (const part of ['template', 'business', 'number']) await expect(from.locator(`[data-part="${part}"]`)).not.toBeEmpty()
  return sendReviewed(hand)
}

test('M-23: sends a coupon broadcast in at most twelve clicks, having named template, business and number; one code for each person', async ({
  hand,
  shop,
}) => {
  const people = await sendCoupon(hand)
  withinClicks(hand, 12)
  expect(people).toBeGreaterThan(0)
  const list = await shop.call('broadcast.list', {})
  const broadcastId = list.ok ? list.value.broadcasts[0]?.broadcastId : undefined
  const recipients = await shop.call('broadcast.recipients', { broadcastId: broadcastId as never, limit: 500 })
  if (!recipients.ok) throw new Error(recipients.error.code)
  const codes = recipients.value.recipients.flatMap(({ couponCode }) => (couponCode === null ? [] : [couponCode]))
  expect(codes).toHaveLength(people)
  expect(new Set(codes).size).toBe(people)
})

test('pauses from any screen with one click: no new message leaves after two seconds, and resuming reaches everybody', async ({
  hand,
  shop,
}) => {
  const people = await sendCoupon(hand)
  await hand.click('sidebar-customers')
  hand.startCounting()
  await hand.click('sending-strip-pause')
  withinClicks(hand, 1)
  await expect(hand.at('sending-strip-resume')).toBeVisible()
  const handedOver = async (): Promise<number> => {
    const list = await shop.call('broadcast.list', {})
    const counts = list.ok ? list.value.broadcasts[0]?.counts : undefined
    return counts === undefined ? -1 : counts.matched - counts.skipped - counts.planned
  }
  await shop.page.waitForTimeout(2000)
  const atPause = await handedOver()
  await shop.page.waitForTimeout(2000)
  expect(await handedOver()).toBe(atPause)
  expect(atPause).toBeLessThan(people)
  await hand.click('sending-strip-resume')
  await hand.click('sending-strip-open')
  await waitForEnd(hand)
  expect(await handedOver()).toBe(people)
})

test('stops for good when asked, keeps the list of those left, and reports everybody', async ({ hand, shop }) => {
  await sendCoupon(hand)
  await hand.click('broadcast-live-stop')
  await hand.click('broadcast-stop-confirm')
  await expect(hand.at('broadcast-report-state')).toHaveAttribute('data-state', 'stopped', { timeout: 20_000 })
  const list = await shop.call('broadcast.list', {})
  const counts = list.ok ? list.value.broadcasts[0]?.counts : undefined
  if (counts === undefined) throw new Error('no broadcast')
  const { matched, ...states } = counts
  expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(matched)
  expect(states.planned).toBe(0)
})
