import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { hearFrom, openChatOf, ownBubbles, sharedDemoTest as test, withinClicks, type Hand } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const row = (hand: Hand, words: string) => hand.at('inbox-list-row').filter({ hasText: words })
const toast = (hand: Hand) => hand.at('app-toast').last()

test('gives a chat to me, puts it to rest, closes it, and takes each of them back, by keys and by mouse', async ({ hand }) => {
  await openChatOf(hand, '陳美玲')
  await hand.press('Control+Shift+KeyA')
  await expect(hand.at('menu-assign-me')).toBeFocused()
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
  await hand.see('app-toast-action')
  await hand.press('Control+KeyZ')
  await expect(row(hand, '陳美玲')).toHaveCount(0)
})

/** Lets the shop take this long to say who its people are. */
const peopleAfter = (shop: OpenApp, delayMs: number): Promise<void> =>
  shop.app.evaluate(({ ipcMain }, wantedMs) => {
    // Electron's types leave this table out.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (event: unknown, ...given: unknown[]) => unknown>
    const handle = Reflect.get(globalThis, 'promptCall') ?? handlers.get('shopbell:call')
    Reflect.set(globalThis, 'promptCall', handle)
    handlers.set('shopbell:call', async (event, name, input) => {
      if (name === 'staff.list') await new Promise((resolve) => setTimeout(resolve, wantedMs))
      return handle(event, name, input)
    })
  }, delayMs)

test('gives a chat to me by keys pressed before the shop has said who there is', async ({ hand, shop }) => {
  await peopleAfter(shop, 500)
  await openChatOf(hand, '陳美玲')
  await hand.press('Control+Shift+KeyA')
  await expect(hand.at('menu-assign-me')).toBeFocused()
  await hand.press('Enter')
  await expect(hand.at('inbox-filter-mine')).toContainText('1')
  await hand.click(toast(hand).getByTestId('app-toast-action'))
  await expect(hand.at('inbox-filter-mine')).toContainText('0')
  await peopleAfter(shop, 0)
})

test('keeps a note in the shop, quotes a message, reacts, and takes a held reply back', async ({ hand, shop }) => {
  await openChatOf(hand, '陳美玲')
  await hand.press('Control+Shift+KeyM')
  await expect(hand.at('inbox-note-text')).toBeFocused()
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
  await expect(hand.at('menu-message-quote')).toBeFocused()
  await hand.press('Enter')
  await hand.see('inbox-composer-quote')
  await expect(hand.at('inbox-composer-text')).toBeFocused()
  // The window hears of a habit a moment after main has kept it; by the theme one sees that it has heard.
  await wear(shop, { theme: 'dark', undoSendMs: 10_000 })
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
    await expect(hand.at('inbox-list-search')).toBeFocused()
    await hand.page.keyboard.insertText(part)
    await expect(row(hand, '陳美玲').locator('mark')).toHaveText(part)
  }
  await hand.press('Enter')
  await expect(hand.at('inbox-conversation-name')).toHaveText('陳美玲')
  withinClicks(hand, 0)
  await hand.type('inbox-list-search', '凍頂')
  await hand.see('inbox-search-message')
  // The people found before stand first until the new answer is there.
  await expect(hand.at('inbox-list-row')).toHaveCount(0)
  await hand.press('Enter')
  await expect(hand.page).toHaveURL(/\/at\/msg_/)
  await expect(hand.page.locator('[data-testid="inbox-bubble"]', { hasText: '凍頂烏龍' }).first()).toBeInViewport()
  await hand.at('inbox-composer-text').focus()
  await hand.press('Control+KeyF')
  await expect(hand.at('inbox-find-text')).toBeFocused()
  await hand.page.keyboard.insertText('烏龍')
  await expect(hand.at('inbox-find-count')).toHaveText(/^0 of [1-9]/)
  await hand.press('Control+KeyG')
  await expect(hand.at('inbox-find-count')).toHaveText(/^1 of [1-9]/)
})

test('answers the newest unread with four keys, does not send while Chinese is composed, and writes by keys when the window is closed', async ({
  hand,
  shop,
}) => {
  await hearFrom(hand, shop, '886955131004')
  hand.startCounting()
  await hand.press('Alt+Shift+ArrowDown')
  await expect(hand.at('inbox-composer-text')).toBeFocused()
  await hand.press('Control+KeyJ')
  await hand.see('inbox-quick-row')
  await hand.press('Enter')
  await expect(hand.at('inbox-quick')).toBeHidden()
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
  await expect(hand.at('palette-input')).toBeFocused()
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

test('the palette does by Enter what stands first, also after a slip was taken back, and what the arrows chose', async ({ hand }) => {
  const first = hand.at('palette-entry').first()
  const type = async (words: string): Promise<void> => {
    await hand.press('Control+KeyK')
    await expect(hand.at('palette-input')).toBeFocused()
    await hand.page.keyboard.type(words)
  }
  await type('Ana Souzas')
  await expect(hand.at('palette-entry')).toHaveCount(0)
  await hand.press('Backspace')
  await expect(first).toContainText('Ana Souza')
  await hand.press('Enter')
  await expect(hand.at('inbox-conversation-name')).toHaveText('Ana Souza')

  await type('go to')
  await expect(first).toContainText('Go to')
  await expect(hand.at('palette-entry').filter({ hasText: 'tea_coupon_2026' })).toHaveCount(1)
  await expect(hand.at('palette-entry').filter({ hasText: 'Go to Templates' })).toHaveCount(1)
  const second = await hand.at('palette-entry').nth(1).getAttribute('data-key')
  await hand.press('ArrowDown')
  await expect(hand.page.locator('[data-testid=palette-entry][data-focused]')).toHaveAttribute('data-key', second ?? '')
  await hand.press('Enter')
  await expect(hand.at('palette')).toHaveCount(0)
  await expect(hand.at('inbox-conversation-name')).toHaveCount(0)
})

test('chooses which files come by themselves, and lets a blocked customer write again, by keys alone', async ({ hand, shop }) => {
  await openChatOf(hand, '陳美玲')
  const chats = await shop.call('inbox.list', { search: '陳美玲' })
  const customerId = chats.ok ? chats.value.conversations[0]?.customerId : undefined
  const blocked = await shop.call('inbox.setBlocked', { customerId: customerId ?? '', blocked: true })
  expect(blocked.ok).toBe(true)
  await hand.at('inbox-filter-more').focus()
  await hand.press('Enter')
  await hand.see('menu-settings')
  await expect(hand.page.locator('[role=menu] :focus')).toHaveCount(1)
  await hand.press('End')
  await expect(hand.at('menu-settings')).toBeFocused()
  await hand.press('Enter')
  await hand.see('inbox-settings-blocked')
  await hand.at('inbox-settings-fetch').focus()
  await hand.press('Enter')
  await expect(hand.page.locator('[role=listbox] :focus, [role=listbox]:focus')).toHaveCount(1)
  await hand.press('End')
  await hand.press('Enter')
  await expect.poll(async () => shop.call('media.settings', {})).toMatchObject({ value: { automaticBytes: 104_857_600 } })
  await hand.at('inbox-settings-unblock').focus()
  await hand.press('Enter')
  await expect(hand.at('inbox-settings-blocked')).toHaveCount(0)
  await hand.press('Escape')
  await expect(hand.at('inbox-settings')).toHaveCount(0)
  const row = await shop.call('inbox.list', { search: '陳美玲' })
  expect(row).toMatchObject({ value: { conversations: [{ blocked: false }] } })
})
