import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import { startSimulatorHere, type SimulatorHere } from '../../test/support/simulator-here.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createCloudApi, type CloudApi } from '../cloud-api/index.ts'
import { createAnnouncer, silentLogger, systemClock } from '../kernel/index.ts'
import { createCatalog, type CatalogApi, type CatalogRoom } from './index.ts'

let simulator: SimulatorHere
/** Where the simulator's clock stands, so that no review ends; null lets it go. */
let standsAt: number | null = null
let api: CloudApi
let opened: ReturnType<typeof tempVault>
let catalog: CatalogRoom
let changed: Partial<CatalogApi['catalog']>

// A world of its own for each test: what one publishes is nothing to the next.
beforeEach(async () => {
  const parameters = ['--port', '0', '--scenario', 'plain', '--people', '5', '--tempo', 'instant']
  simulator = await startSimulatorHere(parameters, () => standsAt ?? Date.now())
  const { url: baseUrl, ...facts } = simulator.facts
  api = createCloudApi({ ...facts, baseUrl, authHeader: 'Authorization', clock: systemClock, logger: silentLogger })
  opened = tempVault({ locale: 'en', currency: 'USD' })
  changed = {}
  catalog = room()
  await catalog.sync()
})
afterEach(async () => {
  standsAt = null
  await catalog.stop()
  opened.remove()
  await api.close()
  await simulator.stop()
})

/** The room over the vault; `changed` says what goes wrong on the way to the simulator. */
function room(): CatalogRoom {
  return createCatalog({
    vault: opened,
    clock: systemClock,
    logger: silentLogger,
    announcer: createAnnouncer(),
    api: () => ({ ...api, catalog: { ...api.catalog, ...changed } }),
    catalogId: () => null,
  })
}

async function attempt<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  const context = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const
  const result = await catalog.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, context)
  if (result === undefined) throw new Error(`no answer to ${name}`)
  if (result.ok) calls[name].output.parse(result.value)
  return result
}

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await attempt(name, input)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value
}

type Fields = CallOutput<'catalog.product'>['fields']
const tea: Fields = {
  name: 'Winter tea',
  description: 'For cold days',
  priceMinor: 129_900,
  salePriceMinor: null,
  currency: 'USD',
  availability: 'in stock',
  inventory: 12,
  imageUrl: 'https://shop.example/tea.jpg',
  url: 'https://shop.example/tea',
  brand: 'Plain',
  condition: 'new',
  isPublished: true,
}
const newTea = (retailerId: string, over: Partial<Fields> = {}) =>
  call('catalog.saveDraft', { retailerId, fields: { ...tea, ...over }, isNew: true })
const atMeta = async (retailerId: string) => {
  const found = await api.catalog.products(simulator.facts.catalogId, { filter: { retailer_id: { eq: retailerId } } })
  return found.ok ? found.value : []
}
const draftsNow = async () => (await call('catalog.list', { only: 'drafts' })).products.map(({ retailerId }) => retailerId)

describe('changes that wait', () => {
  it('are seen beside the product, reviewed as before and after, and go to Meta when they are published', async () => {
    standsAt = Date.now()
    const made = await newTea('W-1')
    expect(made).toMatchObject({ productId: '', price: '$1,299.00', draft: { kind: 'new', troubles: [] } })
    const { fields } = await call('catalog.product', { retailerId: 'P-1' })
    await call('catalog.saveDraft', { retailerId: 'P-1', fields: { ...fields, name: 'First of all', priceMinor: 15_050 } })
    await call('catalog.markRemoved', { retailerIds: ['P-3'] })
    const { changes, fit, unfit } = await call('catalog.review', {})
    expect([fit, unfit]).toEqual([3, 0])
    expect(changes.find(({ retailerId }) => retailerId === 'P-1')?.fields).toEqual([
      { field: 'name', before: 'First', after: 'First of all' },
      { field: 'priceMinor', before: 'NT$100.00', after: 'NT$150.50' },
    ])
    expect(await atMeta('W-1')).toEqual([])
    expect(await call('catalog.publish', {})).toEqual({ published: 3, refused: [] })
    const { products, counts } = await call('catalog.list', {})
    expect(counts.drafts).toBe(0)
    expect(products.map(({ retailerId, name, price }) => [retailerId, name, price])).toEqual([
      ['P-1', 'First of all', 'NT$150.50'],
      ['P-2', 'Second', 'NT$1,200.00'],
      ['W-1', 'Winter tea', '$1,299.00'],
    ])
    expect(products.find(({ retailerId }) => retailerId === 'W-1')?.problems[0]).toEqual({ code: 'in-review', detail: '', blocks: true })
    expect((await call('catalog.list', { only: 'sendable' })).products.map(({ retailerId }) => retailerId)).toEqual(['P-2'])
  })

  it('tell what Meta would refuse, are not published then, and can be forgotten', async () => {
    const bad = await newTea('W-2', { priceMinor: null, imageUrl: 'shop.example/tea.jpg', description: '' })
    expect(bad.draft?.troubles).toEqual([
      { field: 'description', code: 'empty' },
      { field: 'priceMinor', code: 'no-price' },
      { field: 'imageUrl', code: 'not-a-web-address' },
    ])
    expect((await newTea('W-3', { salePriceMinor: 129_900 })).draft?.troubles).toEqual([
      { field: 'salePriceMinor', code: 'sale-not-lower' },
    ])
    expect((await newTea('P-2')).draft?.troubles).toEqual([{ field: 'retailerId', code: 'code-taken' }])
    expect(await call('catalog.publish', {})).toEqual({ published: 0, refused: [] })
    await call('catalog.discardDrafts', {})
    expect((await call('catalog.list', {})).products.some(({ retailerId }) => retailerId === 'W-2')).toBe(false)
    expect(await attempt('catalog.product', { retailerId: 'W-2' })).toMatchObject({ error: { code: 'product-missing' } })
    expect(await attempt('catalog.saveDraft', { retailerId: 'W-9', fields: tea })).toMatchObject({ error: { code: 'product-missing' } })
  })

  it('leave what somebody else changed at Meta meanwhile', async () => {
    const { fields } = await call('catalog.product', { retailerId: 'P-2' })
    await call('catalog.saveDraft', { retailerId: 'P-2', fields: { ...fields, brand: 'Mine' } })
    const [node] = await atMeta('P-2')
    await api.catalog.editProduct(node?.id ?? '', { price: 88_800, currency: 'USD' })
    await catalog.sync()
    expect(await call('catalog.publish', {})).toEqual({ published: 1, refused: [] })
    expect(await atMeta('P-2')).toMatchObject([{ price: '$888.00', brand: 'Mine' }])
  })

  it('stay with the reason of Meta where it refuses one, and the others go', async () => {
    await newTea('W-4')
    await newTea('W-5')
    await api.catalog.createProduct(simulator.facts.catalogId, { retailer_id: 'W-4', name: 'Other', price: 100, currency: 'USD' })
    const { published, refused } = await call('catalog.publish', {})
    expect([published, refused]).toEqual([
      1,
      [{ retailerId: 'W-4', name: 'Winter tea', code: 'meta-refused', detail: expect.stringContaining('is there already') }],
    ])
    expect(await draftsNow()).toEqual(['W-4'])
    const { product } = await call('catalog.product', { retailerId: 'W-4' })
    expect(product.draft?.troubles).toEqual([{ field: 'retailerId', code: 'code-taken' }])
    expect(product.problems.at(-1)?.detail).toContain('is there already')
  })

  it('end a lower price by its dates, and bring it back', async () => {
    await newTea('W-6', { salePriceMinor: 99_900 })
    await call('catalog.publish', {})
    const sale = async () => (await call('catalog.product', { retailerId: 'W-6' })).fields.salePriceMinor
    expect(await sale()).toBe(99_900)
    await call('catalog.saveDraft', { retailerId: 'W-6', fields: tea })
    expect(await call('catalog.publish', {})).toMatchObject({ published: 1 })
    expect([await sale(), (await atMeta('W-6'))[0]?.sale_price]).toEqual([null, '$999.00'])
    await call('catalog.saveDraft', { retailerId: 'W-6', fields: { ...tea, salePriceMinor: 50_000 } })
    await call('catalog.publish', {})
    expect(await sale()).toBe(50_000)
  })
})

describe('publishing that is cut off', () => {
  it('looks a new product up by its code, so that it is never made twice', async () => {
    await newTea('C-1')
    changed = {
      createProduct: async (...request) => {
        await api.catalog.createProduct(...request)
        return fail('network-timeout', undefined, 'now')
      },
      products: async () => fail('network-unreachable', undefined, 'now'),
    }
    expect(await attempt('catalog.publish', {})).toMatchObject({ error: { code: 'network-timeout' } })
    expect(await draftsNow()).toEqual(['C-1'])
    changed = {}
    expect(await call('catalog.publish', {})).toEqual({ published: 1, refused: [] })
    expect([(await atMeta('C-1')).length, await draftsNow()]).toEqual([1, []])
  })

  it('goes on after a kill between request and answer', async () => {
    await newTea('C-2')
    let arrived = () => {}
    const atTheSimulator = new Promise<void>((resolve) => {
      arrived = resolve
    })
    changed = {
      createProduct: async (...request) => {
        await api.catalog.createProduct(...request)
        arrived()
        return new Promise<never>(() => {})
      },
    }
    void attempt('catalog.publish', {})
    await atTheSimulator
    changed = {}
    catalog = room()
    const { fields } = await call('catalog.product', { retailerId: 'C-2' })
    await call('catalog.saveDraft', { retailerId: 'C-2', fields: { ...fields, brand: 'Later' } })
    expect(await call('catalog.publish', {})).toEqual({ published: 1, refused: [] })
    expect(await atMeta('C-2')).toMatchObject([{ brand: 'Later' }])
  })

  it('stops at a key that is refused, and says so for all that were left', async () => {
    await newTea('C-3')
    changed = { createProduct: async () => fail('meta-key-refused') }
    expect(await attempt('catalog.publish', {})).toMatchObject({ error: { code: 'meta-key-refused' } })
    await newTea('C-4')
    let times = 0
    changed = { createProduct: async (...request) => ((times += 1) === 1 ? api.catalog.createProduct(...request) : fail('meta-busy')) }
    expect(await call('catalog.publish', {})).toMatchObject({ published: 1, refused: [{ retailerId: 'C-4', code: 'meta-busy' }] })
    await call('catalog.discardDrafts', {})
  })

  it('follows a batch that was left, and asks the products themselves when Meta forgot it', async () => {
    const codes = Array.from({ length: 25 }, (_, index) => `B-${index}`)
    for (const code of codes) await newTea(code)
    changed = { batchStatus: async () => fail('meta-key-refused') }
    expect(await attempt('catalog.publish', {})).toMatchObject({ error: { code: 'meta-key-refused' } })
    changed = { batch: async () => fail('bug') }
    expect(await call('catalog.publish', {})).toEqual({ published: 25, refused: [] })
    expect(await draftsNow()).toEqual([])
  })
})

describe('many changes', () => {
  it('go by one batch, and those that it refuses stay', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `M-${index},Tea ${index},For all,${index + 1}.50 USD,https://shop.example/${index}.jpg,in stock`,
    )
    const file = join(opened.folder, 'table.csv')
    writeFileSync(file, ['id,title,description,price,image_link,availability', ...rows].join('\n'))
    expect(await call('catalog.importFile', { file })).toMatchObject({ added: 30, changed: 0, same: 0, refused: [] })
    expect(await call('catalog.importFile', { file })).toMatchObject({ added: 0, changed: 0, same: 30 })
    let batches = 0
    changed = {
      batch: async (...request) => ((batches += 1), api.catalog.batch(...request)),
      batchStatus: async (...request) => {
        const status = await api.catalog.batchStatus(...request)
        return status.ok ? { ok: true, value: { ...status.value, errors: [{ id: 'M-7', message: 'no such tea' }] } } : status
      },
      createProduct: async () => fail('bug'),
    }
    const { published, refused } = await call('catalog.publish', {})
    expect([batches, published]).toEqual([1, 29])
    expect(refused).toEqual([{ retailerId: 'M-7', name: 'Tea 7', code: 'meta-refused', detail: 'no such tea' }])
    expect((await atMeta('M-3'))[0]?.price).toBe('$4.50')
  })

  it('of a currency without cents go by batch even when they are few', async () => {
    await newTea('Y-1', { currency: 'JPY', priceMinor: 1_200 })
    changed = { createProduct: async () => fail('bug') }
    expect(await call('catalog.publish', {})).toEqual({ published: 1, refused: [] })
    expect((await atMeta('Y-1'))[0]?.price).toBe('¥1,200')
  })
})

describe('at the counter', () => {
  it('stock goes to Meta at once, hiding stays here', async () => {
    expect(await call('catalog.setAvailability', { retailerId: 'P-2', availability: 'out of stock' })).toMatchObject({
      availability: 'out of stock',
      draft: null,
    })
    expect((await atMeta('P-2'))[0]?.availability).toBe('out of stock')
    await call('catalog.setAvailability', { retailerId: 'P-2', availability: 'in stock' })
    await call('catalog.setHidden', { retailerId: 'P-2', isHidden: true })
    await catalog.sync()
    const codes = async (only: 'sendable' | 'all') => (await call('catalog.list', { only })).products.map(({ retailerId }) => retailerId)
    expect([(await codes('sendable')).includes('P-2'), (await codes('all')).includes('P-2')]).toEqual([false, true])
  })

  it('sets are made, changed and removed; those with a rule are only read', async () => {
    const { setId } = await call('catalog.saveSet', { name: 'Both', retailerIds: ['P-1', 'P-2'] })
    await api.catalog.createSet(simulator.facts.catalogId, { name: 'Cheap', filter: { price_amount: { lt: 16_000 } } })
    await catalog.sync()
    const { sets } = await call('catalog.list', {})
    expect(sets.map(({ name, isEditable }) => [name, isEditable])).toEqual([
      ['Both', true],
      ['Cheap', false],
    ])
    expect((await call('catalog.list', { setId })).products.map(({ retailerId }) => retailerId)).toEqual(['P-1', 'P-2'])
    await call('catalog.saveSet', { setId, name: 'One', retailerIds: ['P-1'] })
    expect((await call('catalog.product', { retailerId: 'P-2' })).setIds).not.toContain(setId)
    const rule = sets.find(({ name }) => name === 'Cheap')?.setId ?? ''
    expect(await attempt('catalog.saveSet', { setId: rule, name: 'X', retailerIds: ['P-1'] })).toMatchObject({
      error: { code: 'product-set-by-rule' },
    })
    expect(await attempt('catalog.saveSet', { name: 'X', retailerIds: ['nothing'] })).toMatchObject({ error: { code: 'product-missing' } })
    await call('catalog.removeSet', { setId })
    expect(await attempt('catalog.removeSet', { setId })).toMatchObject({ error: { code: 'product-set-missing' } })
  })

  it('a set whose answer was lost is found again', async () => {
    changed = {
      createSet: async (...request) => {
        await api.catalog.createSet(...request)
        return fail('network-timeout', undefined, 'now')
      },
    }
    expect(await call('catalog.saveSet', { name: 'Lost', retailerIds: ['P-1'] })).toMatchObject({ setId: expect.stringMatching(/^\d+$/) })
  })

  it('what customers see is read and switched, and the catalog is linked and taken back', async () => {
    await call('catalog.setShopWindow', { isVisible: true, isCartOn: false })
    const { catalogId } = simulator.facts
    expect(await call('catalog.choices', {})).toMatchObject({
      catalogs: [{ catalogId, name: 'Plain catalog', isLinked: true }],
      isCartOn: false,
      isVisible: true,
    })
    await call('catalog.link', { catalogId: null })
    expect(await attempt('catalog.sync', {})).toMatchObject({ error: { code: 'catalog-missing' } })
    expect(catalog.catalogId(opened.store.read)).toBeNull()
    await call('catalog.link', { catalogId })
    expect([catalog.catalogId(opened.store.read), (await call('catalog.list', {})).catalogName]).toEqual([catalogId, 'Plain catalog'])
  })
})
