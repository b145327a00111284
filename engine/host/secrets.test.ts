import { describe, expect, it } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { openEngineRooms, until } from '../../test/support/engine-rooms.ts'

/** Calls that answer to an empty input and change nothing: what a window asks while somebody looks around. */
const readCalls = (Object.keys(calls) as CallName[]).filter(
  (name) =>
    /\.(?:status|list\w*|get\w*|settings|rules|health|checks|setup|fields|tags|requests|exports|places|people|summary|counts?|all)$/.test(
      name,
    ) && calls[name].input.safeParse({}).success,
)

describe('answers, events and errors of the engine', () => {
  it('S-02: carry no secret, whatever is asked after a number was connected, changed and used', async () => {
    const { facts, control, call, listen, keptSecrets } = await openEngineRooms()
    const told: string[] = []
    listen((name, data) => void told.push(`${name} ${JSON.stringify(data)}`))
    const ask = async (name: CallName, input: unknown): Promise<void> => {
      try {
        told.push(`${name} ${JSON.stringify(await call(name, input as never))}`)
      } catch (error) {
        told.push(`${name} ${String(error)}`)
      }
    }
    await ask('connection.beginSetup', { baseUrl: facts.url, token: facts.token, appSecret: facts.appSecret })
    await ask('connection.chooseNumber', { wabaId: facts.wabaId, phoneNumberId: facts.phoneNumberId, catalogId: facts.catalogId })
    await ask('connection.setReceiving', { receiving: 'local' })
    await ask('connection.check', {})
    await control('POST', '/simulator/say', { from: '+886900000001', text: 'hi' })
    await until(() => told.some((line) => line.startsWith('inbox.')))
    await ask('connection.replaceKey', { token: `${facts.token}x` })
    await ask('connection.replaceAppSecret', { appSecret: 'wrong-app-secret-canary' })
    for (const name of readCalls) await ask(name, {})
    const secrets = [facts.token, `${facts.token}x`, facts.appSecret, 'wrong-app-secret-canary', ...keptSecrets()]
    const all = told.join('\n')
    // The last four signs are shown on purpose; the control is that they were.
    expect(all).toContain(facts.token.slice(-4))
    for (const secret of secrets) expect(all).not.toContain(secret)
    expect(readCalls.length).toBeGreaterThan(25)
  })
})
