import { expect } from '@playwright/test'
import { answerWithQuickReply, openChatOf, openNewChat, ownBubbles, sharedDemoTest as test, withinClicks } from '../support/hand/index.ts'

test('answers the newest unread customer with a quick reply in at most four clicks', async ({ hand }) => {
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-composer-text')
  await hand.page.keyboard.type('/')
  await hand.click(hand.at('inbox-quick-row').first())
  await hand.click('inbox-composer-send')
  await expect(ownBubbles(hand)).toHaveCount(1)
  withinClicks(hand, 4)
})

test('answers by keys alone, with the slash of any keyboard', async ({ hand, shop }) => {
  await openNewChat(hand, shop, '886955130002')
  for (const [count, slash] of [
    [1, '／'],
    [2, '、'],
  ] as const) {
    await hand.at('inbox-composer-text').focus()
    await hand.page.keyboard.insertText(slash)
    await hand.see('inbox-quick-row')
    await hand.press('Enter')
    await expect(hand.at('inbox-quick')).toBeHidden()
    await hand.press('Enter')
    await expect(ownBubbles(hand)).toHaveCount(count)
  }
  expect(shop.pageErrors).toEqual([])
})

test('sends two products in at most five clicks', async ({ hand, shop }) => {
  await openNewChat(hand, shop, '886955130003')
  await hand.click('inbox-composer-product')
  await hand.click(hand.at('product-picker-tick').nth(0))
  await hand.click(hand.at('product-picker-tick').nth(1))
  await hand.click('product-picker-send')
  await expect(ownBubbles(hand)).toHaveCount(1)
  withinClicks(hand, 5)
})

test('takes the answer as far as delivered, and says so in words', async ({ hand, shop }) => {
  await openNewChat(hand, shop, '886955130004')
  await answerWithQuickReply(hand, '')
  await expect(ownBubbles(hand)).toHaveAttribute('aria-label', /delivered|read/i)
})

test('does not send while Chinese is being composed', async ({ hand, shop }) => {
  await openNewChat(hand, shop, '886955130005')
  await hand.at('inbox-composer-text').focus()
  const session = await shop.page.context().newCDPSession(shop.page)
  await session.send('Input.imeSetComposition', { text: 'ㄓㄨㄥ', selectionStart: 3, selectionEnd: 3 })
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', windowsVirtualKeyCode: 229, key: 'Process', code: 'Enter' })
  await session.send('Input.insertText', { text: '中秋' })
  await expect(hand.at('inbox-composer-text')).toHaveValue('中秋')
  await expect(ownBubbles(hand)).toHaveCount(0)
})

test('keeps a draft over leaving the chat, and offers a template in the place of the box when the window is closed', async ({ hand }) => {
  await openChatOf(hand, '陳美玲')
  await hand.type('inbox-composer-text', '您好，凍頂烏龍到貨了')
  await openChatOf(hand, 'Murni')
  await hand.see('inbox-template')
  await expect(hand.at('inbox-composer-text')).toHaveCount(0)
  await expect(hand.at('inbox-template-facts')).toContainText(/US\$|NT\$|\$/)
  await openChatOf(hand, '陳美玲')
  await expect(hand.at('inbox-composer-text')).toHaveValue('您好，凍頂烏龍到貨了')
})

test('writes to somebody whose window closed in at most three clicks', async ({ hand }) => {
  await openChatOf(hand, 'Murni')
  // The name is filled in; what she asked about nobody can know.
  await hand.click(hand.at('inbox-template-field').nth(1))
  await hand.page.keyboard.type('Dongding oolong')
  await hand.click('inbox-template-send')
  await expect(ownBubbles(hand).last()).toContainText('Dongding oolong')
  await expect(ownBubbles(hand).last()).toHaveAttribute('aria-label', /sent|delivered|read/i)
  withinClicks(hand, 3)
})

test('finds a chat by one Chinese character and by the last digits', async ({ hand }) => {
  for (const part of ['玲', '678']) {
    await hand.type('inbox-list-search', part)
    await expect(hand.at('inbox-list-row').filter({ hasText: '陳美玲' })).toBeVisible()
  }
})
