import { expect } from '@playwright/test'
import { whileEngineStands, type OpenApp } from '../support/app/index.ts'
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

/** The newest broadcast as the engine has it. */
async function newest(shop: OpenApp) {
  const list = await shop.call('broadcast.list', {})
  const [broadcast] = list.ok ? list.value.broadcasts : []
  if (broadcast === undefined) throw new Error('no broadcast')
  return broadcast
}

test('M-23: sends a coupon broadcast in at most twelve clicks, having named template, business and number; one code for each person', async ({
  hand,
  shop,
}) => {
  const people = await sendCoupon(hand)
  withinClicks(hand, 12)
  expect(people).toBeGreaterThan(0)
  const { broadcastId } = await newest(shop)
  const recipients = await shop.call('broadcast.recipients', { broadcastId, limit: 500 })
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
  const { broadcastId } = await newest(shop)
  // The run waits until the other screen is there, so that it can not be over before anybody clicks.
  expect((await shop.call('broadcast.pause', { broadcastId })).ok).toBe(true)
  await hand.click('sidebar-customers')
  await hand.see('sending-strip-resume')
  expect((await shop.call('broadcast.resume', { broadcastId })).ok).toBe(true)
  await hand.see('sending-strip-pause')
  hand.startCounting()
  await whileEngineStands(shop, () => hand.click('sending-strip-pause'))
  withinClicks(hand, 1)
  await expect(hand.at('sending-strip-resume')).toBeVisible()
  const handedOver = async (): Promise<number> => {
    const { counts } = await newest(shop)
    return counts.matched - counts.skipped - counts.planned
  }
  const atPause = await handedOver()
  // That nothing happens is what is proved: at its pace the run would have sent six by then.
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
  // The run goes on only once it has been told to stop, so that it can not be over before.
  await whileEngineStands(shop, async () => {
    await hand.click('broadcast-live-stop')
    await hand.click('broadcast-stop-confirm')
  })
  await expect(hand.at('broadcast-report-state')).toHaveAttribute('data-state', 'stopped')
  const { matched, ...states } = (await newest(shop)).counts
  expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(matched)
  expect(states.planned).toBe(0)
})
