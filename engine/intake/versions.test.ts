import { afterEach, describe, expect, it } from 'vitest'
import { chatValue, envelopeOf, mei, messageItem } from '../../test/support/webhooks/envelope.ts'
import { openReceivingRooms, type ReceivingRooms } from '../../test/support/webhooks/receiving-rooms.ts'
import { webhookSamples } from '../../test/support/webhooks/samples.ts'
import { sql } from '../store/index.ts'
import type { Fact } from './facts.ts'
import { READER_VERSION, readEvent } from './read-event.ts'

let rooms: ReceivingRooms
afterEach(() => rooms.close())

const payloadOf = (name: string) => webhookSamples.find((sample) => sample.name === name)?.payload ?? {}

/** The reader of a version that knew neither cards nor fields about accounts. */
const older = {
  number: READER_VERSION - 1,
  read(...asked: Parameters<typeof readEvent>) {
    const read = readEvent(...asked)
    return read === null ? null : { ...read, facts: read.facts.map(forget) }
  },
}

function forget(fact: Fact): Fact {
  if (fact.kind === 'account') return { kind: 'unknown', what: fact.event.field }
  if (fact.kind !== 'inbound' || fact.event.message.type !== 'contacts') return fact
  return { kind: 'inbound', event: { ...fact.event, message: { type: 'other', kind: 'contacts' } } }
}

const bubbles = () =>
  rooms.vault.store.read.all<{ wamid: string; content: string }>(
    sql`select wamid, content ->> '$.kind' as content from message order by seq`,
  )
const events = () =>
  rooms.vault.store.read.all<{ state: string; version: number; hasBody: number }>(
    sql`select state, reader_version as version, body is not null as hasBody from raw_event order by seq`,
  )
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('a newer version', () => {
  it('reads once more what an older one kept: the bubble becomes what it is, and nothing comes twice', async () => {
    rooms = await openReceivingRooms({ version: older })
    for (const name of ['contacts', 'security', 'text']) await rooms.post(payloadOf(name))
    await rooms.post(envelopeOf('nobody_knows_this', { a: 1 }))
    await rooms.settled()
    expect(bubbles()).toEqual([
      { wamid: 'wamid.contacts', content: 'unsupported' },
      { wamid: 'wamid.text', content: 'text' },
    ])
    expect(rooms.intake().notices()).toEqual([])
    expect(events().map(({ state }) => state)).toEqual(['kept', 'kept', 'done', 'kept'])
    const unread = () => rooms.vault.store.read.get(sql`select unread from conversation`)
    const unreadBefore = unread()
    const fieldsBefore = rooms.intake().fields()

    await rooms.begin()
    await until(() => events().every(({ state, version }) => state === 'done' || version === READER_VERSION))
    expect(bubbles()).toEqual([
      { wamid: 'wamid.contacts', content: 'contacts' },
      { wamid: 'wamid.text', content: 'text' },
    ])
    expect(rooms.intake().notices()).toMatchObject([{ field: 'security', event: 'PIN_CHANGED' }])
    expect(events()).toEqual([
      { state: 'done', version: older.number, hasBody: 0 },
      { state: 'done', version: older.number, hasBody: 0 },
      { state: 'done', version: 1, hasBody: 0 },
      { state: 'kept', version: READER_VERSION, hasBody: 1 },
    ])
    expect(unread()).toEqual(unreadBefore)
    expect(rooms.intake().fields()).toEqual(fieldsBefore)
    const found = rooms.vault.store.read.all(sql`select 1 from message_search where message_search match '"ann"'`)
    expect(found).toHaveLength(1)
  })

  it('reads it once only', async () => {
    rooms = await openReceivingRooms({ version: older })
    await rooms.post(envelopeOf('nobody_knows_this', { a: 1 }))
    await rooms.settled()
    let reads = 0
    const counting = {
      number: READER_VERSION,
      read(...asked: Parameters<typeof readEvent>) {
        reads += 1
        return readEvent(...asked)
      },
    }
    await rooms.begin(counting)
    await until(() => events()[0]?.version === READER_VERSION)
    await rooms.post(payloadOf('text'))
    await rooms.settled()
    await rooms.begin(counting)
    await rooms.post(payloadOf('image'))
    await rooms.settled()
    expect(reads).toBe(3)
  })

  it('obeys a wish that an older one could not read, but lets nothing automatic answer it', async () => {
    const blind = {
      number: older.number,
      read(...asked: Parameters<typeof readEvent>) {
        const read = readEvent(...asked)
        if (read === null) return null
        const facts = read.facts.map((fact): Fact =>
          fact.kind === 'inbound' ? { kind: 'inbound', event: { ...fact.event, message: { type: 'other', kind: 'button' } } } : fact,
        )
        return { ...read, facts }
      },
    }
    rooms = await openReceivingRooms({ version: blind })
    let heard = 0
    rooms.features.inbox.onInbound(() => void (heard += 1))
    await rooms.post(payloadOf('template quick reply'))
    await rooms.settled()
    expect([heard, rooms.vault.store.read.get(sql`select offers from customer`)]).toEqual([1, { offers: 'unknown' }])
    await rooms.begin()
    await until(() => events().every(({ state }) => state === 'done'))
    expect([heard, rooms.vault.store.read.get(sql`select offers from customer`)]).toEqual([1, { offers: 'no' }])
  })
})

describe('a large event', () => {
  const large = () => {
    const messages = Array.from({ length: 800 }, (_, index) => messageItem(`m${index}`, { type: 'text', text: { body: `no. ${index}` } }))
    return envelopeOf('messages', chatValue({ contacts: [mei], messages }))
  }

  it('is told in pieces, goes on after an end in the middle, and is counted once', async () => {
    rooms = await openReceivingRooms()
    await rooms.post(large())
    await until(() => bubbles().length > 0)
    const told = rooms.vault.store.read.get<{ told: number }>(sql`select told from raw_event`)?.told ?? 0
    await rooms.begin()
    await rooms.settled()
    // On a computer so fast that it was told at once there is nothing to go on with.
    expect(told === 0 || told < 800).toBe(true)
    expect(bubbles()).toHaveLength(800)
    expect(rooms.intake().fields()).toMatchObject([{ field: 'messages', count: 1 }])
    expect(events()).toMatchObject([{ state: 'done', hasBody: 0 }])
  })
})
