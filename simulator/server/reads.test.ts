import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { productsPageSchema } from '#contract/cloud-api/answer-catalog.ts'
import { templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import { businessAccountSchema, phoneNumberSchema, tokenFactsSchema } from '#contract/cloud-api/answers.ts'
import { type Caller, type Seen, call, errorOf, startForTest } from '../testing/harness.ts'

function bodyOf(seen: Seen): unknown {
  if ('broken' in seen) throw new Error(seen.broken)
  return seen.body
}

async function readAll<Item>(
  caller: Caller,
  path: string,
  page: z.ZodType<{ data: Item[]; paging?: { next?: string | undefined } | undefined }>,
) {
  const items: Item[] = []
  let calls = 0
  for (let next: string | undefined = path; next !== undefined; calls += 1) {
    const answer: { data: Item[]; paging?: { next?: string | undefined } | undefined } = page.parse(bodyOf(await caller.graph('GET', next)))
    items.push(...answer.data)
    next = answer.paging?.next?.split('/v25.0/')[1]
  }
  return { items, calls }
}

describe('lists', () => {
  it('give all 18 products over pages, each once, with a display price and a picture', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const path = `${caller.simulator.facts.catalogId}/products?fields=id,retailer_id,name,price,currency,availability,image_url&limit=7`
    const { items, calls } = await readAll(caller, path, productsPageSchema)
    expect(calls).toBe(3)
    expect(new Set(items.map((item) => item.retailer_id)).size).toBe(18)
    expect(items.find((item) => item.retailer_id === 'TEA-015')).toMatchObject({
      name: '春日茶禮盒',
      price: 'NT$1,280.00',
      currency: 'TWD',
    })
  })

  it('give templates by pages and by state', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const path = `${caller.simulator.facts.wabaId}/message_templates`
    const all = await readAll(
      caller,
      `${path}?fields=name,status,category,language,components,parameter_format&limit=3`,
      templatesPageSchema,
    )
    expect([all.items.length, all.calls]).toEqual([10, 4])
    const approved = await readAll(caller, `${path}?status=APPROVED`, templatesPageSchema)
    expect(approved.items).toHaveLength(8)
  })

  it('refuse a cursor of nobody and an unknown field', async () => {
    const caller = await startForTest()
    const path = `${caller.simulator.facts.wabaId}/message_templates`
    expect(errorOf(await caller.graph('GET', `${path}?after=nonsense`))?.code).toBe(131059)
    expect(errorOf(await caller.graph('GET', `${path}?fields=name,colour_of_hair`))?.code).toBe(100)
  })

  it('find one product by its article number', async () => {
    const caller = await startForTest()
    const filter = encodeURIComponent(JSON.stringify({ retailer_id: { eq: 'P-2' } }))
    const seen = await caller.graph('GET', `${caller.simulator.facts.catalogId}/products?fields=price&filter=${filter}`)
    expect(bodyOf(seen)).toMatchObject({ data: [{ price: 'NT$1,200.00' }] })
  })
})

describe('objects', () => {
  it('give number and account as the contract reads them', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const { phoneNumberId, wabaId } = caller.simulator.facts
    const fields = 'verified_name,whatsapp_business_manager_messaging_limit,quality_score{score},health_status'
    const number = phoneNumberSchema.parse(bodyOf(await caller.graph('GET', `${phoneNumberId}?fields=${fields}`)))
    expect(number).toMatchObject({
      id: phoneNumberId,
      verified_name: '春日茶行 Spring Tea',
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
    })
    const account = businessAccountSchema.parse(
      bodyOf(await caller.graph('GET', `${wabaId}?fields=name,owner_business_info,primary_funding_id`)),
    )
    expect(account.owner_business_info?.id).toBe(caller.simulator.facts.businessId)
  })

  it('tell what the token may do', async () => {
    const caller = await startForTest()
    const good = await caller.graph('GET', `debug_token?input_token=${caller.simulator.facts.token}`)
    expect(tokenFactsSchema.parse(bodyOf(good)).data).toMatchObject({ is_valid: true, expires_at: 0 })
    expect(tokenFactsSchema.parse(bodyOf(await caller.graph('GET', 'debug_token?input_token=other'))).data.is_valid).toBe(false)
  })

  it('give the linked catalog, the numbers and the profile', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const { wabaId, catalogId, phoneNumberId } = caller.simulator.facts
    expect(bodyOf(await caller.graph('GET', `${wabaId}/product_catalogs`))).toMatchObject({ data: [{ id: catalogId }] })
    expect(bodyOf(await caller.graph('GET', `${wabaId}/phone_numbers`))).toMatchObject({ data: [{ id: phoneNumberId }] })
    const profile = await caller.graph('GET', `${phoneNumberId}/whatsapp_business_profile?fields=about,address,websites`)
    expect(bodyOf(profile)).toMatchObject({ data: [{ address: '臺北市大同區春日街 18 號' }] })
  })
})

describe('pictures', () => {
  it('are true PNG files of the size they say, and the same drawing as SVG', async () => {
    const { simulator } = await startForTest({ scenario: 'spring-tea' })
    const response = await fetch(`${simulator.facts.url}/images/TEA-001.png`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    const dataLength = bytes.readUInt32BE(33)
    expect(inflateSync(bytes.subarray(41, 41 + dataLength))).toHaveLength((width * 3 + 1) * height)
    expect(await (await fetch(`${simulator.facts.url}/images/TEA-001.svg`)).text()).toMatch(/^<svg /)
    expect((await fetch(`${simulator.facts.url}/images/NONE.png`)).status).toBe(404)
  })
})

describe('strangers', () => {
  it('are other host names and web pages', async () => {
    const { simulator } = await startForTest()
    const url = `${simulator.facts.url}/simulator/state`
    expect(await call('GET', url, { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 })
    expect(await call('GET', url, { headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403 })
    expect(await call('GET', url, {})).toMatchObject({ status: 200 })
  })
})
