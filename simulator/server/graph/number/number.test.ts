import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { phoneNumberSchema, successAnswerSchema } from '#contract/cloud-api/answers.ts'
import {
  blockAnswerSchema,
  blockListPageSchema,
  conversationAnswerSchema,
  oneQrCodeSchema,
  qrCodeSchema,
  qrCodesPageSchema,
} from '#contract/cloud-api/manage-customer-door.ts'
import { numberSettingsSchema, usernameSchema, usernameSuggestionsSchema } from '#contract/cloud-api/manage-number.ts'
import { profileAnswerSchema } from '#contract/cloud-api/manage-profile.ts'
import { businessUsernameValueSchema, phoneNumberNameValueSchema, securityValueSchema } from '#contract/cloud-api/webhook-account.ts'
import { type Caller, call, errorOf, listenFor, startForTest } from '../../../testing/harness.ts'
import { bodyOf, pass, queryOf, uploadSample, valuesOf } from '../../../testing/management.ts'

const HOUR_MS = 3_600_000

function post(caller: Caller, edge: string, body: object) {
  const { phoneNumberId } = caller.simulator.facts
  return caller.graph('POST', edge === '' ? phoneNumberId : `${phoneNumberId}/${edge}`, { body })
}

function get(caller: Caller, edge: string) {
  return caller.graph('GET', `${caller.simulator.facts.phoneNumberId}${edge}`)
}

async function done(seen: Parameters<typeof bodyOf>[0]): Promise<void> {
  expect(successAnswerSchema.parse(bodyOf(seen)).success).toBe(true)
}

describe('the number', () => {
  it('shows every field that the reference names', async () => {
    const caller = await startForTest()
    const fields =
      'display_phone_number,verified_name,country_code,country_dial_code,status,name_status,new_name_status,new_display_name,quality_rating,quality_score,whatsapp_business_manager_messaging_limit,messaging_limit_tier,throughput,code_verification_status,platform_type,is_on_biz_app,account_mode,is_official_business_account,is_pin_enabled,is_preverified_number,last_onboarded_time,search_visibility,webhook_configuration,conversational_automation,health_status'
    const node = phoneNumberSchema.parse(bodyOf(await get(caller, `?fields=${fields}`)))
    expect(node).toMatchObject({
      status: 'CONNECTED',
      platform_type: 'CLOUD_API',
      country_dial_code: '886',
      throughput: { level: 'STANDARD' },
    })
    expect(node.health_status).toMatchObject({ can_send_message: 'AVAILABLE' })
    expect(node.health_status?.entities?.map((one) => one.entity_type)).toEqual(['PHONE_NUMBER', 'WABA', 'BUSINESS', 'APP'])
  })

  it('says in health_status what stands in the way', async () => {
    const caller = await startForTest()
    const health = async () => phoneNumberSchema.parse(bodyOf(await get(caller, '?fields=health_status'))).health_status
    await caller.control('POST', 'number', { quality: 'RED' })
    expect((await health())?.can_send_message).toBe('LIMITED')
    await caller.control('POST', 'number', { registered: false })
    expect((await health())?.entities?.[0]?.errors?.[0]?.error_code).toBe(141000)
    await caller.control('POST', 'payment', { missing: true })
    expect((await health())?.entities?.find((one) => one.entity_type === 'WABA')?.can_send_message).toBe('BLOCKED')
  })

  it('gets another name after a review, or not', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const names = async () => phoneNumberSchema.parse(bodyOf(await get(caller, '?fields=verified_name,new_display_name,new_name_status')))
    await done(await post(caller, '', { new_display_name: 'Autumn Tea' }))
    expect(await names()).toMatchObject({ new_display_name: 'Autumn Tea', new_name_status: 'PENDING_REVIEW' })
    await pass(caller, 2_000)
    expect(await names()).toMatchObject({ verified_name: 'Autumn Tea', new_name_status: 'NONE' })
    await done(await post(caller, '', { new_display_name: 'WhatsApp Tea' }))
    await pass(caller, 2_000)
    expect(await names()).toMatchObject({ verified_name: 'Autumn Tea', new_name_status: 'DECLINED' })
    const values = (await valuesOf(receiver, 'phone_number_name_update', 2)).map((value) => phoneNumberNameValueSchema.parse(value))
    expect(values.map((one) => [one.decision, one.requested_verified_name])).toEqual([
      ['APPROVED', 'Autumn Tea'],
      ['REJECTED', 'WhatsApp Tea'],
    ])
  })
})

describe('registration', () => {
  it('asks for a code, the right one, and the PIN', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'number', { codeVerification: 'NOT_VERIFIED', registered: false })
    const pin = { messaging_product: 'whatsapp', pin: '123456' }
    expect(errorOf(await post(caller, 'register', pin))?.code).toBe(133006)
    await done(await post(caller, 'request_code', { code_method: 'SMS', language: 'en_US' }))
    expect(errorOf(await post(caller, 'verify_code', { code: '000' }))).toMatchObject({ code: 136025, subcode: 2388093 })
    const { code } = z.object({ code: z.string() }).parse(await caller.control('POST', 'sent-code'))
    await done(await post(caller, 'verify_code', { code: `${code.slice(0, 3)}-${code.slice(3)}` }))
    expect(errorOf(await post(caller, 'request_code', { code_method: 'SMS', language: 'en_US' }))).toMatchObject({
      code: 136024,
      subcode: 2388091,
    })
    expect(errorOf(await post(caller, 'register', { ...pin, pin: '999999' }))?.code).toBe(133005)
    expect(errorOf(await post(caller, 'register', { ...pin, pin: '12' }))?.code).toBe(100)
    await done(await post(caller, 'register', pin))
    expect(phoneNumberSchema.parse(bodyOf(await get(caller, '?fields=status,platform_type')))).toMatchObject({
      status: 'CONNECTED',
      platform_type: 'CLOUD_API',
    })
  })

  it('is refused after ten times in 72 hours, and for numbers of the phone app', async () => {
    const caller = await startForTest()
    const register = () => post(caller, 'register', { messaging_product: 'whatsapp', pin: '123456' })
    for (let time = 0; time < 5; time += 1) {
      await done(await post(caller, 'deregister', {}))
      await done(await register())
    }
    expect(errorOf(await register())?.code).toBe(133016)
    expect(errorOf(await post(caller, 'deregister', {}))?.code).toBe(133016)
    await pass(caller, 72 * HOUR_MS)
    await done(await register())
    await caller.control('POST', 'number', { isOnBizApp: true })
    expect(errorOf(await register())?.code).toBe(100)
    expect(errorOf(await post(caller, 'deregister', {}))?.code).toBe(100)
  })

  it('locks the PIN after ten wrong ones; a new PIN is told by webhook', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    await done(await post(caller, '', { pin: '654321' }))
    expect(securityValueSchema.parse((await valuesOf(receiver, 'security', 1))[0]).event).toBe('PIN_CHANGED')
    const register = (pin: string) => post(caller, 'register', { messaging_product: 'whatsapp', pin })
    for (let time = 0; time < 10; time += 1) {
      expect(errorOf(await register('111111'))?.code).toBe(133005)
      await pass(caller, 73 * HOUR_MS)
    }
    expect(errorOf(await register('654321'))?.code).toBe(133008)
  })
})

describe('the profile', () => {
  it('keeps what is left out, within Meta’s limits, with a picture', async () => {
    const caller = await startForTest()
    const save = (changes: object) => post(caller, 'whatsapp_business_profile', { messaging_product: 'whatsapp', ...changes })
    const fields = 'about,address,description,email,profile_picture_url,websites,vertical'
    const read = async () => profileAnswerSchema.parse(bodyOf(await get(caller, `/whatsapp_business_profile?fields=${fields}`)))
    await done(await save({ about: 'Tea since 1950', websites: ['https://tea.example'], vertical: 'RESTAURANT' }))
    await done(await save({ profile_picture_handle: await uploadSample(caller) }))
    const profile = await read()
    expect(profile).toMatchObject({ about: 'Tea since 1950', websites: ['https://tea.example'], vertical: 'RESTAURANT' })
    const picture = await fetch(profile.profile_picture_url ?? '')
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/jpeg', 'a made-up file'])
    for (const wrong of [
      { about: '' },
      { about: 'a'.repeat(140) },
      { address: 'a'.repeat(257) },
      { description: 'a'.repeat(513) },
      { email: 'nobody' },
      { websites: ['https://a.example', 'https://b.example', 'https://c.example'] },
      { websites: ['tea.example'] },
      { vertical: 'TEA' },
      { profile_picture_handle: '4:nothing' },
    ]) {
      expect(errorOf(await save(wrong))?.code).toBe(100)
    }
  })
})

describe('QR codes', () => {
  it('are made, changed, listed 25 at a time, and deleted; the picture is a true code', async () => {
    const caller = await startForTest()
    const made = qrCodeSchema.parse(bodyOf(await post(caller, 'message_qrdls', { prefilled_message: 'Hi', generate_qr_image: 'PNG' })))
    expect(made.deep_link_url).toBe(`https://wa.me/message/${made.code}`)
    const png = Buffer.from(await (await fetch(made.qr_image_url ?? '')).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(inflateSync(png.subarray(41, 41 + png.readUInt32BE(33))).length).toBeGreaterThan(300_000)
    const edited = qrCodeSchema.parse(bodyOf(await post(caller, 'message_qrdls', { code: made.code, prefilled_message: 'Hello' })))
    expect(edited).toMatchObject({ code: made.code, prefilled_message: 'Hello' })
    for (let index = 0; index < 25; index += 1) bodyOf(await post(caller, 'message_qrdls', { prefilled_message: `Code ${index}` }))
    const page = qrCodesPageSchema.parse(
      bodyOf(await get(caller, '/message_qrdls?limit=100&fields=code,prefilled_message,qr_image_url.format(SVG)')),
    )
    expect([page.data.length, page.paging?.next === undefined]).toEqual([25, false])
    expect(await (await fetch(page.data[0]?.qr_image_url ?? '')).text()).toContain('<svg')
    expect(oneQrCodeSchema.parse(bodyOf(await get(caller, `/message_qrdls/${made.code}`))).prefilled_message).toBe('Hello')
    await done(await caller.graph('DELETE', `${caller.simulator.facts.phoneNumberId}/message_qrdls/${made.code}`))
    expect(errorOf(await get(caller, `/message_qrdls/${made.code}`))?.code).toBe(100)
    expect(errorOf(await post(caller, 'message_qrdls', { prefilled_message: 'a'.repeat(141) }))?.code).toBe(100)
  })

  it('end at 2,000', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const stateFile = join(folder, 'state.json')
    const make = (caller: Caller) => post(caller, 'message_qrdls', { prefilled_message: 'Hi' })
    const first = await startForTest({ stateFile })
    bodyOf(await make(first))
    await first.simulator.stop()
    // All but the last were made before; asking for each of them would take long.
    const state = z
      .looseObject({ management: z.looseObject({ qrCodes: z.array(z.looseObject({ code: z.string() })) }) })
      .parse(JSON.parse(readFileSync(stateFile, 'utf8')))
    const [code] = state.management.qrCodes
    state.management.qrCodes = Array.from({ length: 1_999 }, (_, index) => ({ ...code, code: `CODE${index}` }))
    writeFileSync(stateFile, JSON.stringify(state))
    const second = await startForTest({ stateFile })
    bodyOf(await make(second))
    expect(errorOf(await make(second))?.code).toBe(100)
  })
})

describe('the block list', () => {
  it('takes people who wrote in the last 24 hours, and says 139100 for the others', async () => {
    const caller = await startForTest()
    const { phoneNumberId } = caller.simulator.facts
    await caller.control('POST', 'say', { from: '+886900000000', text: 'hi' })
    const wish = { messaging_product: 'whatsapp', block_users: [{ user: '+886900000000' }, { user: '+886900000001' }] }
    const mixed = await post(caller, 'block_users', wish)
    expect(errorOf(mixed)).toMatchObject({ code: 139100, status: 400 })
    const { block_users: lists } = blockAnswerSchema.parse('broken' in mixed ? null : mixed.body)
    expect(lists.added_users?.map((one) => one.wa_id)).toEqual(['886900000000'])
    expect(lists.failed_users?.map((one) => [one.input, one.errors?.[0]?.code])).toEqual([['+886900000001', 131047]])
    expect(blockListPageSchema.parse(bodyOf(await get(caller, '/block_users'))).data.map((one) => one.wa_id)).toEqual(['886900000000'])
    const receiver = await listenFor(caller)
    for (const from of ['+886900000000', '+886900000001']) await caller.control('POST', 'say', { from, text: 'heard?' })
    expect((await valuesOf(receiver, 'messages', 1)).map((value) => value['messages'])).toMatchObject([[{ from: '886900000001' }]])
    const remove = await caller.graph('DELETE', `${phoneNumberId}/block_users`, {
      body: { ...wish, block_users: [{ user: '+886900000000' }] },
    })
    expect(blockAnswerSchema.parse(bodyOf(remove)).block_users.removed_users).toHaveLength(1)
    expect(blockListPageSchema.parse(bodyOf(await get(caller, '/block_users'))).data).toEqual([])
  })
})

describe('settings and greetings', () => {
  it('change one group at a time', async () => {
    const caller = await startForTest()
    await done(await post(caller, 'settings', { user_identity_change: { enable_identity_key_check: true } }))
    const read = numberSettingsSchema.parse(bodyOf(await get(caller, '/settings')))
    expect(read.user_identity_change).toMatchObject({ enable_identity_key_check: true })
    const both = { user_identity_change: { enable_identity_key_check: false }, calling: { status: 'ENABLED' } }
    expect(errorOf(await post(caller, 'settings', both))?.code).toBe(100)
    expect(errorOf(await post(caller, 'settings', {}))?.code).toBe(100)
  })

  it('hold prompts and commands without emoji', async () => {
    const caller = await startForTest()
    const read = async () => conversationAnswerSchema.parse(bodyOf(await get(caller, '?fields=conversational_automation')))
    expect((await read()).conversational_automation).toBeUndefined()
    const commands = [{ command_name: 'menu', command_description: 'What we have' }]
    await done(await post(caller, 'conversational_automation', { prompts: ['Opening hours?'], commands }))
    expect((await read()).conversational_automation).toMatchObject({ prompts: ['Opening hours?'], commands })
    expect(errorOf(await post(caller, 'conversational_automation', { prompts: ['🍵 tea'] }))?.code).toBe(100)
    expect(errorOf(await post(caller, 'conversational_automation', { prompts: ['1', '2', '3', '4', '5'] }))?.code).toBe(100)
  })
})

describe('the username', () => {
  it('is taken, told and given back; some are not to be had', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const read = async () => usernameSchema.parse(bodyOf(await get(caller, '/username')))
    expect((await read()).username).toBeUndefined()
    bodyOf(await post(caller, 'username', { username: 'plain.shop' }))
    expect(await read()).toMatchObject({ username: 'plain.shop', status: 'approved' })
    for (const [username, code] of [
      ['Plain', 100],
      ['taken_one', 147001],
      ['fb.tea', 147003],
      ['ig.tea', 147004],
      ['ours.tea', 147005],
    ] as const) {
      expect(errorOf(await post(caller, 'username', { username }))?.code).toBe(code)
    }
    bodyOf(await post(caller, 'username', { username: 'ours.tea', force_transfer: true }))
    await caller.control('POST', 'number', { tier: 'TIER_250' })
    expect(errorOf(await post(caller, 'username', { username: 'other' }))?.code).toBe(147002)
    await done(await caller.graph('DELETE', `${caller.simulator.facts.phoneNumberId}/username`))
    expect(usernameSuggestionsSchema.parse(bodyOf(await get(caller, '/username_suggestions'))).length).toBeGreaterThan(1)
    const values = (await valuesOf(receiver, 'business_username_update', 3)).map((value) => businessUsernameValueSchema.parse(value))
    expect(values.map((one) => [one.username, one.status])).toEqual([
      ['plain.shop', 'approved'],
      ['ours.tea', 'approved'],
      ['ours.tea', 'deleted'],
    ])
  })
})

describe('a callback of the number’s own', () => {
  it('gets the messages after a handshake, while other events go on to the account’s', async () => {
    const caller = await startForTest()
    const account = await listenFor(caller)
    const own = await listenFor(caller)
    const { wabaId, phoneNumberId, url, token } = caller.simulator.facts
    const override = (target: string) => ({ override_callback_uri: target, verify_token: 'check-me' })
    bodyOf(await caller.graph('POST', `${wabaId}/subscribed_apps`, { body: override(account.url) }))
    const wrong = { webhook_configuration: { ...override(own.url), verify_token: 'no' } }
    expect(errorOf(await post(caller, '', wrong))?.code).toBe(2200)
    await done(await post(caller, '', { webhook_configuration: override(own.url) }))
    const seen = phoneNumberSchema.parse(bodyOf(await get(caller, '?fields=webhook_configuration')))
    expect(seen.webhook_configuration).toMatchObject({ phone_number: own.url, whatsapp_business_account: account.url })
    await caller.control('POST', 'say', { from: '+886900000000', text: 'hi' })
    await caller.control('POST', 'events/template-quality', { name: 'hello', language: 'en', score: 'YELLOW' })
    await valuesOf(own, 'messages', 1)
    await valuesOf(account, 'message_template_quality_update', 1)
    expect(account.events().some((event) => event.field === 'messages')).toBe(false)
    const form = queryOf({ webhook_configuration: JSON.stringify({ override_callback_uri: '' }) })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
    await done(await call('POST', `${url}/v25.0/${phoneNumberId}`, { body: form, headers }))
    await caller.control('POST', 'say', { from: '+886900000000', text: 'again' })
    await valuesOf(account, 'messages', 1)
  })
})
