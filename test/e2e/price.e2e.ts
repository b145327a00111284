import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog } from '../support/app/index.ts'
import { openNumberPage, realNumberTest, shootConnection, type Hand } from '../support/hand/index.ts'

const test = realNumberTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

/** The day that stands in a field, as YYYY-MM-DD. */
async function dayIn(hand: Hand, testId: string): Promise<string> {
  const part = (type: string): Promise<string> => hand.at(testId).locator(`[data-type="${type}"]`).innerText()
  return [await part('year'), (await part('month')).padStart(2, '0'), (await part('day')).padStart(2, '0')].join('-')
}

test('shows what a rate file would change, keeps it only when asked, and names the file from then on', async ({
  hand,
  shop,
  meta,
  folder,
}) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  const file = join(folder, 'rates.csv')
  writeFileSync(
    file,
    'Rates of WhatsApp,,\n\nMarket,Currency,Marketing,Utility\nBrazil,USD,0.0701,0.0069\nAtlantis,USD,1,1\nPeru,USD,cheap,0.0200\n',
  )
  await answerOpenDialog(shop.app, file)
  await hand.click('settings-prices')
  await hand.click('prices-import')
  await hand.click('price-import-choose')
  await expect(hand.at('price-import')).toContainText('Atlantis')
  // Proposed is the quarter of today, whatever day the test runs on.
  const validFrom = await dayIn(hand, 'price-import-from')
  expect(validFrom).toMatch(/-(01|04|07|10)-01$/)
  await expect(hand.at('price-import-refused')).toContainText('cheap')
  const before = await shop.call('price.list', {})
  expect(before.ok && before.value.rules.some((rule) => rule.importedAt !== null)).toBe(false)
  await hand.click('price-import-save')
  await expect(hand.at('price-import')).toBeHidden()
  await expect(hand.at('prices-table')).toContainText('rates.csv')
  const after = await shop.call('price.list', {})
  const brazil = after.ok ? after.value.rules.find((rule) => rule.market === 'BR' && rule.category === 'marketing') : undefined
  expect(brazil).toMatchObject({ priceMicros: 70_100, source: 'rates.csv', validFrom })
  const next = join(folder, 'rates-next.csv')
  writeFileSync(next, 'Market,Currency,Marketing,Utility\nBrazil,USD,0.0912,0.0069\n')
  await answerOpenDialog(shop.app, next)
  await hand.click('prices-import')
  await hand.click('price-import-choose')
  await hand.type('price-import-from', '2099-01-01')
  await hand.click('price-import-save')
  await expect(hand.at('price-import')).toBeHidden()
  await expect(hand.at('prices-coming').first()).toContainText('0.0912')
  await expect(hand.at('prices-table')).toContainText('0.0701')
  await hand.at('prices-coming').first().scrollIntoViewIfNeeded()
  await shootConnection(hand, '21-prices-coming')
  await tunnel.close()
})
