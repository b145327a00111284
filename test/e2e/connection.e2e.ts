import { expect } from '@playwright/test'
import {
  OWNER_PASSWORD,
  REAL_KEY,
  chooseOwnerPassword,
  makeShop,
  openChecks,
  realNumberTest as test,
  sayHi,
  seeCheck,
  shootConnection,
  signOwnerIn,
  storyIsHeard,
  tunnelOnScreen,
  withinClicks,
  type Hand,
} from '../support/hand/index.ts'

const liveTestIs = (hand: Hand, state: string): Promise<void> =>
  expect(hand.at('connection-live-test')).toHaveAttribute('data-state', state)

test('connects a real number until all nine checks are green and an answer has arrived, by mouse', async ({ hand, shop, meta }) => {
  await hand.click('first-run-connect-start')
  await hand.type('create-shop-name', 'Spring Tea')
  await hand.click('create-shop-make')
  await chooseOwnerPassword(hand)
  await hand.see('connection-step-account')
  await hand.click('connection-account-kind-provider')
  await hand.type('connection-account-base-url', meta.facts.url)
  await hand.type('connection-account-header', 'Authorization')
  await hand.type('connection-account-token', meta.facts.token)
  await hand.type('connection-account-secret', meta.facts.appSecret)
  await shootConnection(hand, '01-account')
  await hand.click('connection-account-check')
  await hand.see('connection-step-number')
  await shootConnection(hand, '02-number')
  await hand.click('connection-number-use')
  await hand.see('connection-step-checks')
  await seeCheck(hand, 'clock', 'ok')
  await hand.click('connection-fix-receiving')
  const tunnel = await tunnelOnScreen(hand)
  await hand.type('connection-tunnel-address', tunnel.url)
  await shootConnection(hand, '03-receiving')
  await hand.click('connection-receiving-save')
  await seeCheck(hand, 'receiving', 'ok')
  await expect(hand.at('connection-ready')).toHaveAttribute('data-ready', '9')
  await shootConnection(hand, '04-checks')
  // The live test takes whoever writes first.
  await storyIsHeard(shop)
  await hand.click('connection-checks-next')
  await liveTestIs(hand, 'waiting')
  await shootConnection(hand, '05-live-waiting')
  await sayHi(meta)
  await liveTestIs(hand, 'received')
  await hand.click('connection-live-send')
  await liveTestIs(hand, 'answered')
  await expect(hand.at('connection-live-finish')).toBeDisabled()
  await hand.click('recovery-code-make')
  await hand.see('recovery-code-shown')
  await hand.click('recovery-code-kept')
  await shootConnection(hand, '06-live-answered')
  await hand.click('connection-live-finish')
  await hand.see('connection-number')
  withinClicks(hand, 15)
  // No part of the key beyond its last four characters is readable, here or in any answer of the engine.
  await expect(hand.page.locator('body')).not.toContainText(REAL_KEY.slice(0, -4))
  const answers = [
    await shop.call('connection.status', {}),
    await shop.call('connection.health', {}),
    await shop.call('connection.setup', {}),
  ]
  expect(JSON.stringify(answers)).not.toContain(REAL_KEY.slice(-8))
  await tunnel.close()
})

/** Goes on with Tab until the focus stands on it. */
async function tabTo(hand: Hand, testId: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    hand
      .at(testId)
      .first()
      .evaluate((element) => element === document.activeElement || element.contains(document.activeElement))
  await expect(hand.at(testId).first()).toBeVisible()
  // Tab passes over what is not enabled yet.
  await expect(hand.at(testId).first()).toBeEnabled()
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await isThere()) return
    await hand.press('Tab')
  }
  throw new Error(`Tab never reached ${testId}`)
}

const pressOn = async (hand: Hand, testId: string, key = 'Enter'): Promise<void> => {
  await tabTo(hand, testId)
  await hand.press(key)
}

const typeInto = async (hand: Hand, testId: string, text: string): Promise<void> => {
  await tabTo(hand, testId)
  await hand.press('Control+A')
  await hand.page.keyboard.type(text)
}

test('connects a real number by keys alone', async ({ hand, shop, meta }) => {
  await pressOn(hand, 'first-run-connect-start')
  await typeInto(hand, 'create-shop-name', 'Spring Tea')
  await pressOn(hand, 'create-shop-make')
  await typeInto(hand, 'session-new-password', OWNER_PASSWORD)
  await typeInto(hand, 'session-new-password-again', OWNER_PASSWORD)
  await hand.press('Enter')
  await tabTo(hand, 'connection-account-kind-meta')
  await hand.press('ArrowRight')
  await typeInto(hand, 'connection-account-base-url', meta.facts.url)
  await typeInto(hand, 'connection-account-header', 'Authorization')
  await typeInto(hand, 'connection-account-secret', meta.facts.appSecret)
  await typeInto(hand, 'connection-account-token', meta.facts.token)
  await hand.press('Enter')
  await pressOn(hand, 'connection-number-use')
  await seeCheck(hand, 'clock', 'ok')
  await pressOn(hand, 'connection-fix-receiving')
  await hand.see('connection-receiving-dialog')
  const tunnel = await tunnelOnScreen(hand)
  await typeInto(hand, 'connection-tunnel-address', tunnel.url)
  await pressOn(hand, 'connection-receiving-save')
  await seeCheck(hand, 'receiving', 'ok')
  await storyIsHeard(shop)
  await pressOn(hand, 'connection-checks-next')
  await liveTestIs(hand, 'waiting')
  await sayHi(meta)
  await tabTo(hand, 'connection-live-text')
  await hand.press('Enter')
  await liveTestIs(hand, 'answered')
  await pressOn(hand, 'recovery-code-make')
  await pressOn(hand, 'recovery-code-kept', 'Space')
  await pressOn(hand, 'connection-live-finish')
  await hand.see('connection-number')
  const { clicks, keys } = hand.counted()
  process.stdout.write(`    keys: ${keys}, clicks: ${clicks}\n`)
  expect(clicks).toBe(0)
  await tunnel.close()
})

test('goes on at the step where it was left, also after the shop was closed', async ({ hand, shop, meta }) => {
  const tunnel = await openChecks(hand, shop, meta)
  await hand.click('sidebar-inbox')
  await hand.click('sidebar-link-state')
  await expect(hand.at('connection-unfinished')).toContainText('Checks')
  await shop.call('shell.leaveVault', {})
  await hand.click('first-run-shop-open')
  await signOwnerIn(hand)
  await hand.see('sidebar-settings')
  await hand.click('sidebar-settings')
  await hand.click('connection-go-on')
  await hand.see('connection-step-checks')
  await expect(hand.at('connection-rail-key')).toContainText(`****${REAL_KEY.slice(-4)}`)
  await hand.click('connection-rail-account')
  await expect(hand.at('connection-key-mask')).toHaveText(`****${REAL_KEY.slice(-4)}`)
  await tunnel.close()
})

test('says in plain words why a key is refused, and keeps what was typed beside it', async ({ hand, shop, meta }) => {
  await makeShop(shop)
  await hand.click('link-strip-open')
  await hand.see('connection-step-account')
  await hand.click('connection-account-check')
  await expect(hand.at('connection-account-token')).toBeFocused()
  await hand.click('connection-account-kind-provider')
  await hand.type('connection-account-base-url', meta.facts.url)
  await hand.type('connection-account-header', 'Authorization')
  await meta.control('POST', '/simulator/token', { expiresInSeconds: 0 })
  await hand.type('connection-account-token', REAL_KEY)
  await hand.click('connection-account-check')
  await expect(hand.at('connection-account-error')).toHaveAttribute('data-code', 'meta-key-refused')
  await expect(hand.at('connection-key-reasons')).toBeVisible()
  await expect(hand.at('connection-account-base-url')).toHaveValue(meta.facts.url)
  await shootConnection(hand, '07-key-refused')
})

test('registers a number that is not on the platform yet, with the code that comes by text message', async ({ hand, shop, meta }) => {
  await meta.control('POST', '/simulator/number', { registered: false, codeVerification: 'NOT_VERIFIED' })
  await makeShop(shop)
  const begun = await shop.call('connection.beginSetup', {
    kind: 'provider',
    baseUrl: meta.facts.url,
    authHeader: 'Authorization',
    token: meta.facts.token,
  })
  expect(begun.ok).toBe(true)
  await hand.click('link-strip-open')
  await expect(hand.at('connection-number-phone-app')).toContainText('stops working')
  await hand.click('connection-number-use')
  await hand.see('connection-register-ask')
  await shootConnection(hand, '08-register')
  await hand.click('connection-register-ask')
  await expect(hand.page.getByText('The code is on its way.')).toBeVisible()
  const sent = (await meta.control('POST', '/simulator/sent-code', {})) as { readonly code: string }
  await hand.type('connection-register-code', sent.code)
  await hand.click('connection-register-verify')
  await expect(hand.page.getByText('The number is confirmed.')).toBeVisible()
  await hand.type('connection-register-pin', '123456')
  await hand.click('connection-register-do')
  await hand.see('connection-step-checks')
  await seeCheck(hand, 'number', 'ok')
})

test('goes on without receiving, and says what that means', async ({ hand, shop, meta }) => {
  await makeShop(shop)
  const { facts } = meta
  await shop.call('connection.beginSetup', { kind: 'provider', baseUrl: facts.url, authHeader: 'Authorization', token: facts.token })
  await shop.call('connection.chooseNumber', { wabaId: facts.wabaId, phoneNumberId: facts.phoneNumberId, catalogId: facts.catalogId })
  await hand.click('sidebar-settings')
  await hand.click('connection-go-on')
  await seeCheck(hand, 'receiving', 'skipped')
  await expect(hand.at('connection-checks-next')).toHaveText('Continue without receiving')
  await hand.click('connection-checks-next')
  await expect(hand.at('connection-live-without')).toContainText('no message can come in')
  await shootConnection(hand, '13-sending-only')
})
