import { expect } from '@playwright/test'
import { demoTest as test, openChatOf, ownBubbles, withinClicks, type Hand } from '../support/hand/index.ts'

const row = (hand: Hand, words: string) => hand.at('inbox-list-row').filter({ hasText: words })
const toast = (hand: Hand) => hand.at('app-toast').last()

test('gives a chat to me, puts it to rest, closes it, and takes each of them back, by keys and by mouse', async ({ hand }) => {
  await openChatOf(hand, '陳美玲')
  await hand.press('Control+Shift+KeyA')
  await hand.press('Enter')
  await expect(hand.at('inbox-filter-mine')).toContainText('1')
  await hand.click(toast(hand).getByTestId('app-toast-action'))
  await expect(hand.at('inbox-filter-mine')).toContainText('0')

  await hand.click('inbox-conversation-snooze')
  await hand.click('menu-snooze-tomorrow')
  await expect(row(hand, '陳美玲')).toHaveCount(0)
  await hand.click('inbox-filter-more')
  await hand.click('menu-filter-snoozed')
  await expect(row(hand, '陳美玲')).toHaveCount(1)
  await hand.click(toast(hand).getByTestId('app-toast-action'))
  await expect(row(hand, '陳美玲')).toHaveCount(0)
  await expect(hand.at('inbox-conversation-name')).toHaveText('陳美玲')

  await hand.press('Control+Shift+KeyE')
  await hand.click('inbox-filter-closed')
  await expect(row(hand, '陳美玲')).toHaveCount(1)
  await hand.press('Control+KeyZ')
  await expect(row(hand, '陳美玲')).toHaveCount(0)
})

test('keeps a note in the shop, quotes a message, reacts, and takes a held reply back', async ({ hand, shop }) => {
  await openChatOf(hand, '陳美玲')
  await hand.press('Control+Shift+KeyM')
  await hand.page.keyboard.type('likes it light')
  await hand.press('Enter')
  const note = hand.page.locator('[data-testid="inbox-bubble"][data-kind="note"]')
  await expect(note).toHaveAttribute('aria-label', /only for your staff/)
  await hand.click(toast(hand).getByTestId('app-toast-action'))
  await expect(note).toHaveCount(0)

  // By keys: up from the box to the last message, its menu, the first thing in it.
  await hand.at('inbox-log').focus()
  await hand.press('ArrowUp')
  await hand.press('Enter')
  await hand.press('Enter')
  await hand.see('inbox-composer-quote')
  await expect(hand.at('inbox-composer-text')).toBeFocused()
  await shop.call('shell.setPreferences', { undoSendMs: 10_000 })
  await hand.page.keyboard.type('有的')
  await hand.press('Enter')
  const held = hand.page.locator('[data-testid="inbox-bubble"][data-state="held"]')
  // Which message was the last depends on how fast the customer types.
  await expect(held.getByTestId('inbox-bubble-quote')).toHaveText(/\S/)
  await hand.press('Escape')
  await expect(hand.at('inbox-composer-text')).toHaveValue('有的')
  await expect(held).toHaveCount(0)

  await hand.click(hand.at('inbox-bubble-menu').first())
  await hand.click('menu-message-react')
  await hand.click('inbox-react-emoji')
  await expect(hand.at('inbox-bubble-reaction').first()).toHaveText('👍')
})

test('finds a customer by one Chinese character and by the last digits, and a message in its place, by keys alone', async ({ hand }) => {
  await hand.see('inbox-list-row')
  for (const part of ['玲', '678']) {
    await hand.press('Control+KeyF')
    await hand.page.keyboard.insertText(part)
    await expect(row(hand, '陳美玲').locator('mark')).toHaveText(part)
  }
  await hand.press('Enter')
  await expect(hand.at('inbox-conversation-name')).toHaveText('陳美玲')
  withinClicks(hand, 0)
  await hand.type('inbox-list-search', '凍頂')
  await hand.see('inbox-search-message')
  await hand.press('Enter')
  await expect(hand.page.locator('[data-testid="inbox-bubble"]', { hasText: '凍頂烏龍' }).first()).toBeInViewport()
  expect(hand.page.url()).toMatch(/\/at\/msg_/)
  await hand.at('inbox-composer-text').focus()
  await hand.press('Control+KeyF')
  await hand.page.keyboard.insertText('烏龍')
  await hand.press('Control+KeyG')
  await expect(hand.at('inbox-find-count')).toContainText('1')
})

test('answers the newest unread with four keys, does not send while Chinese is composed, and writes by keys when the window is closed', async ({
  hand,
  shop,
}) => {
  await hand.see('inbox-list-row')
  hand.startCounting()
  await hand.press('Alt+Shift+ArrowDown')
  await expect(hand.at('inbox-composer-text')).toBeFocused()
  await hand.press('Control+KeyJ')
  await hand.see('inbox-quick')
  await hand.press('Enter')
  await hand.press('Enter')
  await expect(ownBubbles(hand)).toHaveCount(1)
  expect(hand.counted()).toEqual({ clicks: 0, keys: 4 })

  const session = await shop.page.context().newCDPSession(shop.page)
  await session.send('Input.imeSetComposition', { text: 'ㄓㄨㄥ', selectionStart: 3, selectionEnd: 3 })
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', windowsVirtualKeyCode: 229, key: 'Process', code: 'Enter' })
  await session.send('Input.insertText', { text: '中秋' })
  await expect(hand.at('inbox-composer-text')).toHaveValue('中秋')
  await expect(ownBubbles(hand)).toHaveCount(1)

  await hand.press('Control+KeyK')
  await hand.page.keyboard.insertText('Murni')
  await expect(hand.at('palette-entry').filter({ hasText: 'Murni' }).first()).toBeVisible()
  await hand.press('Enter')
  await hand.see('inbox-template')
  await hand.at('inbox-template-field').nth(1).focus()
  await hand.page.keyboard.type('Dongding oolong')
  await hand.at('inbox-template-send').focus()
  await hand.press('Enter')
  await expect(ownBubbles(hand).last()).toContainText('Dongding oolong')
})
