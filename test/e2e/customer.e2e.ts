import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { unzipSync } from 'fflate'
import { answerOpenDialog, answerSaveDialog, ownSeconds } from '../support/app/index.ts'
import { importPeople, openChatOf, sharedDemoTest, withinClicks } from '../support/hand/index.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

test('imports a Big5 file and takes it back with one undo', async ({ hand, shop, folder }) => {
  const file = join(folder, 'big5.csv')
  // "姓名,手機" and "許功蓋,0912-000-433" in Big5: three of the bytes are backslashes.
  writeFileSync(file, Buffer.from('a96da6572ca4e2bef70d0ab35ca55cbb5c2c303931322d3030302d3433330d0a', 'hex'))
  await hand.click('sidebar-customers')
  await importPeople(hand, shop.app, { file, agreedOn: '2026-03-03', detail: 'form' })
  const found = await shop.call('customer.list', { search: '許功蓋' })
  expect(found.ok && found.value.customers.map(({ name, phone, offers }) => ({ name, phone, offers }))).toEqual([
    { name: '許功蓋', phone: '+886912000433', offers: 'yes' },
  ])
  await hand.click('customer-import-undo')
  await expect(hand.at('customer-import-undone')).toBeVisible()
  const after = await shop.call('customer.list', { search: '許功蓋' })
  expect(after.ok && after.value.total).toBe(0)
})

test('task 10 by keys alone: a thousand people with where they agreed, in fifteen keys and ninety seconds', async ({
  hand,
  shop,
  folder,
}) => {
  const file = join(folder, 'thousand.csv')
  const people = Array.from({ length: 1_000 }, (_, index) => `Guest ${index},+88691300${String(index).padStart(4, '0')}`)
  writeFileSync(file, ['name,phone', ...people].join('\n'))
  await answerOpenDialog(shop.app, file)
  const step = hand.at('customer-import-step')
  const seconds = await ownSeconds(shop, async () => {
    await hand.press('Control+k')
    await expect(hand.at('palette-input')).toBeFocused()
    await hand.page.keyboard.type('import')
    await expect(hand.at('palette-entry').first()).toContainText(/import/i)
    await hand.press('Enter')
    await expect(hand.at('customer-import-choose')).toBeFocused()
    await hand.press('Enter')
    await expect(step).toHaveAttribute('data-step', 'columns')
    await expect(hand.at('customer-import-next')).toBeFocused()
    await hand.press('Enter')
    await expect(step).toHaveAttribute('data-step', 'consent')
    await expect(hand.page.getByRole('radio').first()).toBeFocused()
    await hand.press('Space')
    await hand.press('Tab')
    await hand.page.keyboard.type('03032026')
    for (const key of ['Tab', 'Tab']) await hand.press(key)
    await expect(hand.at('customer-import-consent-detail')).toBeFocused()
    await hand.page.keyboard.type('#2')
    await hand.press('Enter')
    await expect(hand.at('customer-import-finish')).toContainText('1,000')
    await expect(hand.at('customer-import-finish')).toBeFocused()
    await hand.press('Enter')
    await expect(step).toHaveAttribute('data-step', 'done')
    await expect(hand.at('customer-import-close')).toBeFocused()
    await hand.press('Enter')
    await expect(hand.at('customer-import-step')).toHaveCount(0)
    await expect(hand.page.locator('body')).not.toBeFocused()
  })
  expect(seconds).toBeLessThan(90)
  const { clicks, keys } = hand.counted()
  expect([clicks, keys <= 15]).toEqual([0, true])
  const found = await shop.call('customer.list', { search: 'Guest 999' })
  expect(found.ok && found.value.customers.map(({ name, offers }) => ({ name, offers }))).toEqual([{ name: 'Guest 999', offers: 'yes' }])
})

for (const [name, bytes, code] of [
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), 'file-not-text'],
  ['an empty file', Buffer.alloc(0), 'file-empty'],
] as const) {
  test(`says in plain words what is wrong with ${name}, what is kept and what to do`, async ({ hand, shop, folder }) => {
    const file = join(folder, 'bad.csv')
    writeFileSync(file, bytes)
    await hand.click('sidebar-customers')
    await answerOpenDialog(shop.app, file)
    await hand.click('customer-list-import')
    await hand.click('customer-import-choose')
    await expect(hand.at('error-strip')).toHaveAttribute('data-code', code)
    await expect(hand.at('error-strip')).toContainText(/kept/i)
  })
}

test('exports one person in at most three clicks: a page to read, JSON and a manifest', async ({ hand, shop, folder }) => {
  const target = join(folder, 'export.zip')
  await answerSaveDialog(shop.app, target)
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-card-export')
  await hand.click('customer-export-save')
  await hand.see('customer-export-done')
  withinClicks(hand, 3)
  expect(existsSync(target)).toBe(true)
  const files = unzipSync(readFileSync(target))
  const names = Object.keys(files)
  expect(names.some((entry) => entry.endsWith('.html'))).toBe(true)
  expect(names.some((entry) => entry.endsWith('.json'))).toBe(true)
  const page = Object.entries(files).find(([entry]) => entry.endsWith('.html'))?.[1]
  expect(Buffer.from(page ?? []).toString()).toContain('還有凍頂烏龍嗎')
})

test('refuses the wrong digits and erases nobody', async ({ hand, shop }) => {
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-card-erase')
  await hand.type('customer-erase-digits', '0000')
  await hand.click('customer-erase-confirm')
  await expect(hand.at('error-strip')).toHaveAttribute('data-code', 'erase-confirmation-wrong')
  const run = await shop.call('customer.list', { search: '陳美玲' })
  expect(run.ok && run.value.total).toBe(1)
})

// The last, because she is gone for good.
test('erases one person in at most four clicks, with a receipt, and keeps them out of the next import', async ({ hand, shop, folder }) => {
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-card-erase')
  await expect(hand.at('customer-erase-cancel')).toBeFocused()
  for (const part of ['removed', 'kept', 'out-of-reach']) await expect(hand.at(`customer-erase-${part}`)).toBeVisible()
  await expect(hand.at('customer-erase-confirm')).toBeDisabled()
  await hand.type('customer-erase-digits', '5678')
  await hand.click('customer-erase-confirm')
  await expect(hand.at('customer-receipt-number')).toContainText(/E-\d{4}-\d{4}/)
  withinClicks(hand, 4)
  await hand.click('customer-receipt-close')
  await hand.click('sidebar-inbox')
  await expect(hand.at('inbox-list-row').filter({ hasText: '陳美玲' })).toHaveCount(0)
  const file = join(folder, 'again.csv')
  writeFileSync(file, '姓名,手機\n陳美玲,0912-345-678\n')
  const run = await shop.call('customer.list', { search: '陳美玲' })
  expect(run.ok && run.value.total).toBe(0)
  await answerOpenDialog(shop.app, file)
  await hand.click('sidebar-customers')
  await hand.click('customer-list-import')
  await hand.click('customer-import-choose')
  await hand.click('customer-import-next')
  await hand.click('customer-import-consent-unknown')
  await hand.click('customer-import-next')
  await expect(hand.at('customer-import-counts')).toHaveAttribute('data-new', '0')
  await expect(hand.at('customer-import-finish')).toBeDisabled()
})
