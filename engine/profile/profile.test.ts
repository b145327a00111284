import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallName, CallInput, CallOutput } from '#contract/ipc/index.ts'
import { calls } from '#contract/ipc/index.ts'
import type { QrCode } from '#contract/cloud-api/manage-customer-door.ts'
import { fail, ok } from '#contract/kernel/result.ts'
import { startSimulatorHere, type SimulatorHere } from '../../test/support/simulator-here.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createCloudApi, type CloudApi } from '../cloud-api/index.ts'
import { createAnnouncer, silentLogger, systemClock } from '../kernel/index.ts'
import { createProfile } from './index.ts'
import { createLinks } from './links.ts'

let simulator: SimulatorHere
let api: CloudApi
let opened: ReturnType<typeof tempVault>
let isConnected = true
beforeAll(async () => {
  simulator = await startSimulatorHere(['--port', '0', '--tempo', 'instant', '--scenario', 'plain'])
  const { url: baseUrl, token, appSecret, apiVersion, phoneNumberId, wabaId } = simulator.facts
  const where = { baseUrl, token, appSecret, apiVersion, phoneNumberId, wabaId, authHeader: 'Authorization' }
  api = createCloudApi({ ...where, clock: systemClock, logger: silentLogger })
})
afterAll(async () => {
  await api.close()
  await simulator.stop()
})
beforeEach(() => {
  opened = tempVault()
  isConnected = true
})
afterEach(() => opened.remove())

function room() {
  const announcer = createAnnouncer()
  const heard: string[] = []
  announcer.listen((name) => heard.push(name))
  const { phoneNumberId } = simulator.facts
  const connection = () => (isConnected ? { api, phoneNumberId } : null)
  const { handlers } = createProfile({ vault: opened, clock: systemClock, announcer, connection })
  const ask = async <N extends CallName & `profile.${string}`>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const answer = await call(name, input)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value as CallOutput<N>
  }
  const call = async (name: CallName & `profile.${string}`, input: unknown) => {
    const context = { role: 'owner' as const, person: 'owner', signal: new AbortController().signal }
    const handler = handlers[name] as (
      input: unknown,
      context: unknown,
    ) => Promise<{ ok: true; value: unknown } | { ok: false; error: { code: string } }>
    return handler(calls[name].input.parse(input), context)
  }
  return { ask, call, heard }
}

/** The head of a JPEG of this size. */
const jpeg = (side: number) =>
  Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0, 0xff, 0xd9]).toString(
    'base64',
  )

describe('the profile', () => {
  it('is changed at Meta, read back, and kept until it is asked for anew', async () => {
    const { ask, call, heard } = room()
    const saved = await ask('profile.save', { about: '每天現焙', websites: ['https://shop.example/'], vertical: 'GROCERY' })
    expect(saved).toMatchObject({ about: '每天現焙', websites: ['https://shop.example/'], vertical: 'GROCERY' })
    expect(heard).toEqual(['profile.changed'])
    expect((await ask('profile.read', {})).profile).toEqual(saved)
    expect(heard).toHaveLength(1)
    expect((await ask('profile.save', { description: 'Tea' })).about).toBe('每天現焙')
    isConnected = false
    expect(await call('profile.save', { about: 'x' })).toMatchObject({ error: { code: 'connection-missing' } })
  })

  it('gets a picture by upload, square or not at all', async () => {
    const { ask, call } = room()
    expect(await call('profile.setPicture', { jpegBase64: jpeg(100) })).toMatchObject({ error: { code: 'picture-refused' } })
    await ask('profile.setPicture', { jpegBase64: jpeg(640) })
  })

  it('counts as saved what Meta took, also when it can not be read back', async () => {
    const { ask } = room()
    await ask('profile.read', { refresh: true })
    const whole = api
    const fails = async () => fail('network-unreachable', undefined, 'now')
    api = { ...whole, profile: { ...whole.profile, read: fails } }
    try {
      expect((await ask('profile.save', { about: 'taken' })).about).toBe('taken')
      expect((await ask('profile.setPicture', { jpegBase64: jpeg(640) })).picture).toBe(`data:image/jpeg;base64,${jpeg(640)}`)
    } finally {
      api = whole
    }
    expect((await ask('profile.read', {})).profile.about).toBe('taken')
  })

  it('takes a link that Meta made although its answer got lost, and makes none twice', async () => {
    const made: QrCode[] = []
    const links = createLinks(
      () => ({
        ...api.qrCodes,
        list: async () => ok(made),
        create: async ({ prefilled_message }) => {
          made.push({ code: `CODE${made.length}`, prefilled_message, deep_link_url: 'https://wa.me/message/CODE' })
          return fail('network-unreachable', undefined, 'unknown')
        },
      }),
      () => undefined,
    )
    expect(await links.saveLink({ text: 'hello' })).toMatchObject({ ok: true, value: { code: 'CODE0', text: 'hello' } })
    expect(made).toHaveLength(1)
  })

  it('has links with a ready text that can be changed and removed', async () => {
    const { ask } = room()
    const made = await ask('profile.saveLink', { text: '我想收到優惠' })
    expect(made).toMatchObject({ text: '我想收到優惠', url: expect.stringMatching(/^https:\/\/wa\.me\/message\//) })
    const changed = await ask('profile.saveLink', { code: made.code, text: '加入' })
    expect((await ask('profile.links', {})).links).toContainEqual(changed)
    await ask('profile.removeLink', { code: made.code })
    expect((await ask('profile.links', {})).links.map((link) => link.code)).not.toContain(made.code)
  })

  it('keeps opening hours in order, and refuses two that meet', async () => {
    const { ask, call } = room()
    const hours = [
      { day: 1, opens: '10:00', closes: '12:00' },
      { day: 1, opens: '13:00', closes: '21:00' },
    ]
    expect(await ask('profile.saveHours', { hours: hours.toReversed() })).toEqual({ hours })
    const meeting = [...hours, { day: 1, opens: '11:00', closes: '14:00' }]
    expect(await call('profile.saveHours', { hours: meeting })).toMatchObject({ error: { code: 'hours-refused' } })
    expect((await ask('profile.read', {})).hours).toEqual(hours)
  })
})
