import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import {
  demoTest,
  dropFiles,
  openCatalog,
  openChatOf,
  openNumberPage,
  productCard,
  publishAll,
  realNumberTest,
  sharedDemoTest,
  shootCatalog,
  type Hand,
} from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

const test = sharedDemoTest.extend({
  hand: async ({ hand, shop }, give) => {
    // What waits of earlier tests is not for this one to count.
    expect(await shop.call('catalog.discardDrafts', {})).toMatchObject({ ok: true })
    await give(hand)
  },
})

/** A product as Meta has it after everything was read anew. */
async function atMeta(shop: OpenApp, retailerId: string) {
  const synced = await shop.call('catalog.sync', {})
  expect(synced.ok).toBe(true)
  const known = await shop.call('catalog.product', { retailerId })
  return known.ok && known.value.product.productId !== '' ? known.value : null
}

async function fillNewProduct(hand: Hand, code: string): Promise<void> {
  await hand.click('catalog-product-new')
  await hand.type('catalog-field-code', code)
  await hand.type('catalog-field-name', '中秋茶禮盒')
  await hand.type('catalog-field-description', '凍頂烏龍與紅玉紅茶各一罐，附提袋。')
  await hand.type('catalog-field-price', 'NT$1,280')
  await hand.type('catalog-field-image', 'shop.example/gift.jpg')
}

test('changes a price, looks at what publishing changes, and publishes it', async ({ hand, shop }) => {
  await openCatalog(hand)
  await hand.click(productCard(hand, 'TEA-001').getByTestId('catalog-product-edit'))
  await hand.type('catalog-field-price', '４50')
  await hand.click('catalog-product-save')
  await expect(hand.at('catalog-drafts')).toContainText('1 change waits')
  await expect(productCard(hand, 'TEA-001').getByTestId('catalog-product-draft')).toBeVisible()
  await hand.click('catalog-drafts-review')
  await expect(hand.at('catalog-review-change')).toContainText('NT$480')
  await expect(hand.at('catalog-review-change')).toContainText('NT$450')
  await hand.click('catalog-review-publish')
  await expect(hand.at('catalog-published')).toBeVisible()
  await hand.click('catalog-review-close')
  await expect(hand.at('catalog-drafts')).toHaveCount(0)
  expect((await atMeta(shop, 'TEA-001'))?.fields.priceMinor).toBe(45_000)
})

test('makes a product by keys alone; what Meta would refuse is said at the field and kept here', async ({ hand, shop }) => {
  await openCatalog(hand)
  await hand.at('catalog-product-new').focus()
  await hand.press('Enter')
  await expect(hand.at('catalog-field-code')).toBeFocused()
  await hand.page.keyboard.type('GIFT-99')
  await hand.press('Tab')
  await hand.page.keyboard.type('Gift box')
  await hand.at('catalog-product-save').focus()
  await hand.press('Enter')
  await hand.see('catalog-product-kept')
  await expect(hand.at('catalog-field-image')).toHaveAttribute('aria-invalid', 'true')
  await expect(hand.at('catalog-field-image')).toBeFocused()
  await hand.press('Escape')
  await expect(hand.at('catalog-product-dialog')).toBeHidden()
  await expect(productCard(hand, 'GIFT-99').getByTestId('catalog-product-trouble')).toBeVisible()
  await hand.click('catalog-drafts-review')
  await expect(hand.at('catalog-review-change')).toHaveAttribute('data-fit', 'false')
  await expect(hand.at('catalog-review-publish')).toBeDisabled()
  await hand.press('Escape')
  expect(await atMeta(shop, 'GIFT-99')).toBeNull()
})

test('offers another code where one is taken, and leaves nothing under the first', async ({ hand, shop }) => {
  await openCatalog(hand)
  await fillNewProduct(hand, 'TEA-001')
  await hand.click('catalog-product-save')
  await expect(hand.at('catalog-field-code')).toHaveAttribute('aria-invalid', 'true')
  await hand.type('catalog-field-code', 'GIFT-02')
  await hand.click('catalog-product-save')
  await expect(productCard(hand, 'GIFT-02')).toBeVisible()
  await expect(hand.at('catalog-drafts')).toContainText('1 change waits')
  expect((await atMeta(shop, 'TEA-001'))?.product.draft).toBeNull()
})

test('makes a product with the form and publishes it', async ({ hand, shop }) => {
  await openCatalog(hand)
  await fillNewProduct(hand, 'GIFT-01')
  await hand.click('catalog-product-save')
  await publishAll(hand)
  await hand.click('catalog-review-close')
  const made = await atMeta(shop, 'GIFT-01')
  expect(made?.fields).toMatchObject({ name: '中秋茶禮盒', priceMinor: 128_000, imageUrl: 'https://shop.example/gift.jpg' })
})

test('reads a dropped table into changes that wait, and says what it left out', async ({ hand, shop }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-catalog-'))
  const file = join(folder, 'autumn.csv')
  writeFileSync(
    file,
    'id,title,description,price,image_link,colour of the moon\nAUT-1,Persimmon tea,Dried persimmon,320 TWD,https://shop.example/p.jpg,red\n' +
      'TEA-002,阿里山高山茶,,700 TWD,,\nAUT-2,,No name,100 TWD,,\n',
  )
  await openCatalog(hand)
  await dropFiles(shop, [file], () => hand.see('catalog-drop-over'))
  await hand.see('catalog-import')
  await expect(hand.at('catalog-import-counts')).toContainText('2 changes')
  await expect(hand.at('catalog-import-refused')).toHaveCount(1)
  await expect(hand.at('catalog-import')).toContainText('colour of the moon')
  await shootCatalog(hand, 'import-en')
  await hand.click('catalog-import-review')
  await expect(hand.at('catalog-review-change')).toHaveCount(2)
  await hand.click('catalog-review-publish')
  await expect(hand.at('catalog-published')).toBeVisible()
  expect((await atMeta(shop, 'AUT-1'))?.fields.priceMinor).toBe(32_000)
  rmSync(folder, { recursive: true })
})

test('takes dropped photos: of the product whose code the name carries, or of a new one', async ({ hand, shop }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-catalog-'))
  const files = ['TEA-003 front.png', 'Moon cake.png'].map((name) => join(folder, name))
  const picture = await shop.page.screenshot({ clip: { x: 0, y: 0, width: 640, height: 480 } })
  for (const file of files) writeFileSync(file, picture)
  await openCatalog(hand)
  await dropFiles(shop, files)
  await expect(hand.at('catalog-photos-row')).toHaveCount(2)
  await expect(hand.at('catalog-photos-row').first()).toContainText('東方美人')
  await shootCatalog(hand, 'photos-en')
  await hand.click('catalog-photos-keep')
  await expect(productCard(hand, 'Moon-cake')).toBeVisible()
  await expect(productCard(hand, 'Moon-cake').locator('img')).toBeVisible()
  rmSync(folder, { recursive: true })
})

test('makes a set, changes it and removes it', async ({ hand, shop }) => {
  await openCatalog(hand)
  await hand.click('catalog-set-new')
  await hand.type('catalog-set-name', 'Mid-autumn')
  await hand.click(hand.at('catalog-set-tick').nth(0))
  await hand.click(hand.at('catalog-set-tick').nth(1))
  await hand.click('catalog-set-save')
  const chip = hand.at('catalog-set').filter({ hasText: 'Mid-autumn' })
  await expect(chip).toContainText('2')
  await expect(hand.at('catalog-product')).toHaveCount(2)
  await hand.click('catalog-set-change')
  await hand.click(hand.at('catalog-set-tick').nth(2))
  await hand.click('catalog-set-save')
  await expect(hand.at('catalog-product')).toHaveCount(3)
  await shootCatalog(hand, 'set-en')
  await hand.click('catalog-set-remove')
  await hand.click('catalog-set-remove-sure')
  await expect(chip).toHaveCount(0)
  const list = await shop.call('catalog.list', {})
  expect(list.ok && list.value.sets.map((set) => set.name)).not.toContain('Mid-autumn')
})

test('leaves a hidden product out of the picker of a chat, and takes it back with one key', async ({ hand }) => {
  await openCatalog(hand)
  await productCard(hand, 'TEA-001').getByTestId('catalog-product-menu').focus()
  await hand.press('Enter')
  await hand.page.getByRole('menuitem').first().press('Enter')
  await expect(productCard(hand, 'TEA-001').getByTestId('catalog-product-hidden')).toBeVisible()
  await hand.click('sidebar-inbox')
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-composer-product')
  await hand.type('product-picker-search', '凍頂烏龍')
  await expect(hand.at('product-picker-item').filter({ hasText: /^凍頂烏龍/ })).toHaveCount(0)
  await hand.press('Escape')
  await hand.press('Escape')
  // In a field the key would take back what was typed.
  await expect(hand.at('product-picker-search')).toHaveCount(0)
  await hand.press('Control+z')
  await hand.click('sidebar-catalog')
  await expect(productCard(hand, 'TEA-001').getByTestId('catalog-product-hidden')).toHaveCount(0)
})

demoTest('restocks at once, moves by arrows, and unlinks with what stays said', async ({ hand, shop }) => {
  await openCatalog(hand)
  await hand.click(productCard(hand, 'TEA-012').getByTestId('catalog-product-restock'))
  await expect(productCard(hand, 'TEA-012').getByTestId('catalog-product-restock')).toHaveCount(0)
  await expect.poll(async () => (await atMeta(shop, 'TEA-012'))?.product.availability).toBe('in stock')
  await hand.at('catalog-product-open').first().focus()
  await hand.press('End')
  await expect(productCard(hand, 'TEA-018').getByTestId('catalog-product-open')).toBeFocused()
  await hand.press('Home')
  await expect(hand.at('catalog-product-open').first()).toBeFocused()
  await hand.click('catalog-link-open')
  await hand.see('catalog-link-cart')
  await shootCatalog(hand, 'link-en')
  await hand.click('catalog-link-choice-none')
  await hand.click('catalog-link-save')
  await expect(hand.at('catalog-link-choice-none')).toBeVisible()
  await hand.press('Escape')
  await expect(hand.at('catalog-unlinked-link')).toBeVisible()
  await shootCatalog(hand, 'unlinked-en')
})

realNumberTest('keeps what Meta refuses, with its reason on the product', async ({ hand, shop, meta }) => {
  const tunnel = await openNumberPage(hand, shop, meta)
  // A new number's catalog is read once, in the background: a product made before would be known here.
  await expect
    .poll(async () => {
      const list = await shop.call('catalog.list', {})
      return list.ok ? list.value.syncedAt : null
    })
    .not.toBeNull()
  const { url, token, catalogId, apiVersion } = meta.facts
  // Somebody else gives the code away at Meta while the change waits here.
  const body = { retailer_id: 'GIFT-01', name: 'Of somebody else', price: 100, currency: 'TWD' }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const made = await fetch(`${url}/${apiVersion}/${catalogId}/products`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(made.ok).toBe(true)
  await openCatalog(hand)
  await fillNewProduct(hand, 'GIFT-01')
  await hand.click('catalog-product-save')
  await publishAll(hand)
  await expect(hand.at('catalog-refused')).toContainText('retailer_id')
  await shootCatalog(hand, 'refused-en')
  await hand.click('catalog-review-close')
  await expect(productCard(hand, 'GIFT-01').getByTestId('catalog-product-trouble')).toContainText('Another product has this code')
  await hand.click(productCard(hand, 'GIFT-01').getByTestId('catalog-product-edit'))
  await expect(hand.at('catalog-problem').filter({ hasText: 'retailer_id GIFT-01' })).toBeVisible()
  await tunnel.close()
})

for (const locale of ['zh-TW', 'en'] as const) {
  test(`looks as it should and has nothing that axe objects to, light and dark, in ${locale}`, async ({ hand, shop }) => {
    await wear(shop, { locale, theme: 'light' })
    await openCatalog(hand)
    const shoot = async (name: string): Promise<void> => {
      await shootCatalog(hand, `${name}-${locale}-light`)
      expect(await violationsOf(hand.page)).toEqual([])
      await wear(shop, { locale, theme: 'dark' })
      await shootCatalog(hand, `${name}-${locale}-dark`)
      expect(await colourViolationsOf(hand.page)).toEqual([])
      await wear(shop, { locale, theme: 'light' })
    }
    await hand.click(productCard(hand, 'TEA-001').getByTestId('catalog-product-edit'))
    await hand.type('catalog-field-price', '450')
    await hand.type('catalog-field-sale', '420')
    await hand.click('catalog-product-save')
    await fillNewProduct(hand, 'GIFT-03')
    await hand.type('catalog-field-image', 'no address')
    await hand.click('catalog-product-save')
    await hand.see('catalog-product-kept')
    await shoot('product')
    await hand.press('Escape')
    await shop.call('catalog.markRemoved', { retailerIds: ['TEA-018'] })
    await shop.call('catalog.setHidden', { retailerId: 'TEA-003', isHidden: true })
    await expect(productCard(hand, 'TEA-003').getByTestId('catalog-product-hidden')).toBeVisible()
    await shoot('grid')
    await hand.click('catalog-view-list')
    await shoot('list')
    await hand.click('catalog-drafts-review')
    await hand.see('catalog-review-change')
    await shoot('review')
    expect(shop.pageErrors).toEqual([])
  })
}

test('has room in the smallest window', async ({ hand, shop }) => {
  await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  await wear(shop, { locale: 'zh-TW', theme: 'light' })
  await openCatalog(hand)
  await shootCatalog(hand, 'small-zh-TW')
  const overflow = await hand.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await hand.click(productCard(hand, 'TEA-001').getByTestId('catalog-product-edit'))
  await hand.see('catalog-field-name')
  await shootCatalog(hand, 'small-product-zh-TW')
})

/** A product so far down that many pages of the list were read before it. */
const FAR = 1_000

demoTest('draws a few dozen of ten thousand products, however far one scrolls', async ({ hand, shop }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-catalog-'))
  const file = join(folder, 'many.csv')
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `MANY-${at},Product ${String(at).padStart(5, '0')},Text,${at + 1} TWD,https://shop.example/${at}.jpg`,
  )
  writeFileSync(file, `id,title,description,price,image_link\n${lines.join('\n')}\n`)
  await openCatalog(hand)
  await dropFiles(shop, [file])
  await expect(hand.at('catalog-import')).toBeVisible()
  await hand.click('catalog-import-close')
  await expect(hand.at('catalog-count')).toContainText('10,018')
  const figures = await hand.page.evaluate(scrollFar, FAR)
  process.stdout.write(`    ${JSON.stringify(figures)}\n`)
  expect(figures.mostCards).toBeLessThan(80)
  expect(figures.lastIndex).toBeGreaterThan(FAR)
  rmSync(folder, { recursive: true })
})

/** Scrolls by 240 pixels a frame until a product is drawn that stands further down than this, or nothing comes any more; runs in the page. */
async function scrollFar(far: number): Promise<{ readonly mostCards: number; readonly lastIndex: number }> {
  const hangsAfterMs = 120_000
  const endsAt = performance.now() + hangsAfterMs
  const pane = document.querySelector('[data-testid="catalog-list"]')?.closest('[data-pane]')
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  let [mostCards, lastIndex] = [0, 0]
  // The list is read page by page: how many frames a page takes is the machine's business.
  while (lastIndex <= far && performance.now() < endsAt) {
    pane?.scrollBy(0, 240)
    await frame()
    const cards = [...document.querySelectorAll<HTMLElement>('[data-product]')]
    mostCards = Math.max(mostCards, document.querySelectorAll('[data-testid="catalog-product"]').length)
    lastIndex = Math.max(...cards.map((card) => Number(card.dataset['product'])))
  }
  return { mostCards, lastIndex }
}
