import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import { fail, ok } from '#contract/kernel/result.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, silentLogger } from '../kernel/index.ts'
import { catalogApi } from '../../test/support/catalog-api.ts'
import { createCatalog, type CatalogApi } from './index.ts'
import { problemsOf } from './problems.ts'
import { hasAmount, readProduct } from './stored-product.ts'

const node = (over: Partial<ProductNode> = {}): ProductNode => ({
  id: '90001',
  retailer_id: 'TEA-001',
  name: '凍頂烏龍',
  price: 'NT$480.00',
  currency: 'TWD',
  availability: 'in stock',
  image_url: 'https://pictures.example/1.png',
  review_status: 'approved',
  ...over,
})
const picture = { bytes: new Uint8Array([137, 80, 78, 71]), type: 'image/png' as const }

let opened: ReturnType<typeof tempVault>
let nodes: readonly ProductNode[]
let fetched: string[]
let fetchImage: CatalogApi['fetchImage']
beforeEach(() => {
  opened = tempVault()
  nodes = [node()]
  fetched = []
  fetchImage = async (url) => {
    fetched.push(url)
    return ok(picture)
  }
})
afterEach(() => opened.remove())

function room(named: string | null = '77', catalogs: readonly { id: string }[] = []) {
  const announcer = createAnnouncer()
  const heard: string[] = []
  announcer.listen((name) => heard.push(name))
  const api = catalogApi({ products: async () => ok(nodes), linked: async () => ok(catalogs) }, (url) => fetchImage(url))
  const catalog = createCatalog({
    vault: opened,
    clock: manualClock(1_000),
    logger: silentLogger,
    announcer,
    api: () => api,
    catalogId: () => named,
  })
  const list = async (input: { search?: string; inStockOnly?: boolean } = {}) => {
    const answer = await catalog.handlers['catalog.list']?.(
      { search: '', inStockOnly: false, only: 'all', limit: 200, ...input },
      { role: 'owner', person: 'owner', signal: new AbortController().signal },
    )
    return answer?.ok ? answer.value : undefined
  }
  return { catalog, heard, list }
}

describe('reading the catalog', () => {
  it('keeps products with their pictures and tells what is wrong with them', async () => {
    nodes = [
      node(),
      node({ id: '2', retailer_id: 'TEA-002', name: '金萱', price: ' ', review_status: 'rejected', availability: 'Out_of_stock' }),
    ]
    const { catalog, list, heard } = room()
    expect(await catalog.sync()).toEqual(ok({ catalogId: '77', total: 2, added: 2, changed: 0, removed: 0, syncedAt: 1_000 }))
    expect(await list()).toEqual({
      catalogId: '77',
      catalogName: null,
      syncedAt: 1_000,
      nextCursor: null,
      counts: { all: 2, found: 2, problems: 2, drafts: 0 },
      sets: [],
      products: [
        {
          retailerId: 'TEA-001',
          productId: '90001',
          name: '凍頂烏龍',
          description: '',
          price: 'NT$480.00',
          currency: 'TWD',
          availability: 'in stock',
          imageUrl: 'https://pictures.example/1.png',
          thumbnail: 'data:image/png;base64,iVBORw==',
          salePrice: null,
          inventory: null,
          problems: [{ code: 'no-description', detail: '', blocks: false }],
          draft: null,
          isHidden: false,
          timesSent: 0,
          timesOrdered: 0,
        },
        expect.objectContaining({ retailerId: 'TEA-002', price: '', availability: 'out of stock' }),
      ],
    })
    expect(heard).toEqual(['catalog.changed', 'catalog.changed'])
  })

  it('fetches a picture once, and again when its address changes', async () => {
    const { catalog } = room()
    await catalog.sync()
    nodes = [node({ price: 'NT$500.00' })]
    expect(await catalog.sync()).toMatchObject({ value: { added: 0, changed: 1, removed: 0 } })
    nodes = [node({ image_url: 'https://pictures.example/2.png' })]
    await catalog.sync()
    expect(fetched).toEqual(['https://pictures.example/1.png', 'https://pictures.example/2.png'])
  })

  it("shows Meta's copy of a photo that stands on the shop's own site, and does not measure it", async () => {
    fetchImage = async (url) => {
      fetched.push(url)
      return url.startsWith('https://shop.example') ? fail('address-refused') : ok(picture)
    }
    const copies = [{ key: 'small', value: 'https://scontent.fbcdn.example/1' }]
    nodes = [
      node({ image_url: 'https://shop.example/1.png', image_cdn_urls: copies }),
      node({ id: '2', retailer_id: 'TEA-002', image_url: 'https://shop.example/2.png' }),
    ]
    const { catalog, list } = room()
    await catalog.sync()
    expect(fetched).toEqual(['https://shop.example/1.png', 'https://shop.example/2.png', 'https://scontent.fbcdn.example/1'])
    const shown = (await list())?.products.map(({ thumbnail, problems }) => [
      thumbnail?.slice(0, 15),
      problems.filter(({ code }) => code.startsWith('picture')),
    ])
    expect(shown).toEqual([
      ['data:image/png;', []],
      [undefined, []],
    ])
  })

  it('goes on without pictures that fail or are too large, and removes what is gone', async () => {
    fetchImage = async (url) => (url.endsWith('1.png') ? fail('network-timeout') : ok({ ...picture, bytes: new Uint8Array(300_000) }))
    nodes = [node(), node({ id: '2', retailer_id: 'TEA-002', image_url: 'https://pictures.example/2.png' })]
    const { catalog, list } = room()
    await catalog.sync()
    expect((await list())?.products.map((one) => one.thumbnail)).toEqual([null, null])
    nodes = []
    expect(await catalog.sync()).toMatchObject({ value: { total: 0, removed: 2 } })
  })

  it('uses the catalog linked at Meta when the connection names none', async () => {
    expect(await room(null, [{ id: '88' }]).catalog.sync()).toMatchObject({ value: { catalogId: '88' } })
    expect(room(null).catalog.catalogId(opened.store.read)).toBe('88')
    expect(await room(null).catalog.sync()).toMatchObject({ error: { code: 'catalog-missing' } })
  })

  it('finds products by part of name or code, and those that can be bought', async () => {
    nodes = [node(), node({ id: '2', retailer_id: 'GIFT-01', name: 'Gift box', availability: 'out of stock' })]
    const { catalog, list } = room()
    await catalog.sync()
    const codes = async (input: object) => (await list(input))?.products.map((one) => one.retailerId)
    expect([
      await codes({ search: '烏龍' }),
      await codes({ search: 'gift' }),
      await codes({ inStockOnly: true }),
      await codes({ search: 'zzz' }),
    ]).toEqual([['TEA-001'], ['GIFT-01'], ['TEA-001'], []])
  })
})

describe('reading one product', () => {
  it('takes prices as text to show and finds those without an amount', () => {
    expect(['NT$480', '$1,299.00', '٤٨٠ ر.س', '', 'NT$0.00', '免費', '٠'].map(hasAmount)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('never trusts an address that is not one, nor a product that is not published', () => {
    expect(readProduct(node({ image_url: 'javascript:alert(1)' })).imageUrl).toBeNull()
    const codes = (over: Partial<ProductNode>) =>
      problemsOf(readProduct(node({ description: 'Tea', ...over })), null).map(({ code, blocks }) => `${code}${blocks ? '!' : ''}`)
    expect(codes({})).toEqual([])
    expect(codes({ review_status: '' })).toEqual([])
    expect(codes({ visibility: 'staging' })).toEqual(['hidden-at-meta!'])
    expect(codes({ image_url: '', price: 'TBD' })).toEqual(['no-picture', 'no-price'])
    expect(codes({ review_status: 'pending', availability: 'out of stock' })).toEqual(['in-review!', 'no-stock'])
  })
})
