import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { demoTest as test, openChatOf, type Hand } from '../support/hand/index.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds wrong, as short lines. Legacy mode, because the other one opens a page and Electron refuses that. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } })
    .analyze()
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`))
}

const screens: readonly (readonly [string, (hand: Hand) => Promise<void>])[] = [
  ['inbox', (hand) => openChatOf(hand, '陳美玲')],
  [
    'quick replies in the composer',
    async (hand) => {
      await openChatOf(hand, '陳美玲')
      await hand.at('inbox-composer-text').focus()
      await hand.page.keyboard.type('/')
      await hand.see('inbox-quick')
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
  ['settings', (hand) => hand.click('sidebar-settings')],
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
  for (const theme of ['light', 'dark'] as const) {
    test(`has nothing that axe objects to, in ${locale} and ${theme}`, async ({ hand, shop }) => {
      test.setTimeout(180_000)
      await shop.call('shell.setPreferences', { locale, theme })
      const found: string[] = []
      for (const [name, open] of screens) {
        await hand.page.keyboard.press('Escape')
        await hand.click('sidebar-inbox')
        await open(hand)
        // Colours fade for 120 ms; axe must not measure them on the way.
        await hand.page.waitForTimeout(300)
        found.push(...(await violationsOf(hand.page)).map((line) => `${name}: ${line}`))
      }
      expect(found).toEqual([])
    })
  }
}
