import { mkdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { demoTest, openChatOf, openNumberPage, ownBubbles, realNumberTest, type Hand } from '../support/hand/index.ts'
import { standStill, wear } from '../support/stand-still.ts'

/** A picture of what stands there in each theme, for people to look at. */
async function shoot(hand: Hand, shop: OpenApp, name: string): Promise<void> {
  mkdirSync('shots/order', { recursive: true })
  for (const [locale, theme] of [
    ['zh-TW', 'light'],
    ['zh-TW', 'dark'],
    ['en', 'light'],
  ] as const) {
    await wear(shop, { locale, theme })
    await standStill(hand.page)
    await hand.page.screenshot({ path: `shots/order/${name}-${locale}-${theme}.png` })
  }
}

demoTest(
  'answers by the initials of a quick reply in Zhuyin and in Pinyin, in the customer’s language, filled in',
  async ({ hand, shop }) => {
    const saved = await shop.call('quickReply.save', {
      shortcut: 'open',
      title: '營業時間',
      language: 'en',
      text: 'Hello {{name|there}}, open every day.',
      translations: [{ language: 'zh-TW', text: '{{name|您}}好，每天營業。' }],
    })
    expect(saved.ok).toBe(true)
    await openChatOf(hand, '陳美玲')
    for (const [count, initials] of [
      [1, 'ㄧㄧㄕㄐ'],
      [2, 'yysj'],
    ] as const) {
      await hand.at('inbox-composer-text').focus()
      await hand.page.keyboard.insertText(`/${initials}`)
      await hand.see('inbox-quick-row')
      if (count === 1) await shoot(hand, shop, 'quick-menu')
      await hand.press('Enter')
      await expect(hand.at('inbox-composer-text')).toHaveValue('陳美玲好，每天營業。')
      await hand.press('Enter')
      await expect(ownBubbles(hand)).toHaveCount(count)
    }
    await hand.click('sidebar-templates')
    await hand.click(
      hand.page
        .getByRole('tab', { name: '快速回覆' })
        .or(hand.page.getByRole('tab', { name: 'Quick replies' }))
        .first(),
    )
    await hand.click(hand.at('quick-replies-edit').first())
    await hand.type('quick-reply-dialog-text', 'Hello {{addressAs}}')
    await expect(hand.at('quick-reply-preview-unknown').locator('mark')).toHaveText('{{addressAs}}')
    expect(await violationsOf(hand.page)).toEqual([])
    await shoot(hand, shop, 'quick-dialog')
  },
)

realNumberTest('accepts a cart and tells of the parcel; both stand on the customer’s phone', async ({ shop, hand, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  const people = (await meta.control('GET', '/simulator/people?limit=1')) as { readonly data: readonly { readonly digits: string }[] }
  const from = `+${people.data[0]?.digits}`
  const items = [{ retailerId: 'TEA-001', quantity: 2, price: 480 }]
  await meta.control('POST', '/simulator/events/order', { from, items, text: 'For Sunday, please' })
  await hand.click('sidebar-inbox')
  await hand.click(hand.at('inbox-list-row').filter({ hasText: 'For Sunday' }))
  await expect(hand.at('inbox-order')).toHaveAttribute('data-state', 'new')
  await shoot(hand, shop, 'card-new')
  await hand.click('inbox-order-accept')
  await expect(hand.at('inbox-order')).toHaveAttribute('data-state', 'accepted')
  await hand.click('inbox-order-ship')
  await hand.type('order-act-tracking', '9012-3456')
  await expect(hand.at('order-act-text')).toHaveValue(/9012-3456/)
  expect(await violationsOf(hand.page)).toEqual([])
  await shoot(hand, shop, 'ship')
  await hand.click('order-act-confirm')
  await expect(hand.at('inbox-order')).toHaveAttribute('data-state', 'shipped')
  await expect(ownBubbles(hand)).toHaveCount(2)
  for (const index of [0, 1]) await expect(ownBubbles(hand).nth(index)).toHaveAttribute('data-state', /delivered|read/)
  const phone = JSON.stringify(await meta.control('GET', '/simulator/ledger'))
  expect(phone).toContain('9012-3456')
  expect(phone).toMatch(/960/)
  expect(await violationsOf(hand.page)).toEqual([])
  await shoot(hand, shop, 'card-shipped')
  await tunnel.close()
})
