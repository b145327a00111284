import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog, type OpenApp } from '../support/app/index.ts'
import { openCustomer, sharedDemoTest } from '../support/hand/index.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

/** Somebody outside writes to the shop. */
async function say(shop: OpenApp, from: string, text: string): Promise<void> {
  const status = await shop.call('connection.status', {})
  await fetch(`${status.ok ? (status.value?.baseUrl ?? '') : ''}/simulator/say`, {
    method: 'POST',
    body: JSON.stringify({ from, text }),
    headers: { 'content-type': 'application/json' },
  })
}

test('prints a poster; the message that comes by it is a dated consent, and its chat proves it', async ({ hand, shop, folder }) => {
  const pdf = join(folder, 'poster.pdf')
  await answerSaveDialog(shop.app, pdf)
  await hand.click('sidebar-customers')
  await hand.click('customer-list-more-menu')
  await hand.click(hand.page.getByRole('menuitem').first())
  await hand.click('consent-places-add')
  await hand.type('consent-place-name', 'Till 2')
  await expect(hand.at('consent-place-keyword')).not.toHaveValue('')
  await hand.type('consent-place-keyword', 'TILL2')
  await hand.click('consent-place-save')
  await expect(hand.at('consent-poster-sheet')).toContainText('TILL2')
  await hand.click('consent-poster-save')
  await expect.poll(() => existsSync(pdf)).toBe(true)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  await hand.press('Escape')
  const places = await shop.call('consent.places', {})
  const text = places.ok ? (places.value.places[0]?.text ?? '') : ''
  expect(text).toMatch(/ TILL2$/)
  await say(shop, '+886955777001', text)
  await expect(hand.at('consent-place-joined')).toContainText('1 person')
  await hand.click('sidebar-customers')
  await openCustomer(hand, '955777001')
  await expect(hand.at('customer-consent-entry')).toContainText('Till 2')
  await hand.click('customer-consent-chat')
  await expect(hand.page).toHaveURL(/\/inbox\/.*\/at\/msg_/)
  await expect(hand.page.getByText('Write STOP at any time').first()).toBeVisible()
})

test('merges two records with each fact chosen and parts them again; a proof is kept with a consent', async ({ hand, shop, folder }) => {
  const proof = join(folder, 'form.png')
  writeFileSync(
    proof,
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64'),
  )
  const [one, other] = [
    await shop.call('customer.save', { phone: '+886966000111', name: 'Mei-ling Chen', note: 'green tea' }),
    await shop.call('customer.save', { phone: '+886966000112', name: 'Mei-ling Chen', addressAs: 'Ms Chen', note: 'black tea' }),
  ]
  if (!one.ok || !other.ok) throw new Error('nobody was added')
  await hand.click('sidebar-customers')
  await hand.click('customer-list-twice-show')
  await hand.click('customer-twice-merge')
  await hand.click('customer-merge-note-other')
  await hand.click('customer-merge-do')
  await expect(hand.at('customer-facts')).toContainText('black tea')
  await expect(hand.at('customer-facts')).toContainText('Ms Chen')
  await answerOpenDialog(shop.app, proof)
  await hand.click('customer-consent-add')
  await hand.choose('customer-record-consent-source', /paper form/i)
  await hand.click('customer-record-consent-proof')
  await expect(hand.at('customer-record-consent').getByText('form.png')).toBeVisible()
  await hand.click('customer-record-consent-save')
  await hand.click('customer-consent-proof')
  await expect(hand.at('customer-consent-evidence').getByRole('img')).toBeVisible()
  await hand.press('Escape')
  await hand.click('customer-merged-part')
  await expect(hand.at('customer-merged')).toHaveCount(0)
  await expect(hand.at('customer-facts')).toContainText('green tea')
  const back = await shop.call('customer.get', { customerId: other.value.customerId })
  expect(back.ok && [back.value.note, back.value.phone]).toEqual(['black tea', '+886966000112'])
})
