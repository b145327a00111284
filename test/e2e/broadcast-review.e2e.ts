import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import { chooseTemplate, goToStep, sendReviewed, demoTest as test, type Hand } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const FOLDER = 'shots/broadcast-review'

/** Looks at a screen in both themes: no violation, and a picture of each in Chinese. */
async function lookAt(hand: Hand, shop: OpenApp, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768))
  for (const theme of ['light', 'dark'] as const) {
    await wear(shop, { locale: 'zh-TW', theme })
    expect(await (theme === 'light' ? violationsOf : colourViolationsOf)(hand.page)).toEqual([])
    await hand.page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) })
  }
  await wear(shop, { locale: 'en', theme: 'light' })
}

/** Opens a new draft for everybody at the step of its message; it sends at any hour. */
async function begin(hand: Hand, shop: OpenApp): Promise<string> {
  const made = await shop.call('broadcast.draft', {
    content: {
      name: 'Autumn tea',
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: '', language: '' },
      quietHours: null,
      pacePerSecond: 50,
    },
  })
  if (!made.ok) throw new Error(made.error.code)
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Autumn tea' }).first())
  await goToStep(hand, 'message')
  return made.value.broadcastId
}

/** Replies cost less than promotions in every market of the shop's people. */
async function makeRepliesCheap(shop: OpenApp): Promise<void> {
  const prices = await shop.call('price.list', {})
  if (!prices.ok) throw new Error(prices.error.code)
  for (const { market, category, currency, validFrom } of prices.value.rules)
    if (category === 'marketing') {
      const saved = await shop.call('price.save', { market, category: 'service', currency, priceMicros: 1_000, validFrom })
      expect(saved.ok).toBe(true)
    }
}

const numbersOf = (hand: Hand, testId: string, name: string): Promise<number[]> =>
  hand.at(testId).evaluateAll((rows, key) => rows.map((row) => Number(row.getAttribute(key))), name)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const numberOf = async (hand: Hand, testId: string, name: string): Promise<number> => Number(await hand.at(testId).getAttribute(name))

test('sends everybody their own language with codes of a pool, the cheapest way, with numbers that add up', async ({ hand, shop }) => {
  await makeRepliesCheap(shop)
  const pool = await shop.call('coupon.save', {
    name: 'Till codes',
    codes: 'unique',
    prefix: 'OOL',
    count: 40,
    value: { kind: 'percent', percent: 15 },
    endsAt: Date.now() + 7 * 86_400_000,
  })
  if (!pool.ok) throw new Error(pool.error.code)
  const broadcastId = await begin(hand, shop)
  await chooseTemplate(hand, 'tea_coupon_2026')
  await hand.click('broadcast-message-by-language')
  await expect(hand.at('broadcast-message-text-discount-zh_TW')).toHaveValue('85 折')
  await hand.type('broadcast-message-text-discount-zh_TW', '8 折')
  await hand.click('broadcast-message-language-see-zh_TW')
  await expect(hand.at('phone-preview-bubble')).toContainText('春日茶行茶禮8 折')
  await hand.click('broadcast-message-coupon-kind-coupon')
  await hand.choose('broadcast-message-coupon-which', /Till codes/)
  await expect(hand.at('broadcast-message-coupon-facts')).toHaveAttribute('data-free', '40')
  await hand.click('broadcast-message-cheapest-on')
  await expect(hand.at('broadcast-message-coupon-ready')).toBeVisible()
  const people = await numbersOf(hand, 'broadcast-message-language-row', 'data-people')
  expect(people).toHaveLength(2)
  expect(Math.min(...people)).toBeGreaterThan(0)
  await lookAt(hand, shop, 'message')
  await hand.at('broadcast-message-coupon-facts').scrollIntoViewIfNeeded()
  await lookAt(hand, shop, 'coupon')

  await goToStep(hand, 'review')
  await hand.see('broadcast-review-cost')
  const goes = await numberOf(hand, 'broadcast-review-goes', 'data-count')
  expect(sum(people)).toBe(goes)
  expect(sum(await numbersOf(hand, 'broadcast-review-language', 'data-people'))).toBe(goes)
  const total = await numberOf(hand, 'broadcast-review-cost-total', 'data-micros')
  expect(sum(await numbersOf(hand, 'broadcast-review-cost-row', 'data-micros'))).toBe(total)
  await hand.click('broadcast-review-cheapest-on')
  await expect.poll(() => numberOf(hand, 'broadcast-review-cost-total', 'data-micros')).toBeGreaterThan(total)
  await hand.click('broadcast-review-cheapest-on')
  await expect.poll(() => numberOf(hand, 'broadcast-review-cost-total', 'data-micros')).toBe(total)
  await lookAt(hand, shop, 'review')
  expect(await sendReviewed(hand)).toBe(goes)
  const list = await shop.call('broadcast.recipients', { broadcastId, limit: 500 })
  const codes = list.ok ? list.value.recipients.flatMap(({ couponCode }) => couponCode ?? []) : []
  expect(new Set(codes).size).toBe(goes)
  const after = await shop.call('coupon.get', { couponId: pool.value.couponId })
  expect(after.ok && after.value.counts.reserved + after.value.counts.issued).toBe(goes)
})

test('sends a test to a phone of the shop, tells when it arrives, and knows the phone the next time', async ({ hand, shop }) => {
  await begin(hand, shop)
  await chooseTemplate(hand, 'tea_coupon_2026')
  await hand.click('broadcast-preview-test')
  await expect(hand.at('broadcast-test-phone')).toBeFocused()
  await hand.type('broadcast-test-phone', 'my phone')
  await hand.click('broadcast-test-send')
  await expect(hand.at('broadcast-test-error')).toHaveAttribute('data-code', 'customer-number-refused')
  await hand.type('broadcast-test-phone', '0912-345 678')
  await hand.click('broadcast-test-send')
  await expect(hand.at('broadcast-test-state')).toHaveAttribute('data-state', /delivered|read/)
  await goToStep(hand, 'review')
  await expect(hand.at('broadcast-test-phone')).toHaveValue('+886912345678')
  await hand.at('broadcast-test').scrollIntoViewIfNeeded()
  await lookAt(hand, shop, 'test')
})

test('stops what would break the month, leads to the rule, and asks a second person where the shop wants one', async ({ hand, shop }) => {
  const broadcastId = await begin(hand, shop)
  await chooseTemplate(hand, 'tea_coupon_2026')
  await hand.click('sidebar-settings')
  await hand.click('settings-broadcasts')
  await hand.click('broadcast-rules-budget-on')
  await hand.type('broadcast-rules-budget', '0.01')
  await hand.click('broadcast-rules-save')
  await expect(hand.page.getByText('Rules saved.')).toBeVisible()
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Autumn tea' }).first())
  await goToStep(hand, 'review')
  const stopped = hand.page.locator('[data-testid="broadcast-review-issue"][data-code="month-budget"][data-level="stop"]')
  await expect(stopped).toContainText('$0.01')
  await expect(hand.at('broadcast-review-send')).toBeDisabled()
  const month = ['data-spent', 'data-cost', 'data-total'].map((name) => numberOf(hand, 'broadcast-review-month', name))
  const [spent, cost, total] = await Promise.all(month)
  expect((spent ?? 0) + (cost ?? 0)).toBe(total)
  await lookAt(hand, shop, 'month')
  await hand.click('broadcast-review-fix-month-budget')
  await hand.type('broadcast-rules-budget', '500')
  await hand.click('broadcast-rules-second-on')
  await hand.type('broadcast-rules-second', '5')
  // A number counts once its field is left; another language would write it anew.
  await hand.press('Tab')
  await lookAt(hand, shop, 'rules')
  await hand.click('broadcast-rules-save')
  await expect
    .poll(async () => {
      const rules = await shop.call('broadcast.rules', {})
      return rules.ok ? rules.value.rules : rules.error.code
    })
    .toMatchObject({ monthlyBudgetMicros: 500_000_000, secondPersonAbovePeople: 5 })
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Autumn tea' }).first())
  await goToStep(hand, 'review')
  await hand.click('broadcast-review-budget-on')
  await hand.type('broadcast-review-budget', '1')
  await hand.press('Tab')
  await expect(hand.page.locator('[data-testid="broadcast-review-issue"][data-code="budget"]')).toBeVisible()
  await expect(stopped).toHaveCount(0)
  await hand.click('broadcast-review-ask')
  await expect(hand.at('broadcast-review-asked')).toBeVisible()
  await lookAt(hand, shop, 'asked')
  const asked = await shop.call('broadcast.get', { broadcastId })
  expect(asked).toMatchObject({ ok: true, value: { state: 'asked', content: { budgetMicros: 1_000_000 } } })
  expect(await shop.call('broadcast.approve', { broadcastId })).toMatchObject({
    ok: false,
    error: { code: 'approval-needs-other' },
  })
})
