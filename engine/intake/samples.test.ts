import { describe, expect, it } from 'vitest'
import { LOG_ONLY_FIELDS } from '#contract/cloud-api/webhooks.ts'
import { sampleFacts } from '../../test/support/webhooks/envelope.ts'
import { webhookSamples } from '../../test/support/webhooks/samples.ts'
import { parseEvent } from './parse.ts'
import { readEvent } from './read-event.ts'

const receivedAt = 1_763_900_000_000
const read = (payload: object) =>
  readEvent(parseEvent(Buffer.from(JSON.stringify(payload))), { phoneNumberId: sampleFacts.phoneNumberId, receivedAt })
const sampleOf = (name: string) => {
  const sample = webhookSamples.find((one) => one.name === name)
  if (sample === undefined) throw new Error(`there is no sample ${name}`)
  return read(sample.payload)
}
const accountOf = (name: string) =>
  sampleOf(name)?.facts.flatMap((fact) => (fact.kind === 'account' ? [[fact.event.event, fact.event.params, fact.event.until]] : []))

describe('every row of the reference', () => {
  it.each(webhookSamples.map((sample) => [sample.name, sample] as const))('%s is understood and counted', (name, { payload, field }) => {
    const event = read(payload)
    expect(event?.fields).toEqual([field])
    const kinds = event?.facts.map((fact) => (fact.kind === 'inbound' && fact.event.message.type === 'other' ? 'unknown' : fact.kind))
    expect(kinds?.length).toBeGreaterThan(0)
    // Its body is missing, so nobody can understand it; it is kept.
    expect(kinds?.includes('unknown')).toBe(name === 'broken interactive')
  })

  it('has a sample for each field that is only counted, and nothing is made of them', () => {
    for (const field of LOG_ONLY_FIELDS) expect(sampleOf(field)?.facts).toEqual([{ kind: 'noted', what: field }])
  })
})

describe('what account and number say', () => {
  it.each([
    ['account ACCOUNT_RESTRICTION', [['ACCOUNT_RESTRICTION', { restriction: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }, 1_764_000_000_000]]],
    ['account ACCOUNT_VIOLATION', [['ACCOUNT_VIOLATION', { violation: 'ALCOHOL' }, null]]],
    ['account DISABLED_UPDATE', [['DISABLED_UPDATE', { banState: 'SCHEDULE_FOR_DISABLE', banDate: 'November 30, 2026' }, null]]],
    ['account PARTNER_REMOVED', [['PARTNER_REMOVED', { reason: 'PRIMARY_INACTIVITY', initiatedBy: 'SYSTEM' }, null]]],
    [
      'account VOLUME_BASED_PRICING_TIER_UPDATE',
      [
        [
          'VOLUME_BASED_PRICING_TIER_UPDATE',
          { pricingCategory: 'UTILITY', region: 'India', tier: '25000001:50000000', effectiveMonth: '2026-11' },
          null,
        ],
      ],
    ],
    ['account_review_update', [['APPROVED', {}, null]]],
    [
      'account_alerts',
      [
        [
          'INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO',
          { severity: 'INFORMATIONAL', status: 'NONE', description: 'More is needed', entity: 'BUSINESS' },
          null,
        ],
      ],
    ],
    ['phone_number_quality_update', [['THROUGHPUT_UPGRADE', { limit: 'TIER_2K' }, null]]],
    ['phone_number_name_update', [['REJECTED', { name: 'Box Shop', reason: 'NAME_FORMAT' }, null]]],
    ['business_capability_update', [['LIMITS', { limit: 2000, phoneNumbers: 20 }, null]]],
    ['business_capability_update older', [['LIMITS', { limit: 1000, phoneNumbers: 25 }, null]]],
    ['business_username_update', [['approved', { username: 'boxshop' }, null]]],
    ['message_template_quality_update', [['YELLOW', { template: 'autumn_sale', language: 'en', from: 'GREEN', to: 'YELLOW' }, null]]],
    // Who asked for the PIN is a person, so it is not kept.
    ['security', [['PIN_CHANGED', {}, null]]],
    ['history refused', [['refused', { code: 2_593_109 }, null]]],
  ])('%s', (name, told) => {
    expect(accountOf(name)).toEqual(told)
  })

  it('several restrictions are several notices', () => {
    const change = {
      field: 'account_update',
      value: {
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: [{ restriction_type: 'A', expiration: 1_764_000_000 }, { restriction_type: 'B' }],
      },
    }
    const facts = read({ object: 'whatsapp_business_account', entry: [{ id: '1', time: 1_763_800_000, changes: [change] }] })?.facts
    expect(facts).toMatchObject([
      { event: { params: { restriction: 'A' }, until: 1_764_000_000_000, at: 1_763_800_000_000 } },
      { event: { params: { restriction: 'B' }, until: null } },
    ])
  })
})

describe('what is said about people', () => {
  it('a changed number names the old and the new keys', () => {
    expect(sampleOf('number changed')?.facts).toMatchObject([
      {
        kind: 'identity',
        event: {
          how: 'number',
          before: { phone: '+85255509999', userId: 'HK.4x9A7b' },
          now: { phone: '+85255507777', userId: 'HK.new1' },
        },
      },
    ])
    expect(sampleOf('user id changed')?.facts).toMatchObject([
      {
        event: {
          how: 'user-id',
          before: { phone: null, userId: 'HK.4x9A7b', parentUserId: 'HK.ENT.a' },
          now: { phone: null, userId: 'HK.new1', parentUserId: 'HK.ENT.b' },
        },
      },
    ])
  })

  it('a status teaches the id of a number, by either name of the group id; a failed one teaches nothing', () => {
    const known = (name: string) =>
      sampleOf(name)?.facts.flatMap((fact) =>
        fact.kind === 'known' ? [[fact.event.phone, fact.event.userId, fact.event.parentUserId]] : [],
      )
    expect(known('status sent')).toEqual([['+85255509999', 'HK.4x9A7b', null]])
    expect(known('status parent id, second name')).toContainEqual(['+85255509999', 'HK.4x9A7b', 'HK.ENT.77aa'])
    expect(known('status parent id, first name')).toContainEqual(['+85255509999', 'HK.4x9A7b', 'HK.ENT.77aa'])
    expect(known('status failed')).toEqual([])
    expect(known('status to a user id only')).toEqual([])
  })

  it('both shapes of the price say the same, and a status of a group moves nothing', () => {
    const pricing = (name: string) => sampleOf(name)?.facts.flatMap((fact) => (fact.kind === 'status' ? [fact.event.pricing] : []))
    expect(pricing('status sent')).toEqual([{ category: 'marketing', type: 'regular' }])
    expect(pricing('status sent, older price')).toEqual([{ category: 'service', type: 'free_customer_service' }])
    expect(pricing('status delivered, price without billable')).toEqual([{ category: 'service', type: 'free_customer_service' }])
    expect(sampleOf('status of a group')?.facts).toEqual([{ kind: 'noted', what: 'group-status' }])
  })

  it('messages of the own phone have the customer and the way', () => {
    expect(sampleOf('echo text')?.facts).toMatchObject([
      { kind: 'phone', event: { phone: '+85255509999', userId: 'HK.4x9A7b', direction: 'out', origin: 'phone', state: 'sent' } },
    ])
    expect(sampleOf('history chunk')?.facts).toMatchObject([
      { kind: 'history', event: { phase: 0, progress: 55, chunk: 1 } },
      { kind: 'phone', event: { wamid: 'wamid.H1', direction: 'in', origin: 'before' } },
      { kind: 'phone', event: { wamid: 'wamid.H2', direction: 'out', state: 'delivered', phone: '+85255509999' } },
      { kind: 'phone', event: { wamid: 'wamid.H3', direction: 'in', message: { type: 'media_placeholder' } } },
    ])
    expect(sampleOf('history file')?.facts).toMatchObject([
      { kind: 'phone', event: { wamid: 'wamid.H3', direction: 'in', message: { type: 'image' } } },
    ])
  })
})

describe('reading defensively', () => {
  const messages = (message: object, value: object = {}) =>
    read({
      entry: [
        {
          id: 1,
          changes: [
            { field: 'messages', value: { metadata: { phone_number_id: sampleFacts.phoneNumberId }, messages: [message], ...value } },
          ],
        },
      ],
    })?.facts

  it('a message of a group is kept and not shown as if one customer had written it', () => {
    const message = { id: 'wamid.G', timestamp: '1763800001', from: sampleFacts.phone, group_id: 'g1', type: 'text', text: { body: 'hi' } }
    expect(messages(message)).toEqual([{ kind: 'unknown', what: 'group-message' }])
  })

  it("Meta's error of the value belongs to the message that lacks its body, else it is a notice", () => {
    const errors = [{ code: 131_000, title: 'Something went wrong' }]
    expect(messages({ id: 'wamid.B', timestamp: '1763800001', from: sampleFacts.phone, type: 'interactive' }, { errors })).toMatchObject([
      { kind: 'inbound', event: { message: { type: 'other', kind: 'interactive', errors } } },
    ])
    expect(
      messages({ id: 'wamid.T', timestamp: '1763800001', from: sampleFacts.phone, type: 'text', text: { body: 'x' } }, { errors }),
    ).toMatchObject([{ kind: 'inbound' }, { kind: 'account', event: { field: 'messages', event: 'error', params: { code: 131_000 } } }])
  })

  it('finds a field whose name stands inside its value, and goes on beside an entry of another shape', () => {
    const facts = read({
      entry: [{ strange: true }, { id: '1', changes: [{ value: { field: 'security', event: 'PIN_CHANGED' } }] }],
    })?.facts
    expect(facts).toMatchObject([{ kind: 'unknown' }, { kind: 'account', event: { field: 'security', event: 'PIN_CHANGED' } }])
  })

  it('reads stamps in seconds and in ms, and puts the time of receipt for senseless ones', () => {
    const at = (timestamp: string) =>
      messages({ id: 'wamid.T', timestamp, from: sampleFacts.phone, type: 'text', text: { body: 'x' } })?.flatMap((fact) =>
        fact.kind === 'inbound' ? [fact.event.at] : [],
      )
    expect(at('1763800001')).toEqual([1_763_800_001_000])
    expect(at('1763800001000')).toEqual([1_763_800_001_000])
    for (const senseless of ['0', '-5', 'yesterday', '99999999999999999', '']) expect(at(senseless)).toEqual([receivedAt])
  })
})
