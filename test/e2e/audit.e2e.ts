import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerSaveDialog } from '../support/app/index.ts'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import { demoTest, openChatOf, tabTo } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const test = demoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

test('the owner reads who exported a customer, sees that the log is whole and saves it, by keys alone', async ({ hand, shop, folder }) => {
  await shop.call('shell.setPreferences', { locale: 'zh-TW', theme: 'light', undoSendMs: 0 })
  await answerSaveDialog(shop.app, join(folder, 'person.zip'))
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-card-export')
  await hand.click('customer-export-save')
  await hand.see('customer-export-done')
  await hand.click('customer-export-close')
  await hand.click('sidebar-settings')

  await tabTo(hand, 'settings-acts')
  await hand.press('Enter')
  const newest = hand.at('acts-row').first()
  await expect(newest).toContainText('店主 匯出了一位顧客的所有資料')
  await expect(newest).toHaveAttribute('data-outcome', 'done')
  await expect(hand.at('acts-list')).not.toContainText('陳美玲')
  await tabTo(hand, 'acts-row')
  await hand.press('ArrowDown')
  await expect(hand.at('acts-row').nth(1)).toBeFocused()
  await hand.press('Home')
  await hand.press('Enter')
  await expect(hand.at('acts-entry')).toContainText('customer.export')
  await tabTo(hand, 'acts-entry-close')
  await hand.press('Enter')
  await expect(newest).toBeFocused()
  await tabTo(hand, 'acts-check-do')
  await hand.press('Enter')
  await expect(hand.at('acts-verdict')).toHaveAttribute('data-state', 'whole')
  expect(await violationsOf(hand.page)).toEqual([])

  const table = join(folder, 'log.csv')
  await answerSaveDialog(shop.app, table)
  await tabTo(hand, 'acts-export-do')
  await hand.press('Enter')
  await hand.see('acts-exported')
  expect(existsSync(table)).toBe(true)
  expect(readFileSync(table, 'utf8')).toContain('"customer.export"')

  await hand.choose('acts-act', '匯出一位顧客的所有資料')
  await expect(hand.at('acts-row')).toHaveCount(1)
  await wear(shop, { theme: 'dark' })
  expect(await colourViolationsOf(hand.page)).toEqual([])

  await hand.click('sidebar-customers')
  await hand.type('customer-list-search', '陳美玲')
  await hand.click(hand.page.getByRole('link', { name: '陳美玲' }).first())
  await expect(hand.at('customer-log').getByTestId('acts-row')).toContainText('匯出了一位顧客的所有資料')
})
