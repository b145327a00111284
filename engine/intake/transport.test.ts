import { afterEach, describe, expect, it } from 'vitest'
import { chatValue, envelopeOf, mei, messageItem, sampleFacts, SAMPLE_SECONDS } from '../../test/support/webhooks/envelope.ts'
import { openReceivingRooms, SAMPLE_SECRET, type ReceivingRooms } from '../../test/support/webhooks/receiving-rooms.ts'
import { webhookSamples } from '../../test/support/webhooks/samples.ts'
import { sql } from '../store/index.ts'

let rooms: ReceivingRooms
afterEach(() => rooms.close())

const count = (table: 'message' | 'customer' | 'status_event' | 'raw_event'): number =>
  rooms.vault.store.read.get<{ count: number }>({ text: `select count(*) as count from ${table}`, params: [] })?.count ?? 0
const messagesOf = (messages: readonly object[]) => envelopeOf('messages', chatValue({ contacts: [mei], messages }))
const text = (id: string, body: string, more: object = {}) => messageItem(id, { type: 'text', text: { body }, ...more })
const texts = () =>
  rooms.vault.store.read
    .all<{ text: string }>(sql`select content ->> '$.text' as text from message order by at, seq`)
    .map((row) => row.text)

describe('events as Meta sends them', () => {
  it('are taken with either secret while the secret is being changed, and with no other', async () => {
    rooms = await openReceivingRooms({ secrets: ['new-secret', SAMPLE_SECRET] })
    expect(await rooms.post(messagesOf([text('1', 'a')]), 'new-secret')).toBe(200)
    expect(await rooms.post(messagesOf([text('2', 'b')]), SAMPLE_SECRET)).toBe(200)
    expect(await rooms.post(messagesOf([text('3', 'c')]), 'older-secret')).toBe(401)
    await rooms.settled()
    expect(texts()).toEqual(['a', 'b'])
  })

  it('are signed over the bytes as they come: escaped letters, odd spaces and large numbers', async () => {
    rooms = await openReceivingRooms()
    const body = JSON.stringify(messagesOf([text('1', '您好')]))
      .replace('您好', '\\u60a8\\u597d')
      .replace('{', '{ \n\t')
    expect(await rooms.post(Buffer.from(body))).toBe(200)
    await rooms.settled()
    expect(texts()).toEqual(['您好'])
  })

  it('come a thousand in one, messages of many people and statuses, and are all there', async () => {
    rooms = await openReceivingRooms()
    const people = Array.from({ length: 1_000 }, (_, index) => String(85_250_000_000 + index))
    const messages = people.map((from, index) => text(`m${index}`, `no. ${index}`, { from, from_user_id: undefined }))
    const contacts = people.map((waId) => ({ wa_id: waId, profile: { name: waId } }))
    const statuses = people.map((recipient_id, index) => ({
      id: `wamid.s${index}`,
      status: 'delivered',
      timestamp: String(SAMPLE_SECONDS),
      recipient_id,
    }))
    expect(await rooms.post(envelopeOf('messages', chatValue({ contacts, messages })))).toBe(200)
    expect(await rooms.post(envelopeOf('messages', chatValue({ statuses })))).toBe(200)
    await rooms.settled()
    expect([count('message'), count('customer'), count('status_event')]).toEqual([1_000, 1_000, 1_000])
    expect(rooms.vault.store.read.all(sql`select distinct state from raw_event`)).toEqual([{ state: 'done' }])
  })

  it('come with 3 MB in one body', async () => {
    rooms = await openReceivingRooms()
    const messages = Array.from({ length: 740 }, (_, index) => text(`m${index}`, 'x'.repeat(4_000) + index))
    const body = Buffer.from(JSON.stringify(messagesOf(messages)))
    expect(body.byteLength).toBeGreaterThan(2_900_000)
    expect(await rooms.post(body)).toBe(200)
    await rooms.settled()
    expect(count('message')).toBe(740)
  })

  it('come again, also inside another body, and change nothing', async () => {
    rooms = await openReceivingRooms()
    for (const sample of webhookSamples) await rooms.post(sample.payload)
    await rooms.settled()
    const before = [count('message'), count('customer'), count('status_event'), rooms.intake().notices()]
    for (const sample of webhookSamples) await rooms.post({ ...sample.payload, again: true })
    await rooms.settled()
    expect([count('message'), count('customer'), count('status_event'), rooms.intake().notices()]).toEqual(before)
    expect(count('raw_event')).toBe(webhookSamples.length * 2)
  })

  it('come in any order and stand in the chat by their stamps', async () => {
    rooms = await openReceivingRooms()
    const stamped = [5, 2, 9, 1, 7].map((second) => text(`m${second}`, `${second}`, { timestamp: String(SAMPLE_SECONDS + second) }))
    for (const message of stamped) await rooms.post(messagesOf([message]))
    await rooms.settled()
    expect(texts()).toEqual(['1', '2', '5', '7', '9'])
  })
})

describe('what came', () => {
  it("is told by field, with time and number, for the shop's own number only", async () => {
    rooms = await openReceivingRooms()
    const begunAt = Date.now()
    const own = messagesOf([text('1', 'a')])
    const foreign = envelopeOf('messages', { metadata: { phone_number_id: '999' }, messages: [text('2', 'b')] })
    for (const payload of [
      own,
      foreign,
      envelopeOf('security', { event: 'PIN_CHANGED' }),
      envelopeOf('standby', {}),
      envelopeOf('brand_new', {}),
    ])
      await rooms.post(payload)
    await rooms.post(messagesOf([text('3', 'c')]))
    await rooms.settled()
    const fields = rooms.intake().fields()
    expect(fields.map(({ field, count: times }) => [field, times])).toEqual([
      ['brand_new', 1],
      ['messages', 2],
      ['security', 1],
      ['standby', 1],
    ])
    expect(fields.every(({ lastAt }) => lastAt >= begunAt && lastAt <= Date.now())).toBe(true)
  })

  it('of account and number is kept as notices without any person, latest first, each once', async () => {
    rooms = await openReceivingRooms()
    const restricted = {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1_764_000_000 }],
    }
    await rooms.post(envelopeOf('account_update', restricted))
    await rooms.post({ ...envelopeOf('account_update', restricted), again: 1 })
    await rooms.post({
      entry: [{ id: '1', time: SAMPLE_SECONDS + 60, changes: [{ field: 'security', value: { event: 'PIN_CHANGED', requester: '4711' } }] }],
    })
    await rooms.settled()
    expect(rooms.intake().notices()).toEqual([
      { field: 'security', event: 'PIN_CHANGED', params: {}, at: (SAMPLE_SECONDS + 60) * 1000, until: null },
      {
        field: 'account_update',
        event: 'ACCOUNT_RESTRICTION',
        params: { restriction: 'RESTRICTED_BIZ_INITIATED_MESSAGING' },
        at: SAMPLE_SECONDS * 1000,
        until: 1_764_000_000_000,
      },
    ])
  })

  it('of the chats before is told by phase and never goes back', async () => {
    rooms = await openReceivingRooms()
    const chunk = (phase: number, order: number, progress: number) =>
      envelopeOf('history', chatValue({ history: [{ metadata: { phase, chunk_order: order, progress }, threads: [] }] }))
    for (const payload of [chunk(0, 2, 100), chunk(0, 1, 50), chunk(1, 1, 20)]) await rooms.post(payload)
    await rooms.settled()
    expect(
      rooms
        .intake()
        .history()
        .map(({ phase, progress }) => [phase, progress]),
    ).toEqual([
      [0, 100],
      [1, 20],
    ])
  })
})

describe('erasing and showing what was kept', () => {
  it('finds a person by every number and id that they have or had', async () => {
    rooms = await openReceivingRooms()
    const { store } = rooms.vault
    await rooms.post(messagesOf([text('1', 'hello')]))
    await rooms.settled()
    const customerId = store.read.get<{ id: string }>(sql`select customer_id as id from customer`)?.id ?? ''
    store.write((db) => db.run(sql`update customer set wa_id = '5215512345678' where customer_id = ${customerId}`))
    const sample = webhookSamples.find(({ name }) => name === 'number changed')
    await rooms.post(sample?.payload ?? {})
    const secrets = [sampleFacts.phone, sampleFacts.userId, '5215512345678', '85255507777', 'HK.new1']
    for (const secret of secrets) await rooms.post(envelopeOf('brand_new', { about: secret }))
    await rooms.post(envelopeOf('brand_new', { about: '85255500000' }))
    await rooms.settled()
    const [source] = rooms.intake().personalData
    expect(source?.count(store.read, customerId)).toBe(secrets.length)
    expect(source?.collect(store.read, customerId).items).toHaveLength(secrets.length)
    expect(store.write((db) => source?.erase(db, customerId))).toBe(secrets.length)
    expect(store.read.get(sql`select count(*) as count from raw_event where body is not null`)).toEqual({ count: 1 })
  })
})
