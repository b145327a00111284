import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerOpenDialog, answerSaveDialog, expect, type OpenApp } from '../support/app/index.ts'
import { handOn, OWNER_PASSWORD, type Hand } from '../support/hand/index.ts'

/** What the restore needs from whoever shows it. */
export type RestoreStage = {
  /** Opens an app that never saw a shop. */
  readonly open: () => Promise<OpenApp>
  readonly take: (shop: OpenApp, name: string) => Promise<void>
}

const facts = { name: '小山茶行', country: 'TW', timeZone: 'Asia/Taipei', locale: 'zh-TW', currency: 'TWD' } as const
const people = ['陳美玲', '林大文', '許采薇', 'Tan Mei Hua', '王小明', '羅思婷', '張志豪', 'Ana Souza'] as const

async function must<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** A shop of one's own with its people, and its recovery code. */
async function openShop(shop: OpenApp): Promise<string> {
  const { keychain } = await must(shop.call('shell.state', {}))
  const passphrase = keychain === 'available' ? {} : { passphrase: 'a passphrase for tests' }
  await must(shop.call('shell.createShop', { shop: facts, ...passphrase }))
  await must(shop.call('session.setPassword', { newPassword: OWNER_PASSWORD }))
  for (const [index, name] of people.entries()) {
    const { customerId } = await must(shop.call('customer.save', { name, phone: `+88691234500${index}` }))
    await must(shop.call('inbox.addNote', { customerId, text: '常買凍頂烏龍' }))
  }
  return (await must(shop.call('vault.makeRecoveryCode', {}))).code
}

/** Backs the shop up into a file, as the owner does before a new laptop. */
async function backUp(shop: OpenApp, file: string, take: RestoreStage['take']): Promise<void> {
  const hand = handOn(shop.page)
  await hand.click('sidebar-settings')
  await hand.click('settings-backup')
  await answerSaveDialog(shop.app, file)
  await hand.click('backup-run-file')
  await expect(hand.at('backup-file').first()).toBeVisible()
  await take(shop, 'backup-made')
}

async function bringBack(hand: Hand, shop: OpenApp, { file, code, take }: { file: string; code: string; take: RestoreStage['take'] }) {
  await hand.see('first-run-restore-open')
  await take(shop, 'restore-clean-profile')
  await answerOpenDialog(shop.app, file)
  await hand.click('first-run-restore-open')
  await hand.click('restore-choose')
  await hand.type('backup-opening', code)
  await take(shop, 'restore-file-and-code')
  await hand.click('restore-look')
  await expect(hand.at('restore-customers')).toContainText(String(people.length))
  await take(shop, 'restore-what-is-inside')
  await hand.click('restore-start')
  await expect(hand.at('lock-password')).toBeVisible()
  await hand.type('lock-password', OWNER_PASSWORD)
  await hand.click('lock-sign-in')
  await hand.click('sidebar-customers')
  await expect(hand.at('customer-list-row')).toHaveCount(people.length)
  await take(shop, 'restored-customers')
}

/** A shop is backed up to one file; an app that never saw it brings it back with that file and the recovery code. Answers how many came. */
export async function restoreOnCleanProfile({ open, take }: RestoreStage): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-moving-'))
  const file = join(folder, 'shopbell.shopbell')
  try {
    const old = await open()
    const code = await openShop(old)
    await backUp(old, file, take)
    await old.close()
    const fresh = await open()
    await bringBack(handOn(fresh.page), fresh, { file, code, take })
    await fresh.close()
    return people.length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
