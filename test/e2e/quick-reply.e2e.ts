import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { makeSampleFile } from '../../simulator/behaviour/sample-files/index.ts'
import { answerOpenDialog, answerSaveDialog } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { openChatOf, ownBubbles, sharedDemoTest, type Hand } from '../support/hand/index.ts'
import { standStill } from '../support/stand-still.ts'
import { tempFolder } from '../support/temp-folder.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const { folder, remove } = tempFolder()
    await give(folder)
    remove()
  },
})

const WORDS = 'Here is our spring list of teas.'

/** Sends a text of one's own in the open chat. */
async function write(hand: Hand, text: string): Promise<void> {
  await hand.at('inbox-composer-text').focus()
  await hand.page.keyboard.insertText(text)
  await hand.press('Enter')
  await expect(ownBubbles(hand).last()).toContainText(text)
}

async function openQuickReplies(hand: Hand): Promise<void> {
  await hand.click('sidebar-templates')
  await hand.click(hand.page.getByRole('tab', { name: 'Quick replies' }))
  await hand.see('quick-replies-table')
}

async function picture(hand: Hand, name: string): Promise<void> {
  mkdirSync('shots/quick-reply', { recursive: true })
  await standStill(hand.page)
  await hand.page.screenshot({ path: join('shots/quick-reply', `${name}.png`) })
}

const sampleOf = (folder: string, name: string, kind: 'image' | 'document'): string => {
  const file = join(folder, name)
  writeFileSync(file, makeSampleFile(kind).bytes)
  return file
}

test('makes a quick reply of what was said, with files and a product that follow it once', async ({ hand, folder }) => {
  await openChatOf(hand, '陳美玲')
  await write(hand, WORDS)
  await hand.click(ownBubbles(hand).last().getByTestId('inbox-bubble-menu'))
  await hand.click('menu-message-save-reply')
  await expect(hand.at('quick-reply-dialog-text')).toHaveValue(WORDS)
  await hand.type('quick-reply-dialog-title', 'Spring list')
  await hand.type('quick-reply-dialog-shortcut', 'spring')
  await hand.at('quick-reply-dialog-text').focus()
  await picture(hand, 'text-with-focus')
  await hand.at('quick-reply-dialog-files').setInputFiles([sampleOf(folder, 'list.pdf', 'document'), sampleOf(folder, 'shop.jpg', 'image')])
  await expect(hand.at('quick-reply-dialog-file')).toHaveCount(2)
  await hand.choose('quick-reply-dialog-product', '凍頂烏龍')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('quick-reply-dialog-save')
  await expect(hand.at('quick-reply-dialog')).toBeHidden()

  await hand.at('inbox-composer-text').focus()
  await hand.page.keyboard.type('/spring')
  await expect(hand.at('inbox-quick-row').first()).toContainText('spring')
  await hand.press('Enter')
  await expect(hand.at('inbox-composer-text')).toHaveValue(WORDS)
  await expect(hand.at('inbox-composer-follows-file')).toHaveCount(2)
  await hand.click(hand.at('inbox-composer-follows-file').first().getByRole('button'))
  await hand.at('inbox-composer-text').focus()
  await hand.press('Enter')
  // The words again, the photo, and the product; the price list was left out.
  await expect(ownBubbles(hand)).toHaveCount(4)
  await expect(hand.page.locator('[data-testid="inbox-bubble"][data-kind="media"]:not([data-state="received"])')).toHaveCount(1)
  // What followed one quick reply does not follow the next words.
  await write(hand, 'Anything else?')
  await expect(ownBubbles(hand)).toHaveCount(5)
  await expect(hand.at('inbox-composer-follows')).toBeHidden()
  for (const at of [1, 2, 3]) await expect(ownBubbles(hand).nth(at)).toHaveAttribute('data-state', /sent|delivered|read/)
})

test('writes all quick replies into a table and brings a changed one back, first looked at', async ({ hand, shop, folder }) => {
  const target = join(folder, 'replies.csv')
  await answerSaveDialog(shop.app, target)
  await answerOpenDialog(shop.app, target)
  await openQuickReplies(hand)
  await hand.click('quick-replies-export')
  await expect(hand.at('app-toast').last()).toContainText('Files are not in it')
  const text = readFileSync(target, 'utf8')
  expect(text).toContain('"hours","Opening hours","en","We are open every day')
  writeFileSync(
    target,
    `${text.replace('We are open every day from 10:00 to 21:00.', 'We are open from noon.')}"fresh","","en","New leaves",""\r\n`,
  )
  await hand.click('quick-replies-import')
  await hand.click('quick-reply-import-choose')
  await expect(hand.at('quick-reply-import-outlook')).toContainText('1 new, 1 changed')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('quick-reply-import-finish')
  await expect(hand.at('quick-reply-import')).toBeHidden()
  await expect(hand.at('quick-replies-table')).toContainText('We are open from noon.')
  await expect(hand.at('quick-replies-table')).toContainText('New leaves')
})

test('says of orders what the shop wants, changes one, notes its day, and declines another', async ({ hand, shop }) => {
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? (status.value?.baseUrl ?? '') : ''}/simulator`
  const people = (await (await fetch(`${base}/people?limit=12`)).json()) as { readonly data: readonly { readonly digits: string }[] }
  const order = async (at: number, text: string): Promise<void> => {
    const items = [{ retailerId: 'TEA-001', quantity: 2, price: 480 }]
    const body = JSON.stringify({ from: `+${people.data[at]?.digits ?? ''}`, items, text })
    await fetch(`${base}/events/order`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  }
  await openQuickReplies(hand)
  await hand.click('quick-replies-order-words')
  await hand.choose('order-words-notice', 'Order declined')
  for (const language of ['en', 'zh-TW', 'zh-CN']) await hand.type(`order-words-${language}`, 'We are sorry, this one is gone.')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('order-words-save')
  await order(9, 'For Sunday, please')
  await order(10, 'The last one?')
  await hand.click('sidebar-inbox')
  await openChatOf(hand, 'For Sunday')
  await hand.click('inbox-order-change')
  await hand.type('order-act-quantity-0', '1')
  await hand.type('order-act-note', 'Only one is left')
  await expect(hand.at('order-act-text')).toHaveValue(/480[\s\S]*Only one is left/)
  await hand.click('order-act-confirm')
  await expect(hand.at('inbox-order')).toHaveAttribute('data-state', 'changed')
  await expect(ownBubbles(hand).last()).toContainText('Only one is left')
  await hand.click('inbox-order-more')
  await hand.click('menu-inbox-order-due')
  await hand.type('order-act-due', '2027-12-24')
  await hand.click('order-act-confirm')
  await expect(hand.at('order-act')).toBeHidden()
  await expect(hand.at('inbox-order')).toContainText(/Dec(ember)? 24|24 Dec/)
  await openChatOf(hand, 'The last one?')
  await hand.click('inbox-order-decline')
  await expect(hand.at('order-act-text')).toHaveValue('We are sorry, this one is gone.')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('order-act-confirm')
  await expect(hand.at('inbox-order')).toHaveAttribute('data-state', 'declined')
  await expect(ownBubbles(hand).last()).toContainText('this one is gone')
})

test('at twice the size no row is squeezed to a column of letters, and the search scrolls away with the table', async ({ hand, shop }) => {
  const zoom = (factor: number): Promise<void> =>
    shop.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted), factor)
  const squeezed = (rows: Element[]): number => rows.filter((row) => row.getBoundingClientRect().height > 160).length
  await openQuickReplies(hand)
  await zoom(2)
  try {
    await expect.poll(() => hand.page.evaluate(() => innerWidth)).toBeLessThan(900)
    expect(await hand.at('quick-replies-table-row').evaluateAll(squeezed)).toBe(0)
    await hand.at('quick-replies-table-row').last().scrollIntoViewIfNeeded()
    await expect(hand.at('quick-replies-search')).not.toBeInViewport()
    await expect(hand.at('quick-replies-new')).toBeInViewport()
    expect(await hand.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  } finally {
    await zoom(1)
  }
})
