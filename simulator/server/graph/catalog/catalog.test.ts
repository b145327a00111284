import { describe, expect, it } from 'vitest'
import { catalogsPageSchema, productNodeSchema, productsPageSchema } from '#contract/cloud-api/answer-catalog.ts'
import { createdAnswerSchema } from '#contract/cloud-api/answer-common.ts'
import {
  batchAnswerSchema,
  batchStatusPageSchema,
  catalogDiagnosticSchema,
  commerceSettingsPageSchema,
  createProductSchema,
  itemsBatchSchema,
  productGroupsPageSchema,
  productSetSchema,
  productSetsPageSchema,
} from '#contract/cloud-api/manage-catalog.ts'
import { pageOf } from '#contract/cloud-api/answers.ts'
import { type Caller, errorOf, startForTest } from '../../../testing/harness.ts'
import { bodyOf, pass, queryOf } from '../../../testing/management.ts'
import { writePrice } from './price.ts'

const fields =
  'id,retailer_id,name,description,price,sale_price,currency,availability,image_url,image_fetch_status,review_status,review_rejection_reasons,visibility,errors'

function aProduct(changes: object = {}): object {
  return {
    retailer_id: 'TEA-900',
    name: 'Winter tea',
    price: 129_900,
    currency: 'USD',
    description: 'For cold days',
    image_url: 'https://shop.example/tea.jpg',
    url: 'https://shop.example/tea',
    ...changes,
  }
}

async function create(caller: Caller, product: object) {
  return caller.graph('POST', `${caller.simulator.facts.catalogId}/products`, { body: product })
}

async function made(caller: Caller, product: object): Promise<string> {
  expect(createProductSchema.safeParse(product).success).toBe(true)
  return createdAnswerSchema.parse(bodyOf(await create(caller, product))).id
}

async function read(caller: Caller, id: string) {
  return productNodeSchema.parse(bodyOf(await caller.graph('GET', `${id}?fields=${fields}`)))
}

describe('prices', () => {
  it.each([
    [48_000, 'TWD', 'NT$480.00'],
    [129_900, 'USD', '$1,299.00'],
    [1_990, 'BRL', 'R$\u00a019,90'],
    [49_900, 'INR', '₹499.00'],
    [1_200, 'JPY', '¥1,200'],
    [5, 'USD', '$0.05'],
    [1_234_500, 'EUR', '12.345,00 €'],
    [1_000, 'AED', 'AED 10.00'],
  ])('of %i %s read as %s', (minor, currency, text) => {
    expect(writePrice(minor, currency)).toBe(text)
  })
})

describe('a product', () => {
  it('is written in cents and read as words, and is approved after a review', async () => {
    const caller = await startForTest()
    const id = await made(caller, aProduct({ sale_price: 99_900 }))
    expect(await read(caller, id)).toMatchObject({ price: '$1,299.00', sale_price: '$999.00', review_status: 'pending' })
    await pass(caller, 5_000)
    expect(await read(caller, id)).toMatchObject({ review_status: 'approved', image_fetch_status: 'FETCHED', visibility: 'published' })
  })

  it('that may not be sold is refused with a reason, until its words change', async () => {
    const caller = await startForTest()
    const id = await made(caller, aProduct({ name: 'Red wine' }))
    await pass(caller, 5_000)
    expect(await read(caller, id)).toMatchObject({ review_status: 'rejected', review_rejection_reasons: ['ALCOHOL'] })
    bodyOf(await caller.graph('POST', id, { body: { name: 'Red tea' } }))
    expect(await read(caller, id)).toMatchObject({ review_status: 'pending' })
    await pass(caller, 5_000)
    expect(await read(caller, id)).toMatchObject({ review_status: 'approved', name: 'Red tea' })
  })

  it('with a picture that is not there says so, also in the diagnostics', async () => {
    const caller = await startForTest()
    const { catalogId } = caller.simulator.facts
    const id = await made(caller, aProduct({ image_url: 'https://shop.example/missing.jpg' }))
    await pass(caller, 5_000)
    expect(await read(caller, id)).toMatchObject({ image_fetch_status: 'FETCH_FAILED', errors: [{ error_type: 'IMAGE_FETCH_FAILED' }] })
    const diagnostics = pageOf(catalogDiagnosticSchema).parse(bodyOf(await caller.graph('GET', `${catalogId}/diagnostics`)))
    expect(diagnostics.data).toMatchObject([{ type: 'IMAGE_FETCH_FAILED', number_of_affected_items: 1 }])
    const seen = await caller.graph('GET', `${catalogId}/products?error_type=IMAGE_FETCH_FAILED&fields=retailer_id,name`)
    expect(productsPageSchema.parse(bodyOf(seen)).data.map((one) => one.retailer_id)).toEqual(['TEA-900'])
  })

  it('needs its fields, a number of its own and a sale below the price', async () => {
    const caller = await startForTest()
    for (const field of ['retailer_id', 'name', 'price', 'currency']) {
      expect(errorOf(await create(caller, aProduct({ [field]: undefined })))?.code).toBe(100)
    }
    expect(errorOf(await create(caller, aProduct({ currency: 'euro' })))?.code).toBe(100)
    expect(errorOf(await create(caller, aProduct({ sale_price: 129_900 })))?.code).toBe(100)
    expect(errorOf(await create(caller, aProduct({ availability: 'maybe' })))?.code).toBe(100)
    await made(caller, aProduct())
    expect(errorOf(await create(caller, aProduct()))?.code).toBe(10_800)
  })

  it('can be sent only once it is approved, and no more when it is deleted', async () => {
    const caller = await startForTest()
    const { catalogId, phoneNumberId } = caller.simulator.facts
    bodyOf(await caller.graph('POST', `${phoneNumberId}/whatsapp_commerce_settings?is_catalog_visible=true`))
    await caller.control('POST', 'say', { from: '+886900000000', text: 'hi' })
    const action = { catalog_id: catalogId, product_retailer_id: 'TEA-900' }
    const message = { messaging_product: 'whatsapp', to: '+886900000000', type: 'interactive', interactive: { type: 'product', action } }
    const id = await made(caller, aProduct())
    expect(errorOf(await caller.send(message))?.code).toBe(131009)
    await pass(caller, 5_000)
    bodyOf(await caller.send(message))
    bodyOf(await caller.graph('DELETE', id))
    expect(errorOf(await caller.send(message))?.code).toBe(131009)
    expect(errorOf(await caller.graph('GET', id))).toMatchObject({ code: 100, subcode: 33 })
  })
})

describe('many products', () => {
  it('come by a batch, are read page by page and found by a rule', async () => {
    const caller = await startForTest()
    const { catalogId } = caller.simulator.facts
    const count = 10_000
    for (let start = 0; start < count; start += 5_000) {
      const requests = Array.from({ length: 5_000 }, (_, index) => ({
        method: 'CREATE',
        data: { id: `SKU-${start + index}`, title: `Tea ${start + index}`, price: '12.50 USD', availability: 'in stock', brand: 'A' },
      }))
      expect(itemsBatchSchema.safeParse({ item_type: 'PRODUCT_ITEM', requests }).success).toBe(true)
      const body = { item_type: 'PRODUCT_ITEM', requests }
      batchAnswerSchema.parse(bodyOf(await caller.graph('POST', `${catalogId}/items_batch`, { body })))
    }
    await pass(caller, 5_000)
    const seen = new Set<string>()
    let after = ''
    do {
      const path = `${catalogId}/products?${queryOf({ fields: 'id,retailer_id,name,price', limit: 1_000, ...(after === '' ? {} : { after }) })}`
      const page = productsPageSchema.parse(bodyOf(await caller.graph('GET', path)))
      for (const product of page.data) seen.add(product.retailer_id)
      after = page.paging?.next === undefined ? '' : (page.paging.cursors?.after ?? '')
    } while (after !== '')
    expect(seen.size).toBe(count + 3)
    const filter = JSON.stringify({ or: [{ retailer_id: { is_any: ['SKU-7', 'SKU-9999'] } }, { name: { eq: 'Tea 8' } }] })
    const found = productsPageSchema.parse(
      bodyOf(await caller.graph('GET', `${catalogId}/products?${queryOf({ filter, fields: 'retailer_id,name' })}`)),
    )
    expect(found.data.map((one) => one.retailer_id)).toEqual(['SKU-7', 'SKU-8', 'SKU-9999'])
    expect(errorOf(await caller.graph('GET', `${catalogId}/products?${queryOf({ filter: '{"x":{"eq":1}}' })}`))?.code).toBe(100)
  })

  it('tell line by line what a batch could not do', async () => {
    const caller = await startForTest()
    const { catalogId } = caller.simulator.facts
    const requests = [
      { method: 'UPDATE', data: { id: 'P-1', price: '150.00 TWD' } },
      { method: 'CREATE', data: { id: 'N-1', title: 'No price' } },
      { method: 'UPDATE', data: { id: 'P-2', price: 'cheap' } },
      { method: 'DELETE', data: { id: 'NONE' } },
      { method: 'DELETE', data: { id: 'P-3' } },
    ]
    const started = await caller.graph('POST', `${catalogId}/items_batch`, { body: { item_type: 'PRODUCT_ITEM', requests } })
    const handle = batchAnswerSchema.parse(bodyOf(started)).handles[0] ?? ''
    const status = async () => {
      const seen = await caller.graph('GET', `${catalogId}/check_batch_request_status?handle=${handle}`)
      return batchStatusPageSchema.parse(bodyOf(seen)).data[0]
    }
    expect(await status()).toMatchObject({ status: 'in_progress' })
    await pass(caller, 5_000)
    expect(await status()).toMatchObject({ status: 'finished', errors_total_count: 3, ids_of_invalid_requests: ['N-1', 'P-2', 'NONE'] })
    const page = productsPageSchema.parse(bodyOf(await caller.graph('GET', `${catalogId}/products?fields=retailer_id,name,price`)))
    expect(page.data.map((one) => [one.retailer_id, one.price])).toEqual([
      ['P-1', 'NT$150.00'],
      ['P-2', 'NT$1,200.00'],
    ])
    expect(errorOf(await caller.graph('GET', `${catalogId}/check_batch_request_status?handle=none`))?.code).toBe(100)
  })
})

describe('sets and groups', () => {
  it('hold what their rule says', async () => {
    const caller = await startForTest()
    const { catalogId } = caller.simulator.facts
    const filter = { retailer_id: { is_any: ['P-1', 'P-3'] } }
    const set = await caller.graph('POST', `${catalogId}/product_sets`, { body: { name: 'Two', filter } })
    const { id } = createdAnswerSchema.parse(bodyOf(set))
    const readSet = async () => productSetSchema.parse(bodyOf(await caller.graph('GET', `${id}?fields=id,name,filter,product_count`)))
    expect(await readSet()).toMatchObject({ name: 'Two', product_count: 2 })
    expect(productsPageSchema.parse(bodyOf(await caller.graph('GET', `${id}/products`))).data.map((one) => one.retailer_id)).toEqual([
      'P-1',
      'P-3',
    ])
    bodyOf(await caller.graph('POST', id, { body: { name: 'One', filter: JSON.stringify({ retailer_id: { eq: 'P-1' } }) } }))
    expect(await readSet()).toMatchObject({ name: 'One', product_count: 1 })
    expect(errorOf(await caller.graph('POST', `${catalogId}/product_sets`, { body: { name: 'One' } }))?.code).toBe(100)
    expect(productSetsPageSchema.parse(bodyOf(await caller.graph('GET', `${catalogId}/product_sets`))).data).toHaveLength(1)
    bodyOf(await caller.graph('DELETE', id))
    expect(productSetsPageSchema.parse(bodyOf(await caller.graph('GET', `${catalogId}/product_sets`))).data).toEqual([])
    await made(caller, aProduct({ retailer_product_group_id: 'WINTER', size: '150 g' }))
    const groups = productGroupsPageSchema.parse(bodyOf(await caller.graph('GET', `${catalogId}/product_groups`)))
    expect(groups.data.map((one) => one.retailer_id)).toEqual(['WINTER'])
  })
})

describe('the catalog', () => {
  it('is owned, linked and unlinked; an account has one', async () => {
    const caller = await startForTest()
    const { wabaId, businessId, catalogId } = caller.simulator.facts
    const list = async (path: string) => catalogsPageSchema.parse(bodyOf(await caller.graph('GET', path))).data.map((one) => one.id)
    expect(await list(`${businessId}/owned_product_catalogs?fields=id,name,vertical,product_count`)).toEqual([catalogId])
    expect(await list(`${businessId}/client_product_catalogs`)).toEqual([])
    expect(await list(`${wabaId}/product_catalogs`)).toEqual([catalogId])
    expect(errorOf(await caller.graph('POST', `${wabaId}/product_catalogs?catalog_id=${catalogId}`))?.code).toBe(100)
    bodyOf(await caller.graph('DELETE', `${wabaId}/product_catalogs?catalog_id=${catalogId}`))
    expect(await list(`${wabaId}/product_catalogs`)).toEqual([])
    bodyOf(await caller.graph('POST', `${wabaId}/product_catalogs`, { body: { catalog_id: catalogId } }))
    expect(await list(`${wabaId}/product_catalogs`)).toEqual([catalogId])
    expect(errorOf(await caller.graph('POST', `${wabaId}/product_catalogs?catalog_id=1`))).toMatchObject({ code: 100, subcode: 33 })
  })

  it('starts hidden with the cart on, as at Meta', async () => {
    const caller = await startForTest()
    const path = `${caller.simulator.facts.phoneNumberId}/whatsapp_commerce_settings`
    const read = async () => commerceSettingsPageSchema.parse(bodyOf(await caller.graph('GET', path))).data[0]
    expect(await read()).toMatchObject({ is_cart_enabled: true, is_catalog_visible: false })
    bodyOf(await caller.graph('POST', `${path}?is_catalog_visible=true&is_cart_enabled=false`))
    expect(await read()).toMatchObject({ is_cart_enabled: false, is_catalog_visible: true })
  })
})
