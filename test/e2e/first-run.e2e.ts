import { expect } from '@playwright/test'
import { appTest, ownSeconds } from '../support/app/index.ts'
import { demoTest as test, handOn, openChatOf, openDemo, ownBubbles, withinClicks } from '../support/hand/index.ts'

appTest('opens the demo shop with one click, and a customer has written within ten seconds', async ({ shop }) => {
  const hand = handOn(shop.page)
  await hand.see('first-run-demo-open')
  expect(await ownSeconds(shop, () => openDemo(hand))).toBeLessThan(10)
  withinClicks(hand, 1)
})

appTest('asks for no account and no password before the demo, and offers its language first', async ({ shop }) => {
  const hand = handOn(shop.page)
  await hand.see('first-run-demo')
  await expect(shop.page.locator('input')).toHaveCount(0)
  await hand.choose('shell-language', '繁體中文')
  await expect(hand.at('first-run-demo-open')).toContainText('示範商店')
  await expect(shop.page.locator('html')).toHaveAttribute('lang', 'zh-TW')
})

test('wears the demo stripe on every screen', async ({ hand }) => {
  for (const section of ['inbox', 'broadcasts', 'customers', 'templates', 'catalog', 'settings']) {
    await hand.click(`sidebar-${section}`)
    await expect(hand.at('demo-stripe')).toBeVisible()
  }
})

test('comes back to the demo shop after the app was closed, with everything in it', async ({ hand, shop }) => {
  await hand.click('sidebar-customers')
  await expect(hand.at('customer-list-total')).toHaveText(/23\d|24\d/)
  await hand.click('demo-stripe-leave')
  await hand.click('first-run-demo-open')
  await expect(hand.at('sidebar-customers')).toBeVisible()
  const list = await shop.call('customer.list', {})
  expect(list.ok && list.value.total).toBeGreaterThan(230)
})

appTest.describe('the demo shop as a newcomer finds it', () => {
  appTest.use({ launch: { simulatorOptions: ['--tempo=instant'] } })

  appTest('has automations on that work, and greets who writes first', async ({ shop }) => {
    await shop.call('shell.setPreferences', { locale: 'en' })
    const hand = handOn(shop.page)
    await openDemo(hand)
    const listed = await shop.call('automation.list', {})
    const on = listed.ok ? listed.value.automations.filter((one) => one.on && one.issues.length === 0).map(({ kind }) => kind) : []
    expect(on).toEqual(expect.arrayContaining(['greeting', 'away', 'keywords', 'menu']))
    await openChatOf(hand, '陳美玲')
    await expect(ownBubbles(hand).first()).toContainText('thank you for writing to')
    // Whoever was only greeted still waits for an answer.
    await expect(hand.at('inbox-filter-waiting')).toContainText(/[1-9]/)
  })
})
