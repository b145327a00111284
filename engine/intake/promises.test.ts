import { afterEach, describe, expect, it } from 'vitest'
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { chatValue, envelopeOf, mei, messageItem, SAMPLE_SECONDS } from '../../test/support/webhooks/envelope.ts'
import { openReceivingRooms, SAMPLE_SECRET, type ReceivingRooms } from '../../test/support/webhooks/receiving-rooms.ts'
import { sql } from '../store/index.ts'

let rooms: ReceivingRooms
afterEach(() => rooms.close())

const text = (id: string, body: string, more: object = {}) => messageItem(id, { type: 'text', text: { body }, ...more })
const messagesOf = (messages: readonly object[]) => envelopeOf('messages', chatValue({ contacts: [mei], messages }))
const rowsIn = (table: 'message' | 'raw_event'): number =>
  rooms.vault.store.read.get<{ count: number }>({ text: `select count(*) as count from ${table}`, params: [] })?.count ?? 0
const sign = (body: string) => createHmac('sha256', SAMPLE_SECRET).update(body).digest('hex')

describe('I-01 the signature over the raw bytes', () => {
  it('I-01 refuses what is missing, short, of the old kind, of other bytes, or says the same in other bytes', async () => {
    rooms = await openReceivingRooms()
    const body = JSON.stringify(messagesOf([text('1', '您好')])).replace('您好', '\\u60a8\\u597d')
    const url = rooms.intake().url() ?? ''
    const post = async (bytes: string, signature?: string) =>
      (await fetch(url, { method: 'POST', body: bytes, headers: signature === undefined ? {} : { 'x-hub-signature-256': signature } }))
        .status
    const good = sign(body)
    const reserialised = JSON.stringify(JSON.parse(body))
    expect(reserialised).not.toBe(body)
    for (const signature of [
      undefined,
      '',
      'sha256=',
      `sha256=${good.slice(0, 62)}`,
      `sha1=${good.slice(0, 40)}`,
      good,
      `sha256=${sign(`${body} `)}`,
    ])
      expect(await post(body, signature)).toBe(401)
    expect(await post(reserialised, `sha256=${good}`)).toBe(401)
    expect(rowsIn('raw_event')).toBe(0)
    expect(await post(body, `sha256=${good}`)).toBe(200)
  })

  it('I-01 takes a body in pieces, and refuses a packed one unread', async () => {
    rooms = await openReceivingRooms()
    const body = JSON.stringify(messagesOf([text('1', 'in pieces')]))
    const url = rooms.intake().url() ?? ''
    const send = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const asked = request(url, { method: 'POST', headers: { 'x-hub-signature-256': `sha256=${sign(body)}`, ...headers } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
        asked.on('error', reject)
        for (let at = 0; at < body.length; at += 100) asked.write(body.slice(at, at + 100))
        asked.end()
      })
    expect(await send({})).toBe(200)
    expect(await send({ 'content-encoding': 'gzip' })).toBe(415)
  })
})

describe('I-02 an event that comes again', () => {
  it('I-02 a hundred copies, eight at a time and in two wrappings, are one row and one telling', async () => {
    rooms = await openReceivingRooms()
    let told = 0
    rooms.features.inbox.onInbound(() => void (told += 1))
    const bare = messagesOf([text('same', 'once')])
    const wrapped = { ...bare, extra: 1 }
    for (let from = 0; from < 100; from += 8)
      await Promise.all(Array.from({ length: 8 }, (_, index) => rooms.post((from + index) % 3 === 0 ? wrapped : bare)))
    await rooms.settled()
    expect([rowsIn('message'), told]).toEqual([1, 1])
    const unread = rooms.vault.store.read.get<{ unread: number }>(sql`select unread from conversation`)
    expect(unread?.unread).toBe(1)
  })
})

describe('I-05 checked and kept before it is answered', () => {
  it('I-05 what can not be kept is answered with 503, brought again, and then there', async () => {
    rooms = await openReceivingRooms()
    const event = messagesOf([text('1', 'brought again')])
    const { store } = rooms.vault
    store.write((db) => db.run(sql`create trigger keeps_nothing before insert on raw_event begin select raise(abort, 'not kept'); end`))
    expect(await rooms.post(event)).toBe(503)
    store.write((db) => db.run(sql`drop trigger keeps_nothing`))
    expect(await rooms.post(event)).toBe(200)
    // Kept when it is answered, whether or not it was read yet.
    expect(rowsIn('raw_event')).toBe(1)
    await rooms.settled()
    expect(rowsIn('message')).toBe(1)
  })
})

describe('I-11 hostile events', () => {
  it('I-11 prototype keys, deep nests, endless strings, wrong types and errors stop nothing', async () => {
    rooms = await openReceivingRooms()
    const base = JSON.stringify(messagesOf([text('bad', 'BODY')]))
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const hostile = [
      base.replace('"BODY"', `"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}`),
      base.replace('{"body":"BODY"}', deep),
      base.replace('BODY', 'y'.repeat(1_000_000)),
      base.replace('{"body":"BODY"}', '[1,null,{"body":[]}]'),
      base.replace('"type":"text"', '"type":{"a":1},"errors":[{"code":"x"}]'),
      '[]',
      'null',
      '{"entry":[null,{"changes":"no"}]}',
    ]
    for (const body of hostile) expect(await rooms.post(Buffer.from(body))).toBe(200)
    expect(await rooms.post(messagesOf([text('good', 'after all that')]))).toBe(200)
    await rooms.settled()
    expect(rooms.vault.store.read.get(sql`select 1 from message where content ->> '$.text' = 'after all that'`)).toBeDefined()
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('I-13 a backlog of days', () => {
  it('I-13 stands in order of the stamps whatever came first, while calls are answered in between', async () => {
    rooms = await openReceivingRooms()
    const count = 1_000
    let answered = 0
    const events = Array.from({ length: count }, (_, index) => (index * 7) % count)
    const posting = (async () => {
      for (const index of events)
        await rooms.post(messagesOf([text(`m${index}`, `no. ${index}`, { timestamp: String(SAMPLE_SECONDS + index) })]))
    })()
    let isDone = false
    void posting.finally(() => (isDone = true))
    while (!isDone || rooms.intake().backlog() > 0) {
      await rooms.features.inbox.handlers['inbox.counts']?.({}, { role: 'owner', person: 'owner', signal: new AbortController().signal })
      answered += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await posting
    await rooms.settled()
    const texts = rooms.vault.store.read.all<{ text: string }>(sql`select content ->> '$.text' as text from message order by at, seq`)
    expect(texts.map(({ text: body }) => body)).toEqual(Array.from({ length: count }, (_, index) => `no. ${index}`))
    expect(rooms.vault.store.read.get(sql`select last_text as text from conversation`)).toEqual({ text: `no. ${count - 1}` })
    expect(answered).toBeGreaterThan(5)
  })
})
