import { createServer, request } from 'node:http'
import Ajv2020 from 'ajv/dist/2020.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { openToolShop, toolClock } from '../../../test/support/tool-shop.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { sql } from '../../store/index.ts'

const PHONE = '+886912345678'
let vault: ReturnType<typeof tempVault>
let clock: ReturnType<typeof toolClock>
let shop: Awaited<ReturnType<typeof openToolShop<ReturnType<typeof toolClock>>>>
let url: string
beforeEach(async () => {
  vault = tempVault()
  clock = toolClock()
  shop = await openToolShop(vault, clock)
  url = (await shop.must('integration.setEndpoint', { isOn: true })).url ?? ''
})
afterEach(async () => {
  await shop.close()
  vault.remove()
})

type Answer = { readonly status: number; readonly headers: Headers; readonly json: Record<string, unknown> }

const keyFor = async (...scopes: CallInput<'integration.addToken'>['scopes']) =>
  (await shop.must('integration.addToken', { name: 'Till', scopes })).token

async function ask(
  path: string,
  { key, body, method, headers }: { key?: string; body?: unknown; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

/** A request with headers that fetch does not let one set. */
const raw = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/openapi.json`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })

const order = { phone: PHONE, kind: 'order', template: 'order_ready', values: { order: '1042' }, reference: 'r1' }

describe('the endpoint on this computer', () => {
  it('is off until it is switched on, and closes when it is switched off', async () => {
    const off = await shop.must('integration.setEndpoint', { isOn: false })
    expect(off).toMatchObject({ isOn: false, url: null })
    await expect(fetch(url)).rejects.toThrow('fetch failed')
    // Programs find it where it was.
    expect((await shop.must('integration.setEndpoint', { isOn: true })).url).toBe(url)
  })

  it('says when the port that was chosen is taken, and takes no other one', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await shop.must('integration.setEndpoint', { port })).toMatchObject({ url: null, problem: 'port-taken', isOn: true })
    other.close()
  })

  it('answers a key that it knows, and nobody else', async () => {
    const key = await keyFor('notify')
    expect((await ask('/v1/notices', { body: order })).status).toBe(401)
    expect((await ask('/v1/notices', { body: order, key: `${key}x` })).status).toBe(401)
    expect((await ask('/v1/notices', { body: order, key })).json).toMatchObject({ error: { code: 'customer-missing' } })
    await shop.must('customer.save', { phone: PHONE, name: '陳美玲' })
    const sent = await ask('/v1/notices', { body: order, key })
    expect([sent.status, sent.json['state'], sent.json['isKnown']]).toEqual([200, 'waiting', false])
    expect((await ask('/v1/notices', { body: order, key })).json['isKnown']).toBe(true)
    await clock.advance(2_000)
    expect(shop.messenger.bodies).toHaveLength(1)
    expect((await ask(`/v1/notices/${String(sent.json['noticeId'])}`, { key })).json['state']).toBe('accepted')
    expect((await ask('/v1/notices/find', { key, body: { reference: 'r1' } })).json['state']).toBe('accepted')
    const [token] = (await shop.must('integration.endpoint', {})).tokens
    expect(token?.lastUsedAt).not.toBeNull()
    await shop.must('integration.removeToken', { tokenId: token?.tokenId ?? '' })
    expect((await ask('/v1/notices/find', { key, body: { reference: 'r1' } })).status).toBe(401)
  })

  it('keeps a key only as a hash', async () => {
    const key = await keyFor('read')
    expect(JSON.stringify(vault.store.read.all(sql`select * from tool_token`))).not.toContain(key)
    expect(JSON.stringify(await shop.must('integration.endpoint', {}))).not.toContain(key)
  })

  it('lets a key do only what it has the right for', async () => {
    await shop.must('customer.save', { phone: PHONE, name: '陳美玲' })
    const [read, till] = [await keyFor('read'), await keyFor('till')]
    expect((await ask('/v1/notices', { body: order, key: read })).json).toEqual({ error: { code: 'not-allowed' } })
    expect((await ask('/v1/coupons/check', { body: { code: 'TEA15' }, key: read })).status).toBe(403)
    const found = await ask('/v1/customers/find', { body: { phone: '0912-345-678' }, key: read })
    expect(found.json).toMatchObject({ name: '陳…', phone: '+886…678' })
    expect(JSON.stringify(found.json)).not.toContain('912345')
    await shop.must('coupon.save', { name: 'Tea', codes: 'shared', sharedCode: 'TEA15', value: null, usesPerCode: null })
    expect((await ask('/v1/coupons/check', { body: { code: 'tea15' }, key: till })).json).toMatchObject({
      verdict: 'good',
      couponName: 'Tea',
    })
    const use = { code: 'TEA15', requestId: 'till-0001', place: 'Counter 1' }
    const first = await ask('/v1/coupons/redeem', { body: use, key: till })
    expect(first.json['redemptionId']).toBe((await ask('/v1/coupons/redeem', { body: use, key: till })).json['redemptionId'])
    const bought = { phone: PHONE, number: 'T-1', totalMicros: 480_000_000 }
    expect((await ask('/v1/orders', { body: bought, key: till })).json).toMatchObject({ number: 'T-1', currency: 'TWD' })
    expect(await ask('/v1/orders', { body: bought, key: till })).toMatchObject({
      status: 409,
      json: { error: { code: 'order-number-taken' } },
    })
  })

  it('refuses names that only point here, and pages of browsers', async () => {
    const port = new URL(url).port
    expect(await raw({ host: `127.0.0.1:${port}` })).toBe(200)
    expect(await raw({ host: `localhost:${port}` })).toBe(200)
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`])
      expect(await raw({ host })).toBe(403)
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1'])
      expect(await raw({ host: `127.0.0.1:${port}`, origin })).toBe(403)
    expect(await raw({ host: `127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site' })).toBe(403)
    const preflight = await ask('/v1/notices', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('takes JSON of bounded size in the described shape, and says which field does not fit without repeating it', async () => {
    const key = await keyFor('notify')
    expect((await ask('/v1/notices', { key, body: { ...order, values: { order: 'x'.repeat(70_000) } } })).status).toBe(413)
    expect((await ask('/v1/notices', { key, body: 'no json' })).json).toEqual({ error: { code: 'body-refused' } })
    expect((await ask('/v1/notices', { key, body: JSON.stringify(order), headers: { 'content-type': 'text/plain' } })).status).toBe(400)
    expect((await ask('/v1/notices', { key, body: { ...order, template: 7, canary: 1 } })).json).toEqual({
      error: { code: 'input-refused', params: { field: 'template' } },
    })
    expect((await ask('/v1/elsewhere', { key })).status).toBe(404)
  })

  it('bounds how often one may ask, and guesses of keys far more', async () => {
    const key = await keyFor('read')
    const statuses = new Set<number>()
    for (let index = 0; index < 70; index += 1) statuses.add((await ask('/v1/notices/find', { key, body: { reference: 'x' } })).status)
    expect([...statuses].toSorted((one, other) => one - other)).toEqual([404, 429])
    const guesses: number[] = []
    for (let index = 0; index < 12; index += 1)
      guesses.push((await ask('/v1/notices/find', { key: 'wrong', body: { reference: 'x' } })).status)
    expect(guesses.filter((status) => status === 401)).toHaveLength(10)
    await clock.advance(5_000)
    expect((await ask('/v1/notices/find', { key, body: { reference: 'x' } })).status).toBe(404)
  })

  it('describes itself in OpenAPI by the shapes that check each request, and on a page to read', async () => {
    const described = (await ask('/openapi.json')).json as unknown as Description
    expect(described.openapi).toBe('3.1.0')
    const ajv = new Ajv2020({ strict: false })
    const shapes = Object.values(described.paths).flatMap((methods) => Object.values(methods))
    expect(shapes.map(({ operationId }) => operationId)).toContain('notify')
    for (const { requestBody, responses } of shapes) {
      ajv.compile(schemaOf(requestBody))
      ajv.compile(schemaOf(responses['200']))
    }
    const posted = described.paths['/v1/notices']?.['post']
    const notify = ajv.compile(schemaOf(posted?.requestBody))
    expect([notify(order), notify({ ...order, template: 7 }), notify({ ...order, more: 1 })]).toEqual([true, false, false])
    const key = await keyFor('notify')
    await shop.must('customer.save', { phone: PHONE, name: '陳美玲' })
    const answer = ajv.compile(schemaOf(posted?.responses['200']))
    expect(answer((await ask('/v1/notices', { key, body: order })).json)).toBe(true)
    expect(answer({})).toBe(false)
    const page = await fetch(url)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('POST /v1/notices')
  })
})

const schemaOf = (shaped: Shaped | undefined): object => shaped?.content['application/json'].schema ?? {}

type Shaped = { readonly content: { readonly 'application/json': { readonly schema: object } } }
type Description = {
  readonly openapi: string
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { operationId: string; requestBody?: Shaped; responses: Readonly<Record<string, Shaped>> }>>>
  >
}
