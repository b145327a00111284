import type { Socket } from 'node:net'
import { onTestFinished, describe, expect, it, vi } from 'vitest'
import { patiently, patientTimeouts } from '../../test/support/patiently.ts'
import { httpAnswer, startAnsweringServer, type AnsweringServer } from '../../test/support/answering-server.ts'
import { aRun, manySends } from '../../test/support/ledger-kit.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { createCloudApi } from '../cloud-api/index.ts'
import { manualClock, secureRandom, silentLogger, systemClock, type Clock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createLedger } from './index.ts'

const RUN = aRun().runId

type Clocks = { readonly clock: Clock; readonly requests: Clock }

/** A ledger whose messages go over real connections to a server of the test; the requests' deadline goes by a clock of its own. */
async function ledgerAgainst(behave: (socket: Socket, nth: number) => void, count: number, { clock, requests }: Clocks) {
  const server: AnsweringServer = await startAnsweringServer(behave)
  const api = createCloudApi({
    baseUrl: server.url,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAtesttoken',
    appSecret: null,
    phoneNumberId: '70',
    wabaId: '10',
    clock: requests,
    logger: silentLogger,
    timeouts: patientTimeouts,
  })
  const vault = tempVault()
  const ledger = createLedger({
    vault,
    clock,
    random: secureRandom,
    logger: silentLogger,
    messenger: api.messenger(),
    inboundAlive: () => true,
  })
  onTestFinished(async () => {
    await ledger.end()
    await api.close()
    await server.close()
    vault.remove()
  })
  ledger.begin()
  ledger.setThroughput(1_000)
  vault.store.write((db) => ledger.seal(db, aRun({ pacePerSecond: 1_000 }), manySends(count)))
  const states = () => vault.store.read.all<{ state: string }>(sql`select state from send order by seq`).map((row) => row.state)
  return { server, ledger, vault, states }
}

const accepted = '{"messages":[{"id":"wamid.1"}],"contacts":[{"input":"1","wa_id":"1"}]}'
const refusal = (code: number, subcode?: number): string => JSON.stringify({ error: { message: 'no', code, error_subcode: subcode } })
const bytes = (text: string) => (socket: Socket) => void socket.write(text)

type Case = readonly [name: string, behave: (socket: Socket, nth: number) => void, send: string, pause: string | null]

const cases: readonly Case[] = [
  ['200 with an id', bytes(httpAnswer(200, accepted)), 'accepted', null],
  [
    '200 held for quality',
    bytes(httpAnswer(200, '{"messages":[{"id":"wamid.1","message_status":"held_for_quality_assessment"}]}')),
    'accepted',
    null,
  ],
  ['200 without an id', bytes(httpAnswer(200, '{"messages":[]}')), 'in_doubt', null],
  ['200 with an empty id', bytes(httpAnswer(200, '{"messages":[{"id":""}]}')), 'in_doubt', null],
  ['200 with half an object', bytes(httpAnswer(200, accepted.slice(0, 30))), 'in_doubt', null],
  ['200 with a page', bytes(httpAnswer(200, '<html>Sign in to this network</html>')), 'in_doubt', null],
  ['200 with nothing', bytes(httpAnswer(200, '')), 'in_doubt', null],
  ['200 with another shape', bytes(httpAnswer(200, '[1,2]')), 'in_doubt', null],
  ['200 with an error inside', bytes(httpAnswer(200, refusal(131026))), 'in_doubt', null],
  ['301 to elsewhere', bytes('HTTP/1.1 301 X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'), 'in_doubt', null],
  ['307 to elsewhere', bytes('HTTP/1.1 307 X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'), 'in_doubt', null],
  ['500 after it was taken', bytes(httpAnswer(500, refusal(131000))), 'in_doubt', null],
  ['500 without words', bytes(httpAnswer(500, '')), 'in_doubt', null],
  ['502 with a page', bytes(httpAnswer(502, '<html>Bad gateway</html>')), 'in_doubt', null],
  ['503 with code 2', bytes(httpAnswer(503, refusal(2))), 'in_doubt', null],
  ['504', bytes(httpAnswer(504, '{}')), 'in_doubt', null],
  ['400 with code 131000', bytes(httpAnswer(400, refusal(131000))), 'in_doubt', null],
  ['400 with code 1', bytes(httpAnswer(400, refusal(1))), 'in_doubt', null],
  ['400 with a code that nobody knows', bytes(httpAnswer(400, refusal(987_654))), 'in_doubt', null],
  ['403 with a page', bytes(httpAnswer(403, '<html>blocked</html>')), 'in_doubt', null],
  ['no HTTP at all', bytes('SSH-2.0-OpenSSH_9.9\r\n'), 'in_doubt', null],
  ['a reset after the request', (socket) => socket.resetAndDestroy(), 'in_doubt', null],
  ['an end after the request', (socket) => socket.end(), 'in_doubt', null],
  ['an end in the middle of the answer', (socket) => socket.end(httpAnswer(200, accepted).slice(0, 90)), 'in_doubt', null],
  ['silence', () => undefined, 'in_doubt', null],
  ['silence in the middle of the answer', bytes(httpAnswer(200, accepted).slice(0, -9)), 'in_doubt', null],
  ['400 with code 100', bytes(httpAnswer(400, refusal(100))), 'rejected', null],
  ['400 with code 131009', bytes(httpAnswer(400, refusal(131009))), 'rejected', null],
  ['400 with code 131026', bytes(httpAnswer(400, refusal(131026))), 'rejected', null],
  ['400 with code 131047', bytes(httpAnswer(400, refusal(131047))), 'rejected', null],
  ['400 with code 131049', bytes(httpAnswer(400, refusal(131049))), 'rejected', null],
  ['400 with code 131050', bytes(httpAnswer(400, refusal(131050))), 'rejected', null],
  ['400 with code 132000', bytes(httpAnswer(400, refusal(132000))), 'rejected', null],
  ['404 with code 132001', bytes(httpAnswer(404, refusal(132001))), 'planned', 'template-stopped'],
  ['400 with code 132015', bytes(httpAnswer(400, refusal(132015))), 'planned', 'template-stopped'],
  ['400 with code 131042', bytes(httpAnswer(400, refusal(131042))), 'planned', 'payment'],
  ['403 with code 368', bytes(httpAnswer(403, refusal(368))), 'planned', 'account-warning'],
  ['403 with code 131031', bytes(httpAnswer(403, refusal(131031))), 'planned', 'account-warning'],
  ['401 with code 190', bytes(httpAnswer(401, refusal(190))), 'planned', 'key-refused'],
  ['403 with code 10', bytes(httpAnswer(403, refusal(10))), 'planned', 'key-refused'],
  ['400 with code 100 and subcode 33, a number that is not there', bytes(httpAnswer(400, refusal(100, 33))), 'planned', 'key-refused'],
  ['400 with code 130429', bytes(httpAnswer(400, refusal(130429))), 'planned', null],
  ['429 with code 80007', bytes(httpAnswer(429, refusal(80007))), 'planned', null],
  ['429 without words', bytes(httpAnswer(429, '')), 'planned', null],
  ['400 with code 131056', bytes(httpAnswer(400, refusal(131056))), 'planned', null],
]

describe('one reply of Meta', () => {
  it.each(cases)('M-05: %s leaves the send where the protocol says', async (name, behave, state, pause) => {
    const [clock, requests] = [manualClock(), manualClock()]
    const { server, ledger, vault, states } = await ledgerAgainst(behave, 1, { clock, requests })
    ledger.start(RUN)
    const attempt = () => vault.store.read.get<{ state: string }>(sql`select state from attempt`)?.state ?? 'none'
    // Time passes only as far as this one attempt needs it, so that a slow computer makes no silence and no second attempt.
    while (server.bodies.length === 0) await clock.advance(1)
    if (name.startsWith('silence')) await requests.advance(patientTimeouts.totalMs)
    while (['none', 'sending'].includes(attempt())) await clock.advance(1)
    expect(states()).toEqual([state])
    expect(ledger.run(vault.store.read, RUN)?.pauseReason).toBe(pause)
    expect(server.bodies).toHaveLength(1)
  })
})

describe('a connection that is reset while it is used again', () => {
  it('M-04: lets each of 1,000 messages arrive once, half of them taken and half in doubt', async () => {
    let taken = 0
    const behave = (socket: Socket, nth: number): void => {
      if (nth % 2 === 0) return void socket.resetAndDestroy()
      taken += 1
      socket.write(httpAnswer(200, `{"messages":[{"id":"wamid.${taken}"}]}`))
    }
    const { server, ledger, vault, states } = await ledgerAgainst(behave, 1_000, { clock: systemClock, requests: systemClock })
    // Half of the answers lost is more than a run bears; a person who sends on each time is the harder test.
    ledger.watchRuns(() => {
      if (ledger.run(vault.store.read, RUN)?.state === 'paused') ledger.resume(RUN)
    })
    ledger.start(RUN)
    await vi.waitFor(() => expect(states().filter((state) => state === 'planned' || state === 'sending')).toEqual([]), {
      ...patiently,
      interval: 50,
    })
    const people = server.bodies.map((body) => (JSON.parse(body) as { to: string }).to)
    expect(new Set(people).size).toBe(1_000)
    expect(people).toHaveLength(1_000)
    expect(states().filter((state) => state === 'accepted')).toHaveLength(taken)
    expect(states().filter((state) => state === 'in_doubt')).toHaveLength(1_000 - taken)
    expect(taken).toBeLessThan(990)
  })
})
