import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { secureRandom } from '../../engine/kernel/index.ts'
import { writeTables } from '../../engine/table-export/index.ts'
import { answerOpenDialog, answerSaveDialog, whileEngineStands } from '../support/app/index.ts'
import { importPeople, withinClicks, sharedDemoTest } from '../support/hand/index.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const thousand = (prefix: string) =>
  `姓名,手機,同意\n${Array.from({ length: 1_000 }, (_, index) => `${prefix}${index},09${String(70_000_000 + index)},${index === 998 ? '否' : '是'}`).join('\n')}\n`

test('imports 1,000 people with where they agreed, but who the file says did not, in at most eight clicks and saves the rows', async ({
  hand,
  shop,
  folder,
}) => {
  const file = join(folder, 'people.csv')
  writeFileSync(file, thousand('甲'))
  await hand.click('sidebar-customers')
  const onStep = async (step: string): Promise<void> => {
    if (step === 'consent') await expect(hand.at('customer-import-by-row')).toContainText('同意')
  }
  await importPeople(hand, shop.app, { file, agreedOn: '2026-03-03', detail: 'till 2', onStep })
  withinClicks(hand, 8)
  const found = await shop.call('customer.list', { search: '甲999', offers: 'yes' })
  expect(found.ok && found.value.total).toBe(1)
  const refused = await shop.call('customer.list', { search: '甲998' })
  expect(refused.ok && refused.value.customers.map(({ offers }) => offers)).toEqual(['unknown'])
  await answerSaveDialog(shop.app, join(folder, 'rows.csv'))
  await hand.click('customer-import-save-rows')
  await hand.see('customer-import-rows-saved')
})

test('tells how an import ended whose dialog was closed, lists it, and takes it back there', async ({ hand, shop, folder }) => {
  const file = join(folder, 'many.csv')
  writeFileSync(
    file,
    `姓名,手機\n不是,8.8E+11\n${Array.from({ length: 6_000 }, (_, index) => `丙${index},09${71_000_000 + index}`).join('\n')}\n`,
  )
  const { page } = hand
  await hand.click('sidebar-customers')
  await answerOpenDialog(shop.app, file)
  await hand.click('customer-list-import')
  await hand.click('customer-import-choose')
  await hand.click('customer-import-next')
  await hand.click('customer-import-consent-unknown')
  await hand.click('customer-import-next')
  await hand.see('customer-import-finish')
  // The dialog is closed while the engine stands still: else the import may end before.
  await whileEngineStands(shop, async () => {
    await hand.click('customer-import-finish')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('customer-import')).toBeHidden()
  })
  await expect(page.getByText('The import is done').first()).toBeVisible()
  await page.getByRole('button', { name: 'Past imports' }).first().click()
  const first = page.getByTestId('customer-imports-one').first()
  await expect(first).toContainText('many.csv')
  await answerSaveDialog(shop.app, join(folder, 'refused.csv'))
  await first.getByTestId('customer-import-save-rows').click()
  await hand.see('customer-import-rows-saved')
  await first.getByTestId('customer-imports-undo').click()
  await expect(first.getByTestId('customer-imports-state')).toHaveText('Undone')
  const left = await shop.call('customer.list', { search: '丙5999' })
  expect(left.ok && left.value.total).toBe(0)
})

test('imports a workbook by keys alone, without the mouse', async ({ hand, shop, folder }) => {
  const file = join(folder, 'people.xlsx')
  const rows = Array.from({ length: 1_000 }, (_, index) => [`乙${index}`, { phone: `+8869${70_100_000 + index}` }])
  const tables = [{ name: '名單', headings: ['姓名', '手機'], pages: [rows] }]
  await writeTables({ target: file, format: 'xlsx', tables, timeZone: 'Asia/Taipei', at: Date.UTC(2026, 10, 22), random: secureRandom })
  const { page } = hand
  const press = async (id: string): Promise<void> => {
    const button = page.getByTestId(id)
    // What is not there yet for pressing can't take the focus, and Enter would go elsewhere.
    await expect(button).toBeEnabled()
    await button.focus()
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await answerOpenDialog(shop.app, file)
  await press('sidebar-customers')
  await press('customer-list-import')
  await expect(page.getByTestId('customer-import-choose')).toBeVisible()
  await press('customer-import-choose')
  await press('customer-import-next')
  await page.getByTestId('customer-import-consent-till-qr').locator('input').focus()
  await page.keyboard.press('Space')
  await hand.type('customer-import-consent-day', '2026-03-03')
  await press('customer-import-next')
  await press('customer-import-finish')
  await expect(page.getByTestId('customer-import-done')).toBeVisible()
  const found = await shop.call('customer.list', { search: '乙999' })
  expect(found.ok && found.value.total).toBe(1)
  withinClicks(hand, 0)
})

test('takes a chat of the phone with its photo into the history, as from before, and takes it back', async ({ hand, shop, folder }) => {
  const file = join(folder, 'chat.zip')
  const lines = [
    '25/03/2024, 14:03 - 王小姐: 還有凍頂嗎？',
    '25/03/2024, 14:04 - 店: 有的',
    '25/03/2024, 14:05 - 王小姐: \u200eIMG-20240325-WA0001.jpg (file attached)',
  ]
  const photo = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...strToU8('tea')])
  writeFileSync(file, zipSync({ 'WhatsApp Chat.txt': strToU8(lines.join('\n')), 'IMG-20240325-WA0001.jpg': photo }))
  await hand.click('sidebar-customers')
  await answerOpenDialog(shop.app, file)
  await hand.click('customer-list-import')
  await hand.click('customer-import-choose')
  await expect(hand.at('customer-import-chat-read')).toHaveAttribute('data-messages', '3')
  await hand.click('customer-import-chat-shop-店')
  await hand.type('customer-import-chat-phone', '0912 777 888')
  await hand.click('customer-import-finish')
  await hand.see('customer-import-done')
  const found = await shop.call('customer.list', { search: '912777888' })
  expect(found.ok && found.value.customers[0]).toMatchObject({ name: '王小姐', phone: '+886912777888', windowClosesAt: null })
  await hand.click('customer-import-undo')
  await expect(hand.at('customer-import-undone')).toBeVisible()
  const after = await shop.call('customer.list', { search: '912777888' })
  expect(after.ok && after.value.total).toBe(0)
})
