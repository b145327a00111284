import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { HookBody } from '#contract/ipc/integration.ts'
import { openToolShop, toolClock } from '../../../test/support/tool-shop.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { sql } from '../../store/index.ts'
import { mayConnect, readHookUrl } from './address.ts'
import { isHopeless, nextTryAt } from './rules.ts'

const HOUR_MS = 3_600_000
let vault: ReturnType<typeof tempVault>
let clock: ReturnType<typeof toolClock>
let shop: Awaited<ReturnType<typeof openToolShop<ReturnType<typeof toolClock>>>>
let server: Server
let url: string
type Told = { readonly headers: IncomingHttpHeaders; readonly body: string }
let told: Told[]
let answer: (count: number) => { status: number; location?: string }

beforeEach(async () => {
  told = []
  answer = () => ({ status: 200 })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      const { status, location } = answer(told.length)
      response.writeHead(status, location === undefined ? {} : { location }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/crm`
  vault = tempVault()
  clock = toolClock()
  shop = await openToolShop(vault, clock)
})
afterEach(async () => {
  await shop.close()
  server.close()
  server.closeAllConnections()
  vault.remove()
})

const hookFor = async (more: Partial<CallInput<'integration.saveHook'>> = {}) =>
  shop.must('integration.saveHook', {
    name: 'CRM',
    url,
    events: ['order-added', 'message-received', 'offers-ended', 'coupon-used'],
    ...more,
  })
const customer = async (phone = '+886912345678') => (await shop.must('customer.save', { phone, name: '陳美玲' })).customerId
const order = (customerId: string, number: string) => shop.must('order.add', { customerId, number, totalMicros: 480_000_000 })
const deliveries = async () => (await shop.must('integration.deliveries', {})).deliveries
const say = (customerId: string, id: string, text: string) =>
  vault.store.write((db) =>
    db.run(sql`
      insert into message (message_id, customer_seq, direction, content, wamid, at, received_at)
      select ${`msg_${id}0000000000`}, seq, 'in', ${JSON.stringify({ kind: 'text', text })}, ${id}, ${clock.now()}, ${clock.now()} from customer where customer_id = ${customerId}`),
  )

/** Lets the real connection do its work while the clock is moved. */
async function until(fits: () => boolean | Promise<boolean>, stepMs = 1_000): Promise<void> {
  while (!(await fits())) {
    await clock.advance(stepMs)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('an event hook', () => {
  it('is told once, signed with the secret that was shown once', async () => {
    const { secret, hook } = await hookFor()
    await order(await customer(), 'A-1')
    await until(async () => (await deliveries())[0]?.state === 'arrived')
    expect(told).toHaveLength(1)
    const { headers, body } = told[0] ?? { headers: {}, body: '' }
    const signed = createHmac('sha256', secret ?? '')
      .update(`${String(headers['shopbell-timestamp'])}.${body}`)
      .digest('hex')
    expect(headers['shopbell-signature']).toBe(`v1=${signed}`)
    expect(HookBody.parse(JSON.parse(body))).toMatchObject({
      event: 'order-added',
      eventId: headers['shopbell-event-id'],
      data: { number: 'A-1' },
    })
    expect(JSON.stringify(vault.store.read.all(sql`select * from event_hook`))).not.toContain(secret)
    const renewed = await shop.must('integration.newHookSecret', { hookId: hook.hookId })
    expect(renewed.secret).not.toBe(secret)
    expect((await hookFor({ hookId: hook.hookId })).secret).toBeNull()
  })

  it('hears of a message without its words, and with them only where that was switched on', async () => {
    const { hook } = await hookFor()
    const customerId = await customer()
    say(customerId, 'one', 'canary words')
    await until(() => told.length === 1)
    expect(told[0]?.body).not.toContain('canary words')
    await hookFor({ hookId: hook.hookId, withText: true })
    say(customerId, 'two', 'canary words')
    await until(() => told.length === 2)
    expect(told[1]?.body).toContain('canary words')
  })

  it('is tried again with growing waits, a later event of the same customer behind it, others before', async () => {
    await hookFor()
    const [mei, wei] = [await customer(), await customer('+886987654321')]
    answer = (count) => ({ status: count === 1 ? 500 : 200 })
    await order(mei, 'M-1')
    await until(() => told.length === 1)
    await order(mei, 'M-2')
    await order(wei, 'W-1')
    await until(async () => (await deliveries()).every(({ state }) => state === 'arrived'))
    const numbers = told.map(({ body }) => (JSON.parse(body) as { data: { number: string } }).data.number)
    expect(numbers).toHaveLength(4)
    expect(numbers.indexOf('W-1')).toBeLessThan(numbers.lastIndexOf('M-1'))
    expect(numbers.indexOf('M-2')).toBeGreaterThan(numbers.lastIndexOf('M-1'))
    const ids = told.map(({ headers }) => headers['shopbell-event-id'])
    expect(new Set(ids).size).toBe(3)
  })

  it('goes on after the engine started anew', async () => {
    await hookFor()
    answer = () => ({ status: 503 })
    await order(await customer(), 'A-1')
    await until(() => told.length === 1)
    await until(async () => (await deliveries())[0]?.tries === 1, 1)
    await shop.close()
    answer = () => ({ status: 204 })
    shop = await openToolShop(vault, clock)
    await until(async () => (await deliveries())[0]?.state === 'arrived')
    expect(told).toHaveLength(2)
  })

  it('gives an event up after a day and lists it; trying again tells it', async () => {
    const { hook } = await hookFor()
    answer = () => ({ status: 500 })
    await order(await customer(), 'A-1')
    await until(async () => (await deliveries())[0]?.state === 'dead', HOUR_MS / 4)
    expect(await deliveries()).toMatchObject([{ state: 'dead', trouble: 'answer-refused', httpStatus: 500 }])
    expect((await shop.must('integration.hooks', {})).hooks[0]).toMatchObject({ dead: 1, waiting: 0, state: 'on' })
    answer = () => ({ status: 200 })
    expect(await shop.must('integration.tryAgain', { hookId: hook.hookId })).toEqual({ count: 1 })
    await until(async () => (await deliveries())[0]?.state === 'arrived')
    expect((await shop.must('integration.hooks', {})).hooks[0]?.failingSince).toBeNull()
  })

  it('is switched off by itself after three days without success', async () => {
    await hookFor()
    answer = () => ({ status: 500 })
    const customerId = await customer()
    await order(customerId, 'A-1')
    await until(() => told.length === 1)
    await clock.advance(3 * 24 * HOUR_MS)
    await order(customerId, 'A-2')
    await until(async () => (await shop.must('integration.hooks', {})).hooks[0]?.state === 'stopped', HOUR_MS / 4)
    const count = told.length
    await order(customerId, 'A-3')
    await clock.advance(HOUR_MS)
    expect(told).toHaveLength(count)
    expect((await deliveries()).every(({ state }) => state === 'dead')).toBe(true)
  })

  it('follows no redirect', async () => {
    const { hook } = await hookFor()
    answer = () => ({ status: 307, location: `${url}/elsewhere` })
    expect(await shop.must('integration.testHook', { hookId: hook.hookId })).toMatchObject({
      state: 'dead',
      trouble: 'redirect-refused',
      httpStatus: 307,
    })
    expect(told).toHaveLength(1)
    answer = () => ({ status: 200 })
    expect(await shop.must('integration.testHook', { hookId: hook.hookId })).toMatchObject({ state: 'arrived', event: 'test' })
  })

  it('is told nothing of an erased person, nor of what was taken back', async () => {
    await hookFor()
    const customerId = await customer()
    answer = () => ({ status: 500 })
    await order(customerId, 'A-1')
    await until(() => told.length === 1)
    vault.store.write((db) => shop.room.personalData.forEach((source) => source.erase(db, customerId)))
    expect(await deliveries()).toEqual([])
    const { orderId } = await order(customerId, 'A-2')
    await shop.must('order.remove', { orderId })
    await until(async () => (await deliveries()).length === 0)
    expect(told.every(({ body }) => !body.includes('A-2'))).toBe(true)
  })

  it('G-08: is told nothing of somebody whose data must not be used, but that offers end', async () => {
    await hookFor({ events: ['offers-ended', 'order-added'] })
    const customerId = await customer()
    vault.store.write((db) => db.run(sql`update customer set restricted_at = 1 where customer_id = ${customerId}`))
    await order(customerId, 'A-1')
    await shop.must('customer.recordConsent', { customerId, decision: 'no', source: 'chat' })
    await until(() => told.length === 1)
    expect(told.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(['offers-ended'])
    await until(async () => (await deliveries()).length === 1)
  })

  it('hears of ended offers and not of what lists said', async () => {
    await hookFor({ events: ['offers-ended'] })
    const customerId = await customer()
    await shop.must('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
    await shop.must('customer.recordConsent', { customerId, decision: 'no', source: 'chat' })
    await order(customerId, 'A-1')
    await until(() => told.length === 1)
    expect(JSON.parse(told[0]?.body ?? '')).toMatchObject({ event: 'offers-ended', data: { offersNow: 'no', source: 'chat' } })
  })
})

describe('an address for events', () => {
  it('is https anywhere, http only near by, and never where clouds hand out keys', () => {
    const good = [
      'https://crm.example.com/hook',
      'http://127.0.0.1:9000/',
      'http://192.168.1.5/x',
      'https://10.0.0.4/',
      'http://[::1]:80/',
      'http://till.local/',
    ]
    const bad = [
      'http://93.184.216.34/',
      'http://169.254.169.254/latest',
      'https://169.254.169.254/',
      'https://[fd00:ec2::254]/',
      'https://[fe80::1]/',
      'https://100.100.100.200/',
      'http://0.0.0.0/',
      'http://2852039166/',
      'http://[::ffff:169.254.169.254]/',
      'https://metadata.google.internal/',
      'ftp://crm/',
      'file:///etc/passwd',
      'https://user:pass@crm.example.com/',
      'javascript:alert(1)',
      'crm',
    ]
    expect(good.filter((text) => !readHookUrl(text).ok)).toEqual([])
    expect(bad.filter((text) => readHookUrl(text).ok)).toEqual([])
    // What a name leads to is judged when it is connected to.
    expect([mayConnect('93.184.216.34', 'http:'), mayConnect('93.184.216.34', 'https:'), mayConnect('169.254.169.254', 'https:')]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('whose name leads elsewhere than near by is refused over http at the moment of telling', async () => {
    const refused = await shop.call('integration.saveHook', { name: 'x', url: 'http://169.254.169.254/', events: ['order-added'] })
    expect(refused).toMatchObject({ ok: false, error: { code: 'address-refused' } })
  })
})

describe('the waits', () => {
  it('grow, and end after a day', () => {
    let now = 0
    const waits: number[] = []
    for (let tries = 1; ; tries += 1) {
      const next = nextTryAt({ tries, firstTriedAt: 0, now })
      if (next === null) break
      waits.push(next - now)
      now = next
    }
    expect(now).toBe(24 * HOUR_MS)
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((one, other) => one - other))
    expect([isHopeless(null, now), isHopeless(0, 3 * 24 * HOUR_MS - 1), isHopeless(0, 3 * 24 * HOUR_MS)]).toEqual([false, false, true])
  })
})
