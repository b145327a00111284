import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerSaveDialog, ownSeconds } from '../support/app/index.ts'
import { openChatOf, withinClicks, sharedDemoTest } from '../support/hand/index.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const EXPORT_SECONDS = 10
const ERASE_SECONDS = 25

test('shows data place, retention, limits, requests, exports and receipts on one page, and takes a shorter rule back', async ({
  hand,
  shop,
}) => {
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  for (const card of [
    'vault',
    'privacy-retention',
    'privacy-limits',
    'privacy-requests',
    'privacy-exports',
    'privacy-suppressed',
    'privacy-papers',
    'customer-receipts',
  ])
    await expect(hand.at(card)).toBeVisible()
  await hand.click('privacy-keep-retention')
  await expect(hand.at('privacy-pending')).toHaveCount(0)
  await hand.click('privacy-request-new')
  // Anybody of the shop, not only those whom a list shows at first.
  await hand.type('privacy-request-who', 'Michael Tor')
  await hand.click(hand.page.getByRole('option', { name: 'Michael Torres' }).first())
  await hand.type('privacy-request-note', 'by letter')
  await hand.click('privacy-request-save')
  await expect(hand.at('privacy-requests-list')).toContainText('Michael Torres')
  await hand.type('privacy-suppressed-number', '0911 222 333')
  await hand.click('privacy-suppressed-check')
  await hand.click('privacy-suppressed-put')
  await expect(hand.at('privacy-suppressed-yes')).toBeVisible()
  await hand.click('privacy-paper-notice')
  await expect(hand.at('privacy-notice-text')).toContainText(/STOP|取消/)
  const settings = await shop.call('privacy.settings', {})
  expect(settings.ok && settings.value.suppressed).toBe(1)
})

test('task 11: a locked copy within three clicks and ten seconds, then erasure within four and twenty-five, and a receipt that can be checked', async ({
  hand,
  shop,
  folder,
}) => {
  const target = join(folder, 'copy.zip')
  await answerSaveDialog(shop.app, target)
  await openChatOf(hand, '陳美玲')
  const copying = await ownSeconds(shop, async () => {
    await hand.click('inbox-card-export')
    await hand.type('privacy-password', 'correct horse 8')
    await hand.click('customer-export-save')
    await hand.see('customer-export-done')
    withinClicks(hand, 3)
  })
  expect(copying).toBeLessThan(EXPORT_SECONDS)
  expect(existsSync(target)).toBe(true)
  // Locked: not a word of the chat can be read in it.
  expect(readFileSync(target).includes('還有凍頂烏龍嗎')).toBe(false)
  await hand.click('customer-export-close')
  const erasing = await ownSeconds(shop, async () => {
    await hand.click('inbox-card-erase')
    await expect(hand.at('customer-erase-out-of-reach')).toContainText('copy.zip')
    await hand.type('customer-erase-digits', '5678')
    await hand.click('customer-erase-confirm')
    await expect(hand.at('customer-receipt-number')).toContainText(/E-\d{4}-\d{4}/)
  })
  expect(erasing).toBeLessThan(ERASE_SECONDS)
  await hand.click('customer-receipt-close')
  const { receiptId, checkCode } = await newestReceipt(shop)
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.type('privacy-check-number', receiptId)
  await hand.type('privacy-check-code', checkCode)
  await hand.click('privacy-check-do')
  await expect(hand.at('privacy-check-result')).toBeVisible()
  const good = await shop.call('customer.checkReceipt', { receiptId, checkCode })
  expect(good.ok && good.value.isGood).toBe(true)
})

test('task 11 by keys alone: a copy in ten seconds, an erasure in twenty-five, and the focus is never lost', async ({
  hand,
  shop,
  folder,
}) => {
  const target = join(folder, 'by-keys.zip')
  await answerSaveDialog(shop.app, target)
  const listed = await shop.call('customer.list', { search: 'Ana Souza' })
  const [customer] = listed.ok ? listed.value.customers : []
  const phone = customer?.phone ?? ''
  const palette = async (words: string, first: string): Promise<void> => {
    await hand.press('Control+k')
    await expect(hand.at('palette-input')).toBeFocused()
    await hand.page.keyboard.type(words)
    await expect(hand.at('palette-entry').first()).toContainText(first)
    await hand.press('Enter')
  }
  const copying = await ownSeconds(shop, async () => {
    await palette('Ana Souza', 'Ana Souza')
    await expect(hand.at('inbox-composer-text')).toBeFocused()
    await palette('export', 'Export the data of Ana Souza')
    await expect(hand.at('customer-export-save')).toBeFocused()
    await hand.press('Enter')
    await expect(hand.at('customer-export-close')).toBeFocused()
    expect(existsSync(target)).toBe(true)
  })
  expect(copying).toBeLessThan(EXPORT_SECONDS)
  await hand.press('Enter')
  await expect(hand.at('inbox-composer-text')).toBeFocused()
  const erasing = await ownSeconds(shop, async () => {
    await palette('erase', 'Erase Ana Souza?')
    await expect(hand.at('customer-erase-cancel')).toBeFocused()
    await hand.see('customer-erase-digits')
    await hand.press('Shift+Tab')
    await expect(hand.at('customer-erase-digits')).toBeFocused()
    await hand.page.keyboard.type(phone.slice(-4))
    for (const key of ['Tab', 'Tab', 'Enter']) await hand.press(key)
    await expect(hand.at('customer-receipt-close')).toBeFocused()
  })
  expect(erasing).toBeLessThan(ERASE_SECONDS)
  await hand.press('Enter')
  await expect(hand.at('customer-receipt')).toHaveCount(0)
  await expect(hand.page.locator('#content')).toBeFocused()
  const { clicks, keys } = hand.counted()
  expect([clicks, keys <= 13]).toEqual([0, true])
  const after = await shop.call('customer.list', { search: 'Ana Souza' })
  expect(after.ok && after.value.total).toBe(0)
})

type Shop = Parameters<Parameters<typeof test>[2]>[0]['shop']

async function newestReceipt(shop: Shop): Promise<{ receiptId: string; checkCode: string }> {
  const listed = await shop.call('customer.receipts', {})
  const receipt = listed.ok ? listed.value.receipts[0] : undefined
  expect(receipt).toBeDefined()
  return { receiptId: receipt?.receiptId ?? '', checkCode: receipt?.checkCode ?? '' }
}
