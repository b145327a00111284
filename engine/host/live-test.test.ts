import { describe, expect, it } from 'vitest'
import { openEngineRooms, until } from '../../test/support/engine-rooms.ts'

describe('the live test of the wizard', () => {
  it('hears the first message after its start, answers as the chat does, and sees the answer arrive', async () => {
    const { facts, control, call, listen } = await openEngineRooms()
    const states: string[] = []
    listen((name, data) => {
      if (name === 'connection.liveTest') states.push((data as { state: string }).state)
    })
    await call('connection.beginSetup', { baseUrl: facts.url, token: facts.token, appSecret: facts.appSecret })
    await call('connection.chooseNumber', { wabaId: facts.wabaId, phoneNumberId: facts.phoneNumberId, catalogId: facts.catalogId })
    const received = await call('connection.setReceiving', { receiving: 'local' })
    expect(received).toMatchObject({ value: { receiving: { verified: true } } })
    const checked = await call('connection.check', {})
    expect(checked.ok ? checked.value.checks.filter(({ state }) => state === 'failed') : checked).toEqual([])
    expect(await call('connection.answerLiveTest', { text: 'too early' })).toMatchObject({ error: { code: 'live-test-missing' } })
    const begun = await call('connection.beginLiveTest', {})
    expect(begun).toMatchObject({ value: { state: 'waiting', link: expect.stringMatching(/^https:\/\/wa\.me\/\d+\?text=hi$/) } })
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hi' })
    await until(() => states.includes('received'))
    expect(await call('connection.liveTest', {})).toMatchObject({ value: { state: 'received', from: '+886 900 000 001' } })
    expect(await call('connection.answerLiveTest', { text: 'It works.' })).toMatchObject({ value: { state: 'answering' } })
    await until(() => states.includes('answered'))
    expect(states).toEqual(['received', 'answering', 'answered'])
    expect(await call('connection.liveTest', {})).toMatchObject({ value: { state: 'answered', code: null } })
    const inbox = await call('inbox.list', {})
    expect(inbox.ok ? inbox.value.conversations.length : inbox).toBe(1)
    await call('connection.endSetup', {})
    const health = await call('connection.health', {})
    const fields = health.ok ? health.value.fields : []
    expect(fields.find(({ field }) => field === 'messages')?.count).toBeGreaterThan(0)
    expect(await call('connection.disconnect', {})).toMatchObject({ ok: true })
    expect(await call('connection.liveTest', {})).toMatchObject({ value: null })
  })
})
