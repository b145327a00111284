import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelope, meiContact, messagesChange, NUMBER_ID, statusEvent, textEvent, textMessage } from './fixtures/events.ts'
import { parseEvent } from './parse.ts'
import { readEvent } from './read-event.ts'

const reading = { phoneNumberId: NUMBER_ID, receivedAt: 1_795_000_009_000 }
const readAll = (text: string) => readEvent(parseEvent(Buffer.from(text)), reading)
const read = (text: string) => readAll(text)?.facts ?? null
const readMessage = (message: unknown) => read(envelope(messagesChange({ contacts: [meiContact], messages: [message] })))?.[0]

describe('reading an event', () => {
  it('tells who wrote what and when', () => {
    expect(read(textEvent('wamid.A', '您好'))).toEqual([
      {
        kind: 'inbound',
        event: {
          phone: '+886912345678',
          userId: 'TW.4x9A7b',
          wamid: 'wamid.A',
          at: 1_795_000_001_000,
          username: '@mei.w',
          profileName: 'Mei',
          parentUserId: null,
          message: textMessage('wamid.A', '您好'),
          contextWamid: null,
          forwarded: null,
          aboutProduct: null,
          referral: null,
        },
      },
    ])
  })

  it('takes the person from the contact when the message names none, and does without a number', () => {
    expect(readMessage({ ...textMessage('wamid.A', 'x'), from: undefined, from_user_id: undefined })).toMatchObject({
      event: { phone: '+886912345678', userId: 'TW.4x9A7b' },
    })
    const hidden = read(
      envelope(
        messagesChange({
          contacts: [{ profile: { username: '@lucky_tea' }, user_id: 'HK.zz1' }],
          messages: [{ ...textMessage('wamid.A', 'x'), from: undefined, from_user_id: 'HK.zz1' }],
        }),
      ),
    )
    expect(hidden?.[0]).toMatchObject({ event: { phone: null, userId: 'HK.zz1', username: '@lucky_tea', profileName: null } })
  })

  it('does not mix up two people of one event', () => {
    const ana = { profile: { name: 'Ana' }, wa_id: '5511987654321' }
    const facts = read(
      envelope(
        messagesChange({
          contacts: [meiContact, ana],
          messages: [textMessage('wamid.1', 'a', { from: '5511987654321', from_user_id: undefined }), textMessage('wamid.2', 'b')],
        }),
      ),
    )
    expect(facts).toMatchObject([{ event: { profileName: 'Ana', userId: null } }, { event: { profileName: 'Mei' } }])
  })

  it('knows the message that is answered and the product asked about', () => {
    const context = { from: '886255501000', id: 'wamid.OUT1', referred_product: { catalog_id: '5', product_retailer_id: 'SKU-17' } }
    expect(readMessage(textMessage('wamid.A', 'this one?', { context }))).toMatchObject({
      event: { contextWamid: 'wamid.OUT1', aboutProduct: 'SKU-17' },
    })
  })

  it('reads statuses with echoed data, price and reason', () => {
    expect(
      read(
        statusEvent('wamid.O', 'failed', {
          biz_opaque_callback_data: 'v1.x',
          errors: [{ code: 131049 }],
          pricing: { category: 'marketing', type: 'regular' },
        }),
      ),
    ).toEqual([
      {
        kind: 'status',
        event: {
          phone: '+886912345678',
          userId: 'TW.4x9A7b',
          parentUserId: null,
          wamid: 'wamid.O',
          status: 'failed',
          at: 1_795_000_002_000,
          metaCode: 131049,
          opaque: 'v1.x',
          pricing: { category: 'marketing', type: 'regular' },
        },
      },
      {
        kind: 'known',
        event: { phone: '+886912345678', userId: 'TW.4x9A7b', parentUserId: null, username: '@mei.w', at: reading.receivedAt },
      },
    ])
  })

  it("reads WhatsApp's own stop and resume", () => {
    const preference = (value: string) =>
      envelope({
        field: 'user_preferences',
        value: {
          metadata: { phone_number_id: NUMBER_ID },
          user_preferences: [
            { wa_id: '886912345678', category: 'marketing_messages', value, detail: 'User requested', timestamp: 1_795_000_000 },
          ],
        },
      })
    expect(read(preference('stop'))).toEqual([
      {
        kind: 'preference',
        event: { phone: '+886912345678', userId: null, parentUserId: null, value: 'stop', detail: 'User requested', at: 1_795_000_000_000 },
      },
    ])
    expect(read(preference('resume'))).toMatchObject([{ event: { value: 'resume' } }])
    expect(read(preference('signup'))).toMatchObject([{ kind: 'preference', event: { value: 'signup' } }])
    expect(read(preference('mute'))).toEqual([{ kind: 'unknown', what: 'preference' }])
  })

  it('reads changes of templates with every digit of the id', () => {
    const text = `{"object":"x","entry":[{"id":"10","time":1795000000,"changes":[{"field":"message_template_status_update","value":{"event":"PAUSED","message_template_id":12345678901234567,"message_template_name":"spring","message_template_language":"zh_TW","reason":"NONE"}}]}]}`
    expect(read(text)).toMatchObject([
      {
        kind: 'template',
        event: { kind: 'status', value: { message_template_id: '12345678901234567', message_template_name: 'spring', event: 'PAUSED' } },
      },
    ])
  })

  it('keeps who and when of a message whose kind came after this version', () => {
    expect(readMessage({ id: 'wamid.A', from: '886912345678', timestamp: '1795000001', type: 'hologram', hologram: {} })).toMatchObject({
      kind: 'inbound',
      event: { wamid: 'wamid.A', at: 1_795_000_001_000, message: { type: 'other', kind: 'hologram' } },
    })
  })

  it('calls unknown what it does not understand, and goes on with the rest', () => {
    expect(
      read(
        envelope({ field: 'brand_new', value: {} }, messagesChange({ contacts: [meiContact], messages: [textMessage('wamid.A', 'x')] })),
      ),
    ).toMatchObject([{ kind: 'unknown', what: 'brand_new' }, { kind: 'inbound' }])
    expect(
      read(envelope(messagesChange({ messages: [{ ...textMessage('wamid.A', 'x'), from: 'group-1', from_user_id: 'nonsense' }] }))),
    ).toEqual([{ kind: 'unknown', what: 'message-without-person' }])
  })

  it('neither shows nor keeps messages to another number of the account', () => {
    const other = { field: 'messages', value: { metadata: { phone_number_id: '999' }, messages: [textMessage('wamid.A', 'x')] } }
    expect(read(envelope(other))).toEqual([])
  })

  it.each([
    ['no JSON', 'hello'],
    ['empty', ''],
    ['an array', '[]'],
    ['another object', '{"a":1}'],
    ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('says null for %s', (_name, text) => {
    expect(read(text)).toBeNull()
  })

  it('takes what is nested 64 deep and nothing deeper, of whichever brackets, and does not count those that stand in texts', () => {
    const nested = (lists: number, objects: number) =>
      Buffer.from(`${'['.repeat(lists)}${'{"a":'.repeat(objects)}1${'}'.repeat(objects)}${']'.repeat(lists)}`)
    for (const [lists, objects] of [
      [64, 0],
      [0, 64],
      [32, 32],
      [33, 31],
    ] as const)
      expect([lists, objects, parseEvent(nested(lists, objects))]).not.toContain(undefined)
    for (const [lists, objects] of [
      [65, 0],
      [0, 65],
      [33, 32],
      [32, 33],
    ] as const)
      expect([lists, objects, parseEvent(nested(lists, objects))]).toContain(undefined)
    expect(parseEvent(Buffer.from(JSON.stringify({ a: '[{'.repeat(200) })))).toEqual({ a: '[{'.repeat(200) })
  })

  it('never throws, whatever is changed in a recorded event', () => {
    const seeds = [textEvent('wamid.A', '您好'), statusEvent('wamid.O', 'read', { pricing: { category: 'utility' } })]
    const strange = ['null', '[]', '{}', '""', '-1', '1e400', '{"__proto__":{"x":1}}', '"\\ud800"', 'true']
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(), fc.constantFrom(...strange), (seed, place, value) => {
        const places = [...seed.matchAll(/(?<=":)("[^"]*"|\d+|\[|\{)/g)]
        const at = places[place % places.length]
        const text = at === undefined ? seed : seed.slice(0, at.index) + value + seed.slice(at.index + at[0].length)
        const facts = read(text)
        return facts === null || Array.isArray(facts)
      }),
      { numRuns: 3000, seed: 7 },
    )
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
