import { expect } from '@playwright/test'
import { TOTP, Secret } from 'otpauth'
import { appTest as test, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import {
  OWNER_PASSWORD,
  chooseOwnerPassword,
  demoTest as viewerTest,
  handOn,
  lockShop,
  makeShop,
  signOwnerIn,
  type Hand,
} from '../support/hand/index.ts'
import { standStill } from '../support/stand-still.ts'

const CANARY = 'Lantern Canary'
const PHONE = '+886912345678'
const FIRST = 'a first one to change'
const VIEWER = 'Vera'
const OWN = 'violet kettle hums softly'

/** A shop with one customer, whose owner is signed in. */
async function shopWithCustomer(shop: OpenApp): Promise<Hand> {
  await shop.call('shell.setPreferences', { locale: 'en' })
  await makeShop(shop)
  const saved = await shop.call('customer.save', { name: CANARY, phone: PHONE })
  expect(saved.ok).toBe(true)
  return handOn(shop.page)
}

type Role = 'staff' | 'viewer'

/** Gives somebody of this role a password, and signs them in with one of their own. */
async function signInAs(shop: OpenApp, hand: Hand, name: string, role: Role): Promise<void> {
  const saved = await shop.call('staff.save', { name, role })
  if (!saved.ok) throw new Error(saved.error.code)
  expect((await shop.call('staff.setPassword', { staffId: saved.value.staffId, password: FIRST })).ok).toBe(true)
  await lockShop(hand)
  await hand.choose('lock-person', name)
  await hand.type('lock-password', FIRST)
  await hand.click('lock-sign-in')
  await hand.see('first-password')
  await chooseOwn(hand)
}

/** Puts a password of one's own in the place of the first one. */
async function chooseOwn(hand: Hand): Promise<void> {
  await hand.type('session-new-password', OWN)
  await hand.type('session-new-password-again', OWN)
  await hand.click('first-password-save')
  await expect(hand.at('who-is-here')).toBeVisible()
}

/** Names of the links that begin with these letters, from top to bottom. */
const links = (hand: Hand, start: string): Promise<string[]> =>
  hand.page.locator(`a[data-testid^="${start}"]`).evaluateAll((all) => all.map((link) => link.getAttribute('data-testid') ?? ''))

const content = (hand: Hand): Promise<string> => hand.page.evaluate(() => document.documentElement.outerHTML)

test('R-11: a new shop asks for the owner’s password at once, and refuses one that everybody uses', async ({ shop }) => {
  await shop.call('shell.setPreferences', { locale: 'en' })
  const hand = handOn(shop.page)
  await hand.click('first-run-connect-start')
  await hand.type('create-shop-name', 'Spring Tea')
  if (await hand.at('create-shop-passphrase').isVisible()) {
    await hand.type('create-shop-passphrase', 'a passphrase for tests')
    await hand.type('create-shop-passphrase-again', 'a passphrase for tests')
  }
  await hand.click('create-shop-make')
  await hand.see('first-password')
  await expect(hand.at('sidebar')).toHaveCount(0)
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.type('session-new-password', 'springtea2026')
  await hand.type('session-new-password-again', 'springtea2026')
  await hand.click('first-password-save')
  await expect(hand.at('first-password-error')).toHaveAttribute('data-code', 'password-common')
  await chooseOwnerPassword(hand)
  await hand.see('who-is-here')
  await hand.see('connection-step-account')
  // Closing the shop leads to the first screen in the same page: it is not loaded anew.
  await hand.page.evaluate(() => document.documentElement.setAttribute('data-same-page', ''))
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.click('vault-leave')
  await hand.click('first-run-shop-open')
  await signOwnerIn(hand)
  await hand.see('who-is-here')
  expect(await content(hand)).toContain('data-same-page')
})

test('R-07: the lock leaves nothing of a customer in the window, and reads nothing until somebody signs in', async ({ shop }) => {
  const hand = await shopWithCustomer(shop)
  await hand.click('sidebar-customers')
  await expect(hand.page.getByText(CANARY).first()).toBeVisible()
  await lockShop(hand)
  const html = await content(hand)
  for (const secret of [CANARY, '345 678', '345678']) expect(html).not.toContain(secret)
  expect(await violationsOf(hand.page)).toEqual([])
  expect(await shop.call('customer.list', {})).toMatchObject({ ok: false, error: { code: 'locked' } })
  await hand.type('lock-password', 'not the right words')
  await hand.click('lock-sign-in')
  await expect(hand.at('lock-error')).toHaveAttribute('data-code', 'sign-in-wrong')
  await signOwnerIn(hand)
  await expect(hand.page.getByText(CANARY).first()).toBeVisible()
})

test('a person of the staff gets a password, chooses an own one, and sees no whole number', async ({ shop }) => {
  const hand = await shopWithCustomer(shop)
  await hand.click('sidebar-settings')
  await hand.click('settings-people')
  await hand.click('people-add')
  await hand.type('person-name', 'Jun')
  await hand.click('person-save')
  await hand.click('person-password')
  await hand.type('session-new-password', FIRST)
  await hand.type('session-new-password-again', FIRST)
  await hand.click('give-password-save')
  await expect(hand.at('give-password')).toHaveCount(0)
  await lockShop(hand, () => hand.click('lock-now'))
  await hand.choose('lock-person', 'Jun')
  await hand.type('lock-password', FIRST)
  await hand.click('lock-sign-in')
  await hand.see('first-password')
  await chooseOwn(hand)
  await hand.click('sidebar-customers')
  await expect(hand.page.getByText('+886 ••• 678').first()).toBeVisible()
  expect(await content(hand)).not.toMatch(/912[ ]?345[ ]?678/u)
  // What they may not do is not there: people are added and edited, not imported, copied or erased, and nobody but the owner connects.
  await expect(hand.at('customer-list-add')).toBeVisible()
  await expect(hand.at('customer-list-import')).toHaveCount(0)
  await hand.click(hand.page.getByText(CANARY).first())
  await hand.see('customer-detail-edit')
  for (const act of ['customer-detail-export', 'customer-detail-erase', 'customer-detail-more']) await expect(hand.at(act)).toHaveCount(0)
  await expect(hand.at('link-strip')).toHaveCount(0)
  await hand.click('sidebar-settings')
  await hand.see('connection-none')
  await expect(hand.at('connection-start')).toHaveCount(0)
  const theirs = ['connection', 'profile', 'appearance', 'prices', 'broadcasts', 'people', 'about']
  expect(await links(hand, 'settings-')).toEqual(theirs.map((page) => `settings-${page}`))
  await hand.click('settings-people')
  await hand.see('own-access')
  await expect(hand.at('people-add')).toHaveCount(0)
  expect(await shop.call('customer.list', { search: '34567' })).toMatchObject({ ok: false, error: { code: 'role-too-low' } })
})

viewerTest('a viewer looks at everything that is theirs to see, and nowhere is anything refused', async ({ shop, hand }) => {
  expect((await shop.call('session.setPassword', { newPassword: OWNER_PASSWORD })).ok).toBe(true)
  await signInAs(shop, hand, VIEWER, 'viewer')
  const noTrouble = async (place: string): Promise<void> => {
    await standStill(hand.page)
    await expect(hand.page.locator('main [aria-busy="true"]')).toHaveCount(0)
    expect(await hand.page.locator('section[data-code]').count(), place).toBe(0)
  }
  const sections = (await links(hand, 'sidebar-')).filter((name) => name !== 'sidebar-link-state')
  expect(sections).toHaveLength(8)
  for (const section of sections) {
    await hand.click(section)
    await noTrouble(section)
  }
  for (const page of await links(hand, 'settings-')) {
    await hand.click(page)
    await noTrouble(page)
  }
  // Where nothing is yet, nobody is invited to what they may not do.
  await hand.click('sidebar-broadcasts')
  await expect(hand.at('broadcast-list-empty')).toHaveText('No broadcasts yet.')
  await hand.click('sidebar-coupons')
  await expect(hand.at('coupons-empty')).toHaveText('No coupons yet.')
  await hand.click('coupons-tab-raffles')
  await expect(hand.at('raffles-empty')).toHaveText('No raffles yet.')
  await hand.click('sidebar-inbox')
  await hand.click('inbox-list-row')
  await hand.see('inbox-conversation')
  await noTrouble('chat')
  await hand.click('sidebar-customers')
  await hand.click('customer-list-open')
  await hand.see('customer-timeline')
  await noTrouble('customer')
  await hand.click('sidebar-catalog')
  await hand.click('catalog-product-open')
  await expect(hand.at('catalog-product-dialog').getByTestId('limited')).toBeVisible()
  await expect(hand.at('catalog-product-save')).toHaveCount(0)
  await hand.press('Escape')
  // Ctrl+8 is the eighth section that is there, and keys for what is not theirs do nothing.
  await hand.press('Control+Shift+n')
  await hand.press('Control+Shift+r')
  await hand.press('Control+8')
  await hand.see('settings')
  await expect(hand.at('coupon-till')).toHaveCount(0)
  await lockShop(hand)
  await hand.see('demo-stripe')
  await hand.choose('lock-person', 'Owner')
  await signOwnerIn(hand)
  await hand.see('who-is-here')
  const log = await shop.call('audit.list', { person: VIEWER })
  expect(log.ok && log.value.entries.filter(({ code }) => code === 'role-too-low').map(({ act }) => act)).toEqual([])
})

test('a second step is set up by its code, shows its one-time codes once, and is asked for at the next sign-in', async ({ shop }) => {
  const hand = await shopWithCustomer(shop)
  await hand.click('sidebar-settings')
  await hand.click('settings-people')
  await hand.click('totp-begin')
  const secret = ((await hand.at('totp-secret').textContent()) ?? '').replaceAll(' ', '')
  const codeAt = (at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
  await hand.type('totp-code', codeAt(Date.now()))
  await hand.click('totp-confirm')
  await expect(hand.at('totp-codes').locator('li')).toHaveCount(10)
  const code = (await hand.at('totp-codes').locator('li').first().textContent()) ?? ''
  await hand.click('totp-copy')
  await hand.click('totp-done')
  expect(await content(hand)).not.toContain(code)
  await lockShop(hand)
  await hand.type('lock-password', OWNER_PASSWORD)
  await hand.click('lock-sign-in')
  await hand.type('lock-code', code)
  await hand.click('lock-sign-in')
  await hand.see('who-is-here')
})
