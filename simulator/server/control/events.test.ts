import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { webhookEnvelopeSchema } from '#contract/cloud-api/webhooks.ts'
import { type Caller, type Receiver, aTemplate, listenFor, plainNumber, startForTest, wamidOf } from '../../testing/harness.ts'
import { patiently } from '../../../test/support/patiently.ts'

const mei = plainNumber(0)
const hello = { name: 'hello', language: 'en' }

/** Every event with a body that causes it, and the field or the kind of message that it must come as. */
const causes: readonly (readonly [name: string, body: object, shows: string])[] = [
  ['text', { from: mei, text: 'hi' }, 'text'],
  ['text', { from: mei, text: 'hi', forwarded: 'frequently_forwarded' }, 'text'],
  ['text', { from: mei, text: 'yes', answers: 'wamid.X' }, 'text'],
  ['enquiry', { from: mei, text: 'In stock?', retailerId: 'P-1' }, 'text'],
  ['ad', { from: mei, text: 'I saw your ad' }, 'text'],
  ['button', { from: mei, payload: 'stop:1', text: 'Stop', answers: 'wamid.X' }, 'button'],
  ['button-reply', { from: mei, id: 'b', title: 'Yes' }, 'interactive'],
  ['list-reply', { from: mei, id: 'r', title: 'Small', description: '20 cm' }, 'interactive'],
  ['flow-reply', { from: mei, response: { flow_token: 't' } }, 'interactive'],
  ['product', { from: mei, retailerId: 'P-1' }, 'interactive'],
  ['call-permission', { from: mei, response: 'accept' }, 'interactive'],
  ['order', { from: mei, items: [{ retailerId: 'P-1', quantity: 2 }], text: 'no nuts' }, 'order'],
  ['location', { from: mei, latitude: 25.03, longitude: 121.56, name: 'Shop' }, 'location'],
  ['contacts', { from: mei, name: 'Ann', digits: '85255501234' }, 'contacts'],
  ['contact-info', { from: mei, digits: '886900000000' }, 'contacts'],
  ['reaction', { from: mei, to: 'wamid.X', emoji: '👍' }, 'reaction'],
  ['reaction', { from: mei, to: 'wamid.X', emoji: '' }, 'reaction'],
  ['unsupported', { from: mei, kind: 'poll' }, 'unsupported'],
  ['welcome', { from: mei }, 'request_welcome'],
  ['anything', { from: mei, message: { type: 'text', text: { body: 'x' } } }, 'text'],
  ['image', { from: mei, caption: 'this one' }, 'image'],
  ['video', { from: mei }, 'video'],
  ['audio', { from: mei }, 'audio'],
  ['voice', { from: mei }, 'audio'],
  ['document', { from: mei, fileName: 'menu.pdf' }, 'document'],
  ['sticker', { from: mei }, 'sticker'],
  ['file-too-big', { from: mei, kind: 'video' }, 'unsupported'],
  ['edit', { from: mei, original: 'wamid.X', text: 'new' }, 'edit'],
  ['revoke', { from: mei, original: 'wamid.X' }, 'revoke'],
  ['number-change', { from: mei, to: '+886911222333' }, 'system'],
  ['user-id-change', { from: mei }, 'system'],
  ['user-id-change', { from: mei, field: 'user_id_update' }, 'user_id_update'],
  ['identity-change', { from: mei }, 'system'],
  ['preference', { from: mei, value: 'stop' }, 'user_preferences'],
  ['preference', { from: mei, value: 'signup', signupId: '77' }, 'user_preferences'],
  ['template-status', { ...hello, status: 'REJECTED', reason: 'INVALID_FORMAT', recommendation: 'Less' }, 'message_template_status_update'],
  ['template-pause', hello, 'message_template_status_update'],
  ['template-quality', { ...hello, score: 'YELLOW' }, 'message_template_quality_update'],
  ['template-category', { ...hello, category: 'UTILITY' }, 'template_category_update'],
  ['template-category', { ...hello, category: 'UTILITY', notice: true }, 'template_category_update'],
  ['template-components', hello, 'message_template_components_update'],
  ['number-quality', { event: 'ONBOARDING' }, 'phone_number_quality_update'],
  ['capability', {}, 'business_capability_update'],
  ['account', { event: 'ACCOUNT_VIOLATION', facts: { violation_info: { violation_type: 'ALCOHOL' } } }, 'account_update'],
  ['account-alert', { type: 'PROFILE_PICTURE_LOST' }, 'account_alerts'],
  ['security', { event: 'PIN_CHANGED' }, 'security'],
  ['business-username', { username: 'boxshop', status: 'approved' }, 'business_username_update'],
  ['log-only', { field: 'standby' }, 'standby'],
  ['echo', { to: mei, text: 'On the phone' }, 'smb_message_echoes'],
  ['echo', { to: mei, edits: 'wamid.X', text: 'new' }, 'smb_message_echoes'],
  ['echo', { to: mei, revokes: 'wamid.X' }, 'smb_message_echoes'],
  ['state-sync', { people: 3 }, 'smb_app_state_sync'],
  ['history', { people: 2 }, 'history'],
  ['history', { refused: true }, 'history'],
]

/** What the contract reads out of everything that came: fields, and kinds of messages. Nothing may be unknown to it. */
function readAll(receiver: Receiver): readonly string[] {
  return receiver.posts.flatMap((post) =>
    webhookEnvelopeSchema.parse(JSON.parse(post.raw.toString())).entry.flatMap((entry) =>
      entry.changes.flatMap((change) => {
        if (change.field === 'messages') return change.value.messages?.map((message) => message.type) ?? ['no message']
        if (change.field === 'smb_message_echoes' && change.value.message_echoes.some(({ type }) => type === 'other')) return ['other']
        if (change.field === 'history' && JSON.stringify(change.value).includes('"type":"other"')) return ['other']
        return [change.field]
      }),
    ),
  )
}

async function cause(caller: Caller, name: string, body: object) {
  return (await caller.control('POST', `events/${name}`, body)) as { id?: string; userId?: string }
}

async function heard(receiver: Receiver, count: number) {
  await vi.waitFor(() => expect(receiver.events().length).toBeGreaterThanOrEqual(count), patiently)
  return receiver.events()
}

describe('every event that can be caused', () => {
  it.each(causes)('%s %j comes as %s, in the contract’s shape', async (name, body, shows) => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    expect(await cause(caller, name, body)).not.toHaveProperty('error')
    await heard(receiver, 1)
    expect(new Set(readAll(receiver))).toEqual(new Set([shows]))
  })

  it('is listed, and none is missing in this test', async () => {
    const caller = await startForTest()
    const { events } = (await caller.control('GET', 'events')) as { events: Record<string, string> }
    const special = ['template-add', 'pacing', 'pacing-verdict', 'username', 'error', 'broken', 'batch', 'big-body']
    expect(Object.keys(events).toSorted()).toEqual([...new Set([...causes.map(([name]) => name), ...special])].toSorted())
  })

  it('is refused in plain words when its body can’t be used', async () => {
    const caller = await startForTest()
    expect(await cause(caller, 'location', { from: mei, latitude: 'north' })).toHaveProperty('error.message')
    expect(await cause(caller, 'hologram', {})).toHaveProperty('error.message')
    expect(await cause(caller, 'text', { from: 'nobody', text: 'x' })).toHaveProperty('error.message')
  })
})

describe('state that is changed', () => {
  it.each<[string, object, readonly string[]]>([
    ['number', { nameStatus: 'DECLINED' }, ['phone_number_name_update']],
    ['number', { tier: 'TIER_10K' }, ['business_capability_update', 'phone_number_quality_update']],
    ['number', { status: 'FLAGGED' }, ['phone_number_quality_update']],
    ['account', { restrictions: [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', hours: 24 }] }, ['account_update']],
    ['account', { lock: 'disabled' }, ['account_update']],
    ['account', { review: 'APPROVED' }, ['account_review_update']],
    ['account', { marketingTerms: 'ONBOARDED' }, ['account_update']],
  ])('by %s %j is told by webhook', async (path, body, fields) => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    expect(await caller.control('POST', path, body)).not.toHaveProperty('error')
    await heard(receiver, fields.length)
    expect(readAll(receiver)).toEqual(fields)
  })
})

describe('a file of a customer', () => {
  it('can be fetched by the address in the webhook, and by its id for seven days', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await cause(caller, 'voice', { from: mei })
    const [event] = await heard(receiver, 1)
    const [message] = z
      .array(z.object({ audio: z.object({ id: z.string(), url: z.string(), voice: z.boolean() }) }))
      .parse(event?.value['messages'])
    expect(message?.audio.voice).toBe(true)
    const headers = { authorization: `Bearer ${caller.simulator.facts.token}` }
    const bytes = Buffer.from(await (await fetch(message?.audio.url ?? '', { headers })).arrayBuffer())
    expect(bytes.toString('latin1', 0, 4)).toBe('OggS')
    await caller.control('POST', 'clock', { advanceMs: 7 * 86_400_000 - 1_000 })
    expect(await caller.graph('GET', message?.audio.id ?? '')).toMatchObject({ status: 200 })
    await caller.control('POST', 'clock', { advanceMs: 2_000 })
    expect(await caller.graph('GET', message?.audio.id ?? '')).toMatchObject({ status: 400 })
  })
})

describe('a person behind a username', () => {
  it('shows the number only after we wrote to it', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await cause(caller, 'username', { from: mei, username: '@mei' })
    await cause(caller, 'text', { from: '@mei', text: 'hi' })
    const [hidden] = await heard(receiver, 1)
    expect(hidden?.value).toMatchObject({ contacts: [{ profile: { username: '@mei' } }] })
    expect(JSON.stringify(hidden?.value['contacts'])).not.toContain('wa_id')
    expect(JSON.stringify(hidden?.value['messages'])).not.toContain('"from"')
    wamidOf(await caller.send(aTemplate(0)))
    await cause(caller, 'text', { from: '@mei', text: 'me again' })
    await vi.waitFor(
      () => expect(JSON.stringify(receiver.events().map(({ value }) => value['messages']))).toContain('"from":"886900000000"'),
      patiently,
    )
  })

  it('writes under a new user id before Meta tells of it', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const { userId } = await cause(caller, 'user-id-change', { from: mei, firstText: 'It is me' })
    const [first, second] = await heard(receiver, 2)
    expect(first?.value).toMatchObject({ messages: [{ type: 'text', from_user_id: userId }] })
    expect(second?.value).toMatchObject({ messages: [{ type: 'system', system: { user_id: userId, type: 'user_changed_user_id' } }] })
  })

  it('is written to by a user id, and statuses name no number', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const people = (await caller.control('GET', 'people?limit=1')) as { data: { userId: string }[] }
    const message = { ...aTemplate(0), to: undefined, recipient: people.data[0]?.userId }
    wamidOf(await caller.send(message))
    await vi.waitFor(() => expect(receiver.statuses()).toHaveLength(3), patiently)
    expect(receiver.statuses().every((status) => !('recipient_id' in status) && status['recipient_user_id'] === message.recipient)).toBe(
      true,
    )
    expect(JSON.stringify(receiver.events())).not.toContain('wa_id')
  })
})

describe('the version of the webhooks', () => {
  it.each([
    [23, true, 'max_daily_conversation_per_phone', 'max_daily_conversations_per_business'],
    [25, false, 'max_daily_conversations_per_business', 'max_daily_conversation_per_phone'],
  ] as const)('%i decides over conversations in statuses and names of limits', async (version, hasConversation, limitName, other) => {
    const caller = await startForTest({ webhookVersion: version })
    const receiver = await listenFor(caller)
    wamidOf(await caller.send(aTemplate(0)))
    await vi.waitFor(() => expect(receiver.statuses()).toHaveLength(3), patiently)
    expect(receiver.statuses().map((status) => 'conversation' in status)).toEqual([hasConversation, hasConversation, false])
    await cause(caller, 'capability', {})
    const found = () => receiver.events().find((event) => event.field === 'business_capability_update')
    await vi.waitFor(() => expect(found()?.value).toHaveProperty(limitName), patiently)
    expect(found()?.value).not.toHaveProperty(other)
  })

  it('tells conversations of a free entry point at any version', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await cause(caller, 'ad', { from: mei, text: 'I saw your ad' })
    wamidOf(await caller.send(aTemplate(0)))
    await vi.waitFor(() => expect(receiver.statuses()).toHaveLength(3), patiently)
    expect(receiver.statuses()[0]).toMatchObject({
      conversation: { origin: { type: 'referral_conversion' } },
      pricing: { type: 'free_entry_point', billable: false },
    })
  })
})

describe('a huge post', () => {
  it('carries 1,000 updates, or nearly 3 MB, in one body', async () => {
    const caller = await startForTest({ people: 50 })
    const receiver = await listenFor(caller)
    await cause(caller, 'batch', { copies: 2 })
    await vi.waitFor(() => expect(receiver.posts).toHaveLength(2), patiently)
    expect(receiver.posts.map((post) => post.isSigned)).toEqual([true, true])
    expect(receiver.posts[0]?.raw.equals(receiver.posts[1]?.raw ?? Buffer.alloc(0))).toBe(true)
    expect(readAll(receiver)).toHaveLength(2_000)
    await cause(caller, 'big-body', {})
    await vi.waitFor(() => expect(receiver.posts).toHaveLength(3), patiently)
    expect(receiver.posts[2]?.raw.length).toBeGreaterThan(2_500_000)
    expect(receiver.posts[2]?.raw.length).toBeLessThanOrEqual(3 * 1_024 * 1_024)
  })
})

describe('errors outside messages', () => {
  it('stand beside a message without its body, or alone', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await cause(caller, 'error', { code: 131000 })
    await cause(caller, 'broken', { from: mei })
    const events = await heard(receiver, 2)
    expect(events.map(({ value }) => value['errors'])).toMatchObject([[{ code: 131000 }], [{ code: 131000 }]])
    expect(events[1]?.value).toMatchObject({ messages: [{ type: 'interactive' }] })
  })
})
