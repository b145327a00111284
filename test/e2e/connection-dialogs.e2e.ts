import { expect } from '@playwright/test'
import { readAppEnvironment, type OpenApp } from '../support/app/index.ts'
import {
  chooseOwnerPassword,
  loseKeychainKey,
  openChecks,
  openNumberPage,
  realNumberTest as test,
  seeCheck,
  shootConnection,
  tunnelOnScreen,
  type Hand,
} from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const connectionOf = async (shop: OpenApp) => {
  const status = await shop.call('connection.status', {})
  return status.ok ? status.value : null
}

const says = (hand: Hand, text: string): Promise<void> => expect(hand.at('app-toast').last()).toContainText(text)

test('takes a new app secret, shows nothing of it, and checks the way in again', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await hand.click('connection-change-app-secret')
  await expect(hand.at('connection-app-secret-dialog-save')).toBeDisabled()
  await hand.type('connection-app-secret-dialog-field', ` ${meta.facts.appSecret} `)
  await expect(hand.at('connection-app-secret-dialog-field')).toHaveAttribute('type', 'password')
  await shootConnection(hand, '15-app-secret')
  await hand.click('connection-app-secret-dialog-save')
  await says(hand, 'app secret')
  await expect(hand.at('connection-app-secret-dialog')).toBeHidden()
  await expect(hand.page.locator('body')).not.toContainText(meta.facts.appSecret)
  await seeCheck(hand, 'receiving', 'ok')
  await tunnel.close()
})

test('suggests the newest version, refuses what is none, and speaks the one that was chosen', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await hand.click('connection-change-version')
  await expect(hand.at('connection-version-field')).toHaveValue('v26.0')
  await hand.type('connection-version-field', 'latest')
  await hand.click('connection-version-save')
  await expect(hand.at('connection-version-dialog')).toContainText('v')
  await expect(hand.at('connection-version-field')).toHaveAttribute('aria-invalid', 'true')
  await shootConnection(hand, '16-version')
  await hand.type('connection-version-field', 'v24.0')
  await hand.click('connection-version-save')
  await expect(hand.at('connection-version-dialog')).toBeHidden()
  await expect(hand.at('connection-version')).toContainText('v24.0')
  await expect(hand.at('connection-version')).toContainText('2028')
  await tunnel.close()
})

test('puts another catalog of the account in place of one that is no longer linked', async ({ hand, shop, meta }) => {
  const tunnel = await openChecks(hand, shop, meta)
  await meta.control('POST', '/simulator/catalog', { linked: false })
  await hand.click('connection-check-catalog-again')
  await seeCheck(hand, 'catalog', 'failed')
  await hand.click('connection-fix-catalog')
  await hand.see(`connection-catalog-choice-${meta.facts.catalogId}`)
  await shootConnection(hand, '17-catalog')
  await meta.control('POST', '/simulator/catalog', { linked: true })
  await hand.click('connection-catalog-save')
  await expect(hand.at('connection-catalog-dialog')).toBeHidden()
  await seeCheck(hand, 'catalog', 'ok')
  await shop.call('connection.endSetup', {})
  await tunnel.close()
})

test('sends promotions by the marketing endpoint once its terms are accepted, and says so where they are not', async ({
  hand,
  shop,
  meta,
}) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  const isOn = async () => (await connectionOf(shop))?.marketingEndpoint
  await meta.control('POST', '/simulator/account', { marketingTerms: 'ELIGIBLE' })
  await hand.click('connection-marketing')
  await expect(hand.at('connection-marketing-error')).toBeVisible()
  await hand.at('connection-marketing').scrollIntoViewIfNeeded()
  await shootConnection(hand, '18-marketing-refused')
  expect(await isOn()).toBe(false)
  // The pane scrolls, never the window.
  expect(await hand.page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0)
  await meta.control('POST', '/simulator/account', { marketingTerms: 'ONBOARDED' })
  await hand.click('connection-marketing')
  await says(hand, 'service for offers')
  await expect(hand.at('connection-marketing-error')).toBeHidden()
  expect(await isOn()).toBe(true)
  await tunnel.close()
})

test('receives for this number alone when that is chosen, and shows the choice again', async ({ hand, shop, meta }) => {
  const first = await openNumberPage(hand, shop, meta)
  await hand.click('connection-change-receiving')
  const tunnel = await tunnelOnScreen(hand)
  await hand.type('connection-tunnel-address', tunnel.url)
  await hand.at('connection-level').first().locator('summary').click()
  await hand.click('connection-level-number')
  await shootConnection(hand, '19-number-only')
  await hand.click('connection-receiving-save')
  await expect(hand.at('connection-receiving-dialog')).toBeHidden()
  await seeCheck(hand, 'receiving', 'ok')
  expect((await connectionOf(shop))?.receiving).toMatchObject({ level: 'number', verified: true })
  await tunnel.close()
  await first.close()
})

test('opens a shop with its passphrase, and says when it is another one', async ({ hand, shop }) => {
  const made = await shop.call('shell.createShop', {
    shop: { name: 'Spring Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' },
    passphrase: 'a passphrase for tests',
  })
  expect(made.ok).toBe(true)
  await shop.call('shell.leaveVault', {})
  if (readAppEnvironment().hasKeyring) loseKeychainKey(shop)
  await hand.click('first-run-shop-open')
  await hand.type('unlock-passphrase', 'another passphrase')
  await hand.click('unlock-open')
  await expect(hand.at('unlock-error')).toBeVisible()
  await shootConnection(hand, '20-passphrase')
  await hand.type('unlock-passphrase', 'a passphrase for tests')
  await hand.click('unlock-open')
  await chooseOwnerPassword(hand)
  await hand.see('sidebar-settings')
})

test('fits a small window, in three languages', async ({ hand, shop, meta }) => {
  const tunnel = await openChecks(hand, shop, meta)
  await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  await expect.poll(() => hand.page.evaluate(() => innerWidth)).toBe(1024)
  const tooWide: string[] = []
  const look = async (where: string): Promise<void> => {
    for (const [locale, theme] of [
      ['en', 'light'],
      ['zh-CN', 'light'],
      ['zh-TW', 'dark'],
    ] as const) {
      await wear(shop, { locale, theme })
      await shootConnection(hand, `small-${where}-${locale}`)
      const isWide = await hand.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      if (isWide) tooWide.push(`${where} ${locale}`)
    }
  }
  await look('checks')
  await hand.click('connection-rail-account')
  await hand.click('connection-account-replace')
  await look('account')
  await hand.click('connection-rail-number')
  await look('number')
  await hand.click('connection-rail-live')
  await hand.see('connection-qr')
  await look('live')
  await shop.call('connection.endSetup', {})
  await hand.click('sidebar-settings')
  await hand.see('connection-key-card')
  await look('page')
  for (const [name, part] of [
    ['page-key', 'connection-key-card'],
    ['page-fields', 'connection-fields'],
    ['page-offers', 'connection-offers'],
  ] as const) {
    await hand.at(part).scrollIntoViewIfNeeded()
    await look(name)
  }
  await hand.click('connection-change-receiving')
  await look('receiving')
  await hand.press('Escape')
  await hand.click('connection-disconnect')
  await look('disconnect')
  await hand.press('Escape')
  await hand.click('settings-prices')
  await hand.see('prices-table')
  await look('prices')
  expect(tooWide).toEqual([])
  await tunnel.close()
})
