import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { sharedDemoTest, type Hand } from '../support/hand/index.ts'
import { standStill, wear } from '../support/stand-still.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const SHOTS = 'shots/order'

/** A picture in each language and theme that people look at. */
async function shootAll(hand: Hand, shop: OpenApp, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  for (const [locale, theme] of [
    ['zh-TW', 'light'],
    ['zh-TW', 'dark'],
    ['en', 'light'],
  ] as const) {
    await wear(shop, { locale, theme })
    await standStill(hand.page)
    await hand.page.screenshot({ path: join(SHOTS, `${name}-${locale}-${theme}.png`) })
  }
}

/** Opens the page of somebody found by name. */
async function openCustomer(hand: Hand, shop: OpenApp, name: string): Promise<string> {
  const found = await shop.call('customer.list', { search: name })
  const customerId = found.ok ? (found.value.customers[0]?.customerId ?? '') : ''
  await hand.click('sidebar-customers')
  await hand.type('customer-list-search', name)
  await hand.click(hand.page.getByRole('link', { name }).first())
  await hand.see('customer-orders')
  return customerId
}

test('notes what a customer bought, counts it, and takes a removal back; the demo shop has a past', async ({ hand, shop }) => {
  const customerId = await openCustomer(hand, shop, '陳美玲')
  await expect(hand.at('customer-orders-sums')).toHaveAttribute('data-count', /^[1-9]/)
  const before = Number(await hand.at('customer-orders-sums').getAttribute('data-count'))
  expect(before).toBeGreaterThan(1)
  await hand.click('customer-orders-add')
  await expect(hand.at('order-add-total')).toBeFocused()
  await hand.click('order-add-save')
  await expect(hand.at('order-add')).toContainText('1,280')
  await hand.type('order-add-total', '1,280.50')
  await hand.type('order-add-number', 'E2E-1')
  await hand.click('order-add-product')
  await hand.click(hand.page.getByRole('option', { name: '凍頂烏龍' }))
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'add')
  await hand.click('order-add-save')
  const first = hand.at('customer-orders-row').first()
  await expect(first).toContainText('E2E-1')
  await expect(first).toContainText('凍頂烏龍')
  await expect(hand.at('customer-orders-sums')).toHaveAttribute('data-count', String(before + 1))
  const listed = await shop.call('order.list', { customerId, limit: 1 })
  expect(listed.ok && listed.value.orders[0]).toMatchObject({ totalMicros: 1_280_500_000, source: 'by-hand', currency: 'TWD' })
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'page')
  await first.getByTestId('customer-orders-remove').click()
  await expect(hand.at('customer-orders-sums')).toHaveAttribute('data-count', String(before))
  await hand.see('app-toast-action')
  await hand.press('Control+z')
  await expect(hand.at('customer-orders-sums')).toHaveAttribute('data-count', String(before + 1))
  await expect(hand.at('customer-orders-row').first()).toContainText('E2E-1')
  expect(shop.pageErrors).toEqual([])
})

test('imports past orders: says first what would happen, keeps none of a file with wrong rows, all of a right one', async ({
  hand,
  shop,
  folder,
}) => {
  const file = join(folder, 'orders.csv')
  writeFileSync(file, '手機,訂單日期,金額,訂單編號\n0912-345-678,2026/3/5,"1,280",X-1\n0912-345-678,someday,5,X-2\n')
  await hand.click('sidebar-customers')
  await answerOpenDialog(shop.app, file)
  await hand.click('customer-list-import-orders')
  await hand.click('order-import-choose')
  await expect(hand.at('order-import-preview')).toHaveAttribute('data-refused', '1')
  await expect(hand.at('order-import-finish')).toHaveCount(0)
  writeFileSync(file, '手機,訂單日期,金額,訂單編號\n0912-345-678,2026/3/5,"1,280",X-1\n+886 955 000 111,2026/3/5,5,X-2\n')
  await hand.click('order-import-choose')
  await expect(hand.at('order-import-preview')).toHaveAttribute('data-added', '1')
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'import')
  await hand.click('order-import-finish')
  await hand.see('order-import-done')
  const all = await shop.call('order.list', {})
  expect(all.ok && all.value.orders.some(({ number }) => number === 'X-1')).toBe(false)
  const found = await shop.call('customer.list', { search: '陳美玲' })
  const customerId = found.ok ? (found.value.customers[0]?.customerId ?? '') : ''
  const own = await shop.call('order.list', { customerId, limit: 200 })
  expect(own.ok && own.value.orders.filter(({ number }) => number === 'X-1').map(({ source }) => source)).toEqual(['import'])
})

test('keeps a birthday and a day of the shop’s own, and refuses days that no calendar has', async ({ hand, shop }) => {
  const customerId = await openCustomer(hand, shop, '陳美玲')
  await hand.click('customer-detail-edit')
  await hand.click('customer-edit-date-birthday-month')
  await hand.click(hand.page.getByRole('option').nth(2))
  await hand.type('customer-edit-date-birthday-day', '30')
  await hand.click('customer-edit-save')
  await hand.see('customer-edit')
  await hand.type('customer-edit-date-birthday-day', '14')
  await hand.type('customer-edit-date-birthday-year', '1985')
  await hand.click('customer-edit-date-add')
  await hand.type('customer-edit-date-name', 'Wedding')
  await hand.click('customer-edit-date-own-month')
  await hand.click(hand.page.getByRole('option').nth(5))
  await hand.type('customer-edit-date-own-day', '1')
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'dates')
  await hand.click('customer-edit-save')
  await expect(hand.at('customer-facts-date-birthday')).toContainText('1985')
  await expect(hand.at('customer-facts-date-own')).toContainText('Wedding')
  const card = await shop.call('customer.get', { customerId })
  expect(card.ok && card.value.dates).toEqual([
    { date: 'Wedding', month: 5, day: 1, year: null },
    { date: 'birthday', month: 2, day: 14, year: 1985 },
  ])
})
