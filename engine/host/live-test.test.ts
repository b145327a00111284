import { describe, expect, it, onTestFinished } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { EngineBoot } from '#contract/kernel/engine-boot.ts'
import type { Result } from '#contract/kernel/result.ts'
import { startSimulatorProcess } from '../../test/support/simulator-process.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createAnnouncer, secureRandom, silentLogger, systemClock } from '../kernel/index.ts'
import { beginRooms } from './compose.ts'

/** All rooms as the engine puts them together, with a simulator to connect to. */
async function engine() {
  const simulator = await startSimulatorProcess(['--port', '0', '--scenario', 'plain', '--people', '20', '--tempo', 'instant'])
  onTestFinished(() => simulator.stop())
  const vault = tempVault()
  onTestFinished(() => vault.remove())
  const announcer = createAnnouncer()
  const states: string[] = []
  announcer.listen((name, data) => {
    if (name === 'connection.liveTest') states.push((data as { state: string }).state)
  })
  const rooms = await beginRooms({
    vault,
    boot: EngineBoot.parse({ vault: vault.folder }),
    announcer,
    clock: systemClock,
    random: secureRandom,
    logger: silentLogger,
  })
  onTestFinished(() => rooms.stop())
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> => {
    const result = await rooms.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, {
      role: 'owner',
      person: 'owner',
      signal: new AbortController().signal,
    })
    if (result === undefined) throw new Error(`no room answers ${name}`)
    if (result.ok) calls[name].output.parse(result.value)
    return result
  }
  return { ...simulator, call, states }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the live test of the wizard', () => {
  it('hears the first message after its start, answers as the chat does, and sees the answer arrive', async () => {
    const { facts, control, call, states } = await engine()
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
