import { beforeEach, describe, expect, it } from 'vitest'
import type { BroadcastId } from '#contract/kernel/values.ts'
import { openEngineRooms, until, type EngineRooms } from '../../test/support/engine-rooms.ts'
import { systemClock } from '../kernel/index.ts'

const HOUR_MS = 3_600_000
const PEOPLE = ['+886900000001', '+886900000002', '+886900000003']

let aheadMs = 0
let engine: EngineRooms
beforeEach(async () => {
  aheadMs = 0
  engine = await openEngineRooms({ clock: { ...systemClock, now: () => systemClock.now() + aheadMs } })
  const { url: baseUrl, token, appSecret, wabaId, phoneNumberId, catalogId } = engine.facts
  await engine.must('connection.add', {
    kind: 'demo',
    baseUrl,
    token,
    appSecret,
    wabaId,
    phoneNumberId,
    catalogId,
    receiving: 'local',
  })
})

const approved = async () => (await engine.must('connection.health', { refresh: false })).templates.approved
const hasProducts = async () => (await engine.must('catalog.list', {})).products.length > 0
const account = (wish: object) => engine.control('POST', '/simulator/account', wish)
const restrict = (type: string, hours: number) => account({ restrictions: [{ type, hours }] })
const stateOf = async (broadcastId: BroadcastId) => {
  const { state, pauseReason } = await engine.must('broadcast.status', { broadcastId })
  return [state, pauseReason]
}

/** The present hour in Taiwan, where the people are. */
const hour = () => (new Date().getUTCHours() + 8) % 24

/** A broadcast in the quiet hours of its people, so that nothing leaves for an hour or two. */
async function broadcast(): Promise<BroadcastId> {
  await until(async () => (await approved()) > 0)
  for (const phone of PEOPLE) {
    const { customerId } = await engine.must('customer.save', { phone, name: 'Mei' })
    await engine.must('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
  }
  const { broadcastId } = await engine.must('broadcast.draft', {
    content: {
      name: 'Tea',
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'hello', language: 'en' },
      variables: { 1: { from: { kind: 'customer', field: 'name' }, fallback: 'you' } },
      quietHours: { fromHour: hour(), toHour: (hour() + 2) % 24 },
    },
  })
  const { reviewHash } = await engine.must('broadcast.review', { broadcastId })
  await engine.must('broadcast.approve', { broadcastId, reviewHash })
  return broadcastId
}

async function replyTo(phone: string): Promise<string | null> {
  await engine.control('POST', '/simulator/say', { from: phone, text: 'hi' })
  const conversations = async () => (await engine.must('inbox.list', {})).conversations
  await until(async () => (await conversations()).length > 0)
  const customerId = (await conversations())[0]!.customerId
  const sent = await engine.must('inbox.reply', { customerId, message: { kind: 'text', text: 'Yes.' } })
  const found = async () => (await engine.must('inbox.messages', { customerId })).messages.find((one) => one.messageId === sent.messageId)
  await until(async () => !['held', 'waiting', 'sending', undefined].includes((await found())?.state))
  const message = await found()
  return message?.reason ?? null
}

describe('a number that was just connected', () => {
  it('has its templates and products read without anybody asking', async () => {
    await until(async () => (await approved()) > 0 && (await hasProducts()))
    expect((await engine.must('template.list', {})).syncedAt).not.toBeNull()
  })
})

describe('what Meta forbids', () => {
  it('stops broadcasts at once, refuses to go on until the end that Meta named, and lets replies go', async () => {
    const broadcastId = await broadcast()
    await engine.must('broadcast.start', { broadcastId })
    await restrict('RESTRICTED_BIZ_INITIATED_MESSAGING', 2)
    await until(async () => (await stateOf(broadcastId))[0] === 'paused')
    expect(await stateOf(broadcastId)).toEqual(['paused', 'account-restricted'])
    expect(await engine.call('broadcast.resume', { broadcastId })).toMatchObject({
      error: { code: 'account-restricted', params: { type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: expect.any(Number) } },
    })
    expect(await replyTo(PEOPLE[0]!)).toBeNull()
    aheadMs = 3 * HOUR_MS
    expect(await stateOf(broadcastId)).toEqual(['paused', 'account-restricted'])
    await account({ restrictions: [] })
    expect(await engine.must('broadcast.resume', { broadcastId })).toMatchObject({ state: 'running' })
    await until(async () => (await stateOf(broadcastId))[0] === 'finished')
  })

  it('says why a reply does not leave where replies are forbidden too', async () => {
    await restrict('RESTRICTED_CUSTOMER_INITIATED_MESSAGING', 2)
    await until(async () => (await engine.must('connection.health', { refresh: false })).restrictions.length > 0)
    expect(await replyTo(PEOPLE[1]!)).toBe('account-restricted')
  })

  it('lets nothing start from an account that is off', async () => {
    const broadcastId = await broadcast()
    await account({ lock: 'disabled' })
    await until(async () =>
      (await engine.must('connection.health', { refresh: false })).notices.some(({ code }) => code === 'account-disabled'),
    )
    expect(await engine.call('broadcast.start', { broadcastId })).toMatchObject({
      error: { code: 'account-restricted', params: { type: 'DISABLED_UPDATE' } },
    })
    expect(await stateOf(broadcastId)).toEqual(['approved', null])
  })
})
