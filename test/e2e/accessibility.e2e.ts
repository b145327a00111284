import { expect } from '@playwright/test'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import { openChatOf, sharedDemoTest as test, type Hand } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const screens: readonly (readonly [string, (hand: Hand) => Promise<void>])[] = [
  ['inbox', (hand) => openChatOf(hand, '陳美玲')],
  [
    'quick replies in the composer',
    async (hand) => {
      await openChatOf(hand, '陳美玲')
      await hand.at('inbox-composer-text').focus()
      await hand.page.keyboard.type('/')
      await hand.see('inbox-quick-row')
    },
  ],
  ['closed window', (hand) => openChatOf(hand, 'Murni')],
  ['customers', (hand) => hand.click('sidebar-customers')],
  [
    'customer',
    async (hand) => {
      await hand.click('sidebar-customers')
      await hand.click('customer-list-open')
      await hand.see('customer-detail')
    },
  ],
  [
    'erase dialog',
    async (hand) => {
      await openChatOf(hand, '陳美玲')
      await hand.click('inbox-card-erase')
      await hand.see('customer-erase-digits')
    },
  ],
  ['templates', (hand) => hand.click('sidebar-templates')],
  ['catalog', (hand) => hand.click('sidebar-catalog')],
  [
    'settings while each of its buttons is busy',
    async (hand) => {
      await hand.click('sidebar-settings')
      await hand.see('connection-check')
      await hand.page.evaluate(() => {
        for (const button of document.querySelectorAll('button')) button.dataset['busy'] = ''
      })
    },
  ],
  ['coupons', (hand) => hand.click('sidebar-coupons')],
  [
    'coupon',
    async (hand) => {
      await hand.click('sidebar-coupons')
      await hand.click(hand.page.getByRole('link', { name: 'Autumn tea' }))
      await hand.see('coupon-terms')
    },
  ],
  [
    'till',
    async (hand) => {
      await hand.press('Control+Shift+KeyR')
      await expect(hand.at('coupon-till-code')).toBeFocused()
      await hand.page.keyboard.type('TEA15')
      await hand.press('Enter')
      await hand.see('coupon-till-verdict')
    },
  ],
  [
    'new raffle with its fields refused',
    async (hand) => {
      await hand.click('sidebar-coupons')
      await hand.click('coupons-tab-raffles')
      await hand.click('raffles-new')
      await hand.click('raffle-dialog-entry-group')
      await hand.click('raffle-dialog-save')
    },
  ],
  [
    'reports',
    async (hand) => {
      await hand.click('sidebar-reports')
      await hand.see('report-hours')
    },
  ],
  ['broadcasts', (hand) => hand.click('sidebar-broadcasts')],
  [
    'wizard: audience',
    async (hand) => {
      await hand.click('sidebar-broadcasts')
      await hand.click('broadcast-list-new')
      await expect(hand.at('broadcast-audience-verdict-goes')).toBeVisible()
    },
  ],
]

for (const locale of ['zh-TW', 'en'] as const) {
  test(`has nothing that axe objects to, light and dark, in ${locale}`, async ({ hand, shop }) => {
    await wear(shop, { locale, theme: 'light' })
    await shop.call('coupon.save', { name: 'Autumn tea', codes: 'shared', sharedCode: 'TEA15', value: { kind: 'percent', percent: 15 } })
    const found: string[] = []
    const keep = (name: string, lines: readonly string[]): void => void found.push(...lines.map((line) => `${name}: ${line}`))
    for (const [name, open] of screens) {
      await hand.page.keyboard.press('Escape')
      await hand.click('sidebar-inbox')
      await open(hand)
      keep(name, await violationsOf(hand.page))
      await wear(shop, { locale, theme: 'dark' })
      keep(`${name} in the dark`, await colourViolationsOf(hand.page))
      await wear(shop, { locale, theme: 'light' })
    }
    expect(found).toEqual([])
  })
}
