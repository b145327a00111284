import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { answerSaveDialog, readAppEnvironment, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import {
  REAL_KEY,
  loseKeychainKey,
  makeShop,
  openChecks,
  openNumberPage,
  realNumberTest as test,
  sayHi,
  seeCheck,
  shootConnection,
  signOwnerIn,
} from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

test('replaces the key only by one that reaches the number, and goes on with it', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await hand.click('connection-change-key')
  await hand.type('connection-key-dialog-field', 'EAAGnobodyskey')
  await hand.click('connection-key-dialog-save')
  await expect(hand.at('connection-key-dialog-error')).toBeVisible()
  await shootConnection(hand, '09-key-not-taken')
  await expect(hand.at('connection-key')).toContainText(`****${REAL_KEY.slice(-4)}`)
  await meta.control('POST', '/simulator/reset-token', { token: 'EAAGanotherkey77QQ' })
  await hand.type('connection-key-dialog-field', 'EAAGanotherkey77QQ')
  await hand.click('connection-key-dialog-save')
  await expect(hand.at('connection-key-dialog')).toBeHidden()
  await expect(hand.at('connection-key')).toContainText('****77QQ')
  await seeCheck(hand, 'key', 'ok')
  await tunnel.close()
})

test('warns on every screen before the key ends, until the notice is closed', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await meta.control('POST', '/simulator/token', { expiresInSeconds: 3 * 86_400 })
  await hand.click('connection-read')
  await expect(hand.at('notice-strip')).toContainText('The connection key ends on')
  await expect(hand.at('connection-notice-key-ends-soon')).toBeVisible()
  await shootConnection(hand, '10-notice')
  await hand.click('sidebar-customers')
  await hand.click('notice-strip-fix')
  await hand.see('connection-key-dialog')
  await hand.press('Escape')
  await expect(hand.at('connection-key-dialog')).toBeHidden()
  await hand.click('notice-strip-close')
  await hand.click('sidebar-inbox')
  await expect(hand.at('notice-strip')).toBeHidden()
  await tunnel.close()
})

async function customerIds(shop: OpenApp): Promise<string[]> {
  const list = await shop.call('customer.list', {})
  if (!list.ok) throw new Error(list.error.code)
  return list.value.customers.map(({ customerId }) => customerId)
}

test('disconnects after saying what goes and what stays, and keeps every customer', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await sayHi(meta)
  await expect(hand.at('sidebar-inbox')).toContainText(/\d/)
  const before = await customerIds(shop)
  expect(before).not.toEqual([])
  await hand.click('connection-disconnect')
  await expect(hand.at('connection-disconnect-cancel')).toBeFocused()
  for (const part of ['removed', 'kept', 'outOfReach']) await hand.see(`connection-disconnect-${part}`)
  await expect(hand.at('connection-disconnect-do')).toBeDisabled()
  await hand.type('connection-disconnect-digits', '1234')
  await shootConnection(hand, '11-disconnect')
  await hand.click('connection-disconnect-do')
  await hand.see('connection-none')
  await shootConnection(hand, '12-disconnected')
  // Others may have written until the way in was closed.
  expect(await customerIds(shop)).toEqual(expect.arrayContaining(before))
  expect((await meta.control('GET', '/simulator/state')) as { readonly callbackUrl: unknown }).toMatchObject({ callbackUrl: null })
  await tunnel.close()
})

test('saves the recovery code as a page to print', async ({ hand, shop, meta }, info) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  await hand.click('settings-privacy')
  await hand.click('recovery-code-make')
  // Not beside the shop's own files: the app refuses to write there.
  const target = info.outputPath('code.pdf')
  await answerSaveDialog(shop.app, target)
  await hand.click('recovery-code-save')
  await expect(hand.at('app-toast').filter({ hasText: 'The recovery code is saved' })).toBeVisible()
  expect(readFileSync(target).subarray(0, 5).toString()).toBe('%PDF-')
  await tunnel.close()
})

test('has nothing that axe objects to in the wizard and on the number page, in both themes', async ({ hand, shop, meta }) => {
  const tunnel = await openChecks(hand, shop, meta)
  const found: string[] = []
  const look = async (where: string): Promise<void> => {
    for (const [locale, theme] of [
      ['en', 'light'],
      ['zh-TW', 'dark'],
    ] as const) {
      await wear(shop, { locale, theme })
      found.push(...(await violationsOf(hand.page)).map((line) => `${where}, ${theme}: ${line}`))
      await shootConnection(hand, `look-${where}-${locale}-${theme}`)
    }
  }
  await meta.control('POST', '/simulator/payment', { missing: true })
  await hand.click('connection-check-payment-again')
  await seeCheck(hand, 'payment', 'failed')
  await look('checks')
  await hand.click('connection-rail-account')
  await look('account-kept')
  await hand.click('connection-account-replace')
  await hand.at('connection-where').locator('summary').click()
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
  await hand.at('connection-fields').scrollIntoViewIfNeeded()
  await look('page-middle')
  await hand.click('connection-change-receiving')
  await look('receiving')
  await hand.press('Escape')
  await hand.click('connection-disconnect')
  await look('disconnect')
  expect(found).toEqual([])
  await tunnel.close()
})

test('opens the shop with the recovery code when the password store has lost its key', async ({ hand, shop }) => {
  test.skip(!readAppEnvironment().hasKeyring, 'needs a password store to lose a key')
  await makeShop(shop)
  const made = await shop.call('vault.makeRecoveryCode', {})
  if (!made.ok) throw new Error('no recovery code')
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.click('vault-leave')
  await hand.see('first-run-shop-open')
  loseKeychainKey(shop)
  await hand.click('first-run-shop-open')
  await hand.type('unlock-recovery-code', '0000-0000-0000-0000-0000-0000')
  await hand.click('unlock-open')
  await expect(hand.at('unlock-error')).toHaveAttribute('data-code', 'recovery-code-wrong')
  await shootConnection(hand, '14-recovery-code')
  // As somebody types it from paper.
  await hand.type('unlock-recovery-code', made.value.code.toLowerCase().replaceAll('-', ' '))
  await hand.click('unlock-open')
  await signOwnerIn(hand)
  await hand.see('sidebar-settings')
})
