import { expect } from '@playwright/test'
import { appTest } from '../support/app/index.ts'
import { demoTest as test, handOn, openDemo, withinClicks } from '../support/hand/index.ts'

appTest('opens the demo shop with one click, and a customer has written within ten seconds', async ({ shop }) => {
  const hand = handOn(shop.page)
  await hand.see('first-run-demo-open')
  const startedAt = Date.now()
  await openDemo(hand)
  const seconds = (Date.now() - startedAt) / 1000
  process.stdout.write(`    first message after ${seconds.toFixed(1)} s\n`)
  expect(seconds).toBeLessThan(10)
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
  await expect(hand.at('sidebar-customers')).toBeVisible({ timeout: 30_000 })
  const list = await shop.call('customer.list', {})
  expect(list.ok && list.value.total).toBeGreaterThan(230)
})
