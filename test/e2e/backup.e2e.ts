import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog, launchApp, type OpenApp } from '../support/app/index.ts'
import { handOn, lockShop, type Hand } from '../support/hand/index.ts'

const shopFacts = { name: 'Lantern & Leaf', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const
const PAGE_BYTES = 4_096
const OWNER_PASSWORD = 'four wet red umbrellas'

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-backups-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function must<T>(result: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

/** A shop of one's own with two customers and a recovery code; a passphrase where this computer has no keychain. */
async function openShop(shop: OpenApp): Promise<string> {
  const { keychain } = await must(shop.call('shell.state', {}))
  await must(shop.call('shell.setPreferences', { locale: 'en' }))
  await must(shop.call('shell.createShop', { shop: shopFacts, ...(keychain === 'available' ? {} : { passphrase: 'six wet umbrellas' }) }))
  await must(shop.call('session.setPassword', { newPassword: OWNER_PASSWORD }))
  for (const [name, phone] of [
    ['Mei', '+886912345001'],
    ['Lin', '+886912345002'],
  ] as const)
    await must(shop.call('customer.save', { name, phone }))
  return (await must(shop.call('vault.makeRecoveryCode', {}))).code
}

/** A shop that came back knows its people: the owner signs in. */
async function signIn(hand: Hand): Promise<void> {
  await expect(hand.at('lock-password')).toBeVisible()
  await hand.type('lock-password', OWNER_PASSWORD)
  await hand.click('lock-sign-in')
  await expect(hand.at('sidebar-customers')).toBeVisible()
}

const restoredPeople = async (shop: OpenApp): Promise<number> => (await must(shop.call('customer.list', {}))).total

/** One of the listed backups, from its row: it says what is in it and what will happen, and then the shop is as it was. */
async function restoreListed(shop: OpenApp, hand: Hand): Promise<void> {
  await must(shop.call('customer.save', { name: 'Came later', phone: '+886912345003' }))
  await hand.click('backup-restore-own')
  await expect(hand.at('restore-customers')).toContainText('2')
  await expect(hand.at('restore-what')).toContainText('set aside')
  await shop.page.screenshot({ path: join(process.env['SHOPBELL_PICTURES'] ?? folder, 'restore-listed.png') })
  await lockShop(hand, () => hand.click('restore-start'))
  await signIn(hand)
  expect(await restoredPeople(shop)).toBe(2)
}

test('D-14: a shop moves to a clean profile with its backup file and its recovery code', async () => {
  const file = join(folder, 'moved.shopbell')
  const old = await launchApp()
  const code = await openShop(old)
  const hand = handOn(old.page)
  await hand.click('sidebar-settings')
  await hand.click('settings-backup')
  await answerSaveDialog(old.app, file)
  await hand.click('backup-run-file')
  await expect(hand.at('backup-file').first()).toContainText('2 customers')
  await hand.click('backup-prove')
  await expect(hand.at('backup-file').first()).toContainText('restore proven')
  await restoreListed(old, hand)
  await old.close()

  const fresh = await launchApp()
  await must(fresh.call('shell.setPreferences', { locale: 'en' }))
  const clean = handOn(fresh.page)
  await answerOpenDialog(fresh.app, file)
  await clean.click('first-run-restore-open')
  await clean.click('restore-choose')
  await clean.type('backup-opening', code)
  await clean.click('restore-look')
  await expect(clean.at('restore-customers')).toContainText('2')
  await expect(clean.at('restore-shop')).toContainText(shopFacts.name)
  await fresh.page.screenshot({ path: join(process.env['SHOPBELL_PICTURES'] ?? folder, 'restore-clean-profile.png') })
  await clean.click('restore-start')
  await signIn(clean)
  expect(await restoredPeople(fresh)).toBe(2)
  await fresh.close()
})

test('D-05: a damaged shop says so, comes back from its backup, gets a new key, and is erased by its name', async () => {
  const dataFolder = mkdtempSync(join(folder, 'profile-'))
  const before = await launchApp({ dataFolder })
  const code = await openShop(before)
  await must(before.call('backup.run', {}))
  await before.close()
  const database = join(dataFolder, 'vaults', 'shop', 'vault.db')
  const bytes = readFileSync(database)
  // The first page: nothing can be read of the file.
  bytes[PAGE_BYTES - 300]! ^= 1
  writeFileSync(database, bytes)

  const shop = await launchApp({ dataFolder })
  const hand = handOn(shop.page)
  await hand.click('first-run-shop-open')
  const damaged = shop.page.locator('[data-code="vault-damaged"]')
  await expect(damaged.or(hand.at('unlock')).first()).toBeVisible()
  if (await hand.at('unlock').isVisible()) {
    await hand.type('unlock-passphrase', 'six wet umbrellas')
    await hand.click('unlock-open')
  }
  await expect(damaged).toBeVisible()
  await hand.click('first-run-error-fix')
  await hand.click('rescue-copy-start')
  await expect(shop.page.locator('[data-code="rescue-nothing-found"], [data-code="passphrase-needed"]')).toBeVisible()
  if (await hand.at('backup-opening').isVisible()) await hand.type('backup-opening', code)
  await hand.click('rescue-backup-start')
  await expect(hand.at('rescue-counts')).toBeVisible()
  await shop.page.screenshot({ path: join(process.env['SHOPBELL_PICTURES'] ?? folder, 'rescue-report.png') })
  await hand.click('rescue-open')
  await signIn(hand)
  expect(await restoredPeople(shop)).toBe(2)

  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.click('vault-new-key-open')
  await lockShop(hand, () => hand.click('vault-new-key-start'))
  await expect(hand.at('vault-new-key-dialog')).toBeHidden()
  await signIn(hand)
  expect(await restoredPeople(shop)).toBe(2)
  await hand.click('sidebar-settings')
  await hand.click('settings-privacy')
  await hand.click('recovery-code-make')
  // Older backups open with the older code: one that opens with this one is made at once, and it says so.
  await expect(hand.at('recovery-code-backup')).toContainText('is made')
  await expect(hand.at('recovery-code-backup')).toContainText('Keep the old code')
  await hand.click('vault-erase-open')
  await hand.type('vault-erase-name', shopFacts.name)
  await hand.click('vault-erase-start')
  await expect(hand.at('first-run-connect')).toBeVisible()
  await shop.close()
})
