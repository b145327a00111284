import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { catalogApi } from '../../test/support/catalog-api.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, silentLogger } from '../kernel/index.ts'
import { createCatalog, type CatalogApi } from './index.ts'

const node = (code: string, over: Partial<ProductNode> = {}): ProductNode => ({
  id: `9${code}`,
  retailer_id: code,
  name: `Tea ${code}`,
  description: 'Good',
  price: '$5.00',
  currency: 'USD',
  availability: 'in stock',
  image_url: `https://pictures.example/${code}.png`,
  review_status: 'approved',
  ...over,
})

function picture(side: number, sizeBytes: number) {
  const bytes = new Uint8Array(sizeBytes)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, side)
  view.setUint32(20, side)
  return { bytes, type: 'image/png' as const }
}

let opened: ReturnType<typeof tempVault>
let nodes: ProductNode[]
let answers: Partial<CatalogApi['catalog']>
let fetchImage: CatalogApi['fetchImage']
beforeEach(() => {
  opened = tempVault({ locale: 'en', currency: 'USD' })
  nodes = []
  answers = {}
  fetchImage = async () => ok(picture(600, 100))
})
afterEach(() => opened.remove())

function room() {
  const clock = manualClock()
  const catalog = createCatalog({
    vault: opened,
    clock,
    logger: silentLogger,
    announcer: createAnnouncer(),
    api: () => catalogApi({ products: async () => ok(nodes), ...answers }, (url) => fetchImage(url)),
    catalogId: () => '77',
  })
  const attempt = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const context = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const
    const result = await catalog.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, context)
    if (result === undefined) throw new Error(`no answer to ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  const list = async (input: CallInput<'catalog.list'> = {}) => {
    const answer = await attempt('catalog.list', input)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  return { catalog, clock, attempt, list }
}
const codesOf = ({ products }: CallOutput<'catalog.list'>) => products.map(({ retailerId }) => retailerId)

describe('a long list', () => {
  it('comes page by page, each product once, also when the last one of a page is gone meanwhile', async () => {
    nodes = Array.from({ length: 25 }, (_, index) => node(`P${String(index).padStart(2, '0')}`, { name: index % 2 === 0 ? 'Same' : 'Tea' }))
    const { catalog, list } = room()
    await catalog.sync()
    const first = await list({ limit: 10 })
    const second = await list({ limit: 10, cursor: first.nextCursor ?? '' })
    const third = await list({ limit: 10, cursor: second.nextCursor ?? '' })
    expect([third.nextCursor, third.counts]).toEqual([null, { all: 25, found: 25, problems: 0, drafts: 0 }])
    expect(new Set([first, second, third].flatMap(codesOf)).size).toBe(25)
    nodes = nodes.filter(({ retailer_id: code }) => code !== codesOf(first).at(-1))
    await catalog.sync()
    expect(codesOf(await list({ limit: 10, cursor: first.nextCursor ?? '' })).length).toBe(10)
    expect(codesOf(await list({ cursor: 'nonsense' })).length).toBe(24)
  })

  it('is searched in both writings of Chinese and without case', async () => {
    nodes = [node('A', { name: '凍頂烏龍茶' }), node('GIFT-1', { name: 'Café Box' })]
    const { catalog, list } = room()
    await catalog.sync()
    expect([
      codesOf(await list({ search: '龙茶' })),
      codesOf(await list({ search: 'cafe' })),
      codesOf(await list({ search: 'gift-' })),
    ]).toEqual([['A'], ['GIFT-1'], ['GIFT-1']])
  })

  it('gives pictures up to a size, and the other products without', async () => {
    nodes = Array.from({ length: 30 }, (_, index) => node(`P${index}`))
    fetchImage = async () => ok(picture(600, 250_000))
    const { catalog, list } = room()
    await catalog.sync()
    const { products } = await list()
    const shown = products.filter(({ thumbnail }) => thumbnail !== null).length
    expect([products.length, shown]).toEqual([30, Math.floor((6 * 1024 * 1024) / 250_000)])
  })
})

describe('pictures', () => {
  it('that are small are a problem; those that are too large to keep are measured all the same and not fetched again', async () => {
    nodes = [node('S'), node('L')]
    let fetched = 0
    fetchImage = async (url) => {
      fetched += 1
      return ok(url.endsWith('S.png') ? picture(320, 100) : picture(499, 300_000))
    }
    const { catalog, list } = room()
    await catalog.sync()
    await catalog.sync()
    const { products, counts } = await list()
    expect([fetched, counts.problems]).toEqual([2, 2])
    expect(products.map(({ retailerId, thumbnail, problems }) => [retailerId, thumbnail !== null, problems[0]?.code])).toEqual([
      ['L', false, 'picture-too-small'],
      ['S', true, 'picture-too-small'],
    ])
  })

  it("of the shop's own are shown until Meta has one, and while a change waits", async () => {
    nodes = [node('A'), node('B', { image_url: '' })]
    const { catalog, attempt, list } = room()
    await catalog.sync()
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0x02, 0x58, 0x02, 0x58, 3, 1, 2, 3, 4]).toString('base64')
    expect(await attempt('catalog.setPhoto', { retailerId: 'B', jpegBase64: jpeg })).toMatchObject({
      value: { thumbnail: `data:image/jpeg;base64,${jpeg}` },
    })
    await attempt('catalog.setPhoto', { retailerId: 'A', jpegBase64: jpeg })
    const first = async () => (await list()).products[0]?.thumbnail?.slice(0, 15)
    expect(await first()).toBe('data:image/png;')
    await attempt('catalog.markRemoved', { retailerIds: ['A'] })
    expect(await first()).toBe('data:image/jpeg')
    expect(await attempt('catalog.setPhoto', { retailerId: 'A', jpegBase64: 'aGVsbG8=' })).toMatchObject({
      error: { code: 'picture-refused' },
    })
    expect(await attempt('catalog.setPhoto', { retailerId: 'Z', jpegBase64: jpeg })).toMatchObject({ error: { code: 'product-missing' } })
  })
})

describe('reading beside other work', () => {
  it('does not put back what the counter changed while it was under way', async () => {
    nodes = [node('A')]
    const { catalog, clock, attempt, list } = room()
    await catalog.sync()
    let goOn = () => {}
    const old = ok([node('A')])
    answers = {
      products: () => new Promise((resolve) => (goOn = () => resolve(old))),
      editProduct: async () => ok(undefined),
      product: async () => ok(node('A', { availability: 'out of stock' })),
    }
    const reading = catalog.sync()
    const again = catalog.sync()
    await new Promise((resolve) => setImmediate(resolve))
    clock.set(clock.now() + 50)
    await attempt('catalog.setAvailability', { retailerId: 'A', availability: 'out of stock' })
    goOn()
    expect(await reading).toEqual(await again)
    expect((await list()).products[0]?.availability).toBe('out of stock')
  })

  it('keeps the work on a product that is gone from Meta as a new one, and forgets removals that have happened', async () => {
    nodes = [node('A'), node('B')]
    const { catalog, attempt, list } = room()
    await catalog.sync()
    const shown = await attempt('catalog.product', { retailerId: 'A' })
    if (!shown.ok) throw new Error(shown.error.code)
    await attempt('catalog.saveDraft', { retailerId: 'A', fields: { ...shown.value.fields, name: 'Better' } })
    await attempt('catalog.markRemoved', { retailerIds: ['B'] })
    nodes = []
    expect(await catalog.sync()).toMatchObject({ value: { total: 0, removed: 2 } })
    const { products } = await list()
    expect(products).toMatchObject([
      { retailerId: 'A', productId: '', draft: { kind: 'new', fields: { name: 'Better', priceMinor: 500 } } },
    ])
    expect(catalog.find(opened.store.read, 'A')).toBeUndefined()
  })

  it('forgets a change that was put back to what Meta has', async () => {
    nodes = [node('A')]
    const { catalog, attempt, list } = room()
    await catalog.sync()
    const shown = await attempt('catalog.product', { retailerId: 'A' })
    if (!shown.ok) throw new Error(shown.error.code)
    const { fields } = shown.value
    await attempt('catalog.saveDraft', { retailerId: 'A', fields: { ...fields, name: 'Better' } })
    expect((await list()).counts.drafts).toBe(1)
    await attempt('catalog.saveDraft', { retailerId: 'A', fields })
    expect((await list()).counts.drafts).toBe(0)
  })

  it('writes nothing any more once the room has ended', async () => {
    const { catalog, list } = room()
    let goOn = () => {}
    answers = { products: () => new Promise((resolve) => (goOn = () => resolve(ok([node('A')])))) }
    const reading = catalog.sync()
    await new Promise((resolve) => setImmediate(resolve))
    void catalog.stop()
    goOn()
    expect(await reading).toMatchObject({ error: { code: 'call-cancelled' } })
    expect((await list()).products).toEqual([])
  })
})
