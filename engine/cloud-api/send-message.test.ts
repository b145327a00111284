import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { manualClock, silentLogger, systemClock } from '../kernel/index.ts'
import { createCloudApi, type CloudApiConfig } from './client.ts'
import type { CloudApi } from './face.ts'
import { answer, refusal, startRawServer, type Behaviour, type RawServer } from './fixtures/raw-server.ts'
import { patiently, patientTimeouts } from '../../test/support/patiently.ts'
import { selfSigned } from '../../test/support/self-signed.ts'
import type { SendOutcome } from './outcome.ts'

const body = '{"messaging_product":"whatsapp","to":"+886912345678","type":"text","text":{"body":"您好"}}'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function apiAt(baseUrl: string, more: Partial<CloudApiConfig> = {}): CloudApi {
  const api = createCloudApi({
    baseUrl,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAtesttoken',
    appSecret: null,
    phoneNumberId: '70',
    wabaId: '10',
    clock: systemClock,
    logger: silentLogger,
    timeouts: patientTimeouts,
    ...more,
  })
  closing.push(() => api.close())
  return api
}

async function serve(behaviour: Behaviour): Promise<RawServer> {
  const server = await startRawServer(behaviour)
  closing.push(() => server.close())
  return server
}

const send = (api: CloudApi, signal = new AbortController().signal): Promise<SendOutcome> => api.messenger().send(body, signal)
const accepted =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+886912345678","wa_id":"886912345678","user_id":"TW.a1"}],"messages":[{"id":"wamid.1"}]}'

describe('sending one message', () => {
  it('S-09, S-10: posts exactly the given bytes, the key in its header only, with the proof of the app secret', async () => {
    const server = await serve((socket) => socket.write(answer(200, accepted)))
    const outcome = await send(apiAt(server.url, { appSecret: 'shh' }))
    expect(outcome).toEqual({
      kind: 'accepted',
      wamid: 'wamid.1',
      waId: '886912345678',
      userId: 'TW.a1',
      heldForQuality: false,
      httpStatus: 200,
    })
    const request = Buffer.from(server.received[0] ?? '', 'latin1').toString('utf8')
    expect(request).toMatch(/^POST \/v25\.0\/70\/messages\?appsecret_proof=[0-9a-f]{64} HTTP\/1\.1\r\n/)
    expect(request).toMatch(/authorization: Bearer EAAtesttoken/i)
    expect(request.endsWith(`\r\n\r\n${body}`)).toBe(true)
  })

  it('uses the header and the base path of a provider', async () => {
    const server = await serve((socket) => socket.write(answer(200, accepted)))
    await send(apiAt(`${server.url}/gate/v24.0/`, { authHeader: 'D360-API-KEY' }))
    expect(server.received[0]).toMatch(/^POST \/gate\/v24\.0\/70\/messages HTTP/)
    expect(server.received[0]).toMatch(/d360-api-key: EAAtesttoken/i)
  })

  const answers: [string, string, Partial<SendOutcome>][] = [
    ['200 with an id', answer(200, accepted), { kind: 'accepted' }],
    [
      '200 held for quality',
      answer(200, '{"messages":[{"id":"wamid.1","message_status":"held_for_quality_assessment"}]}'),
      { kind: 'accepted', heldForQuality: true, waId: null, userId: null },
    ],
    ['200 without an id', answer(200, '{"messaging_product":"whatsapp","messages":[{}]}'), { kind: 'unknown', reason: 'unreadable' }],
    ['200 without messages', answer(200, '{"success":true}'), { kind: 'unknown', reason: 'unreadable' }],
    ['200 with an empty body', answer(200, ''), { kind: 'unknown', reason: 'unreadable' }],
    [
      '200 with a page of a captive portal',
      answer(200, '<html>Log in</html>', { 'content-type': 'text/html' }),
      { kind: 'unknown', reason: 'unreadable' },
    ],
    ['200 with half the JSON', answer(200, accepted.slice(0, 40)), { kind: 'unknown', reason: 'unreadable' }],
    ['200 with an error inside', answer(200, refusal(131026)), { kind: 'unknown', reason: 'unreadable' }],
    ['201', answer(201, accepted), { kind: 'unknown', httpStatus: 201 }],
    ['301', answer(301, '', { location: 'http://127.0.0.1:9/' }), { kind: 'unknown', reason: 'redirect' }],
    ['307', answer(307, '', { location: 'http://127.0.0.1:9/' }), { kind: 'unknown', reason: 'redirect' }],
    ['400 with code 4', answer(400, refusal(4)), { kind: 'retry', scope: 'account', metaCode: 4 }],
    ['400 with code 17', answer(400, refusal(17)), { kind: 'retry', scope: 'account' }],
    ['400 with code 80007', answer(400, refusal(80007)), { kind: 'retry', scope: 'account' }],
    ['400 with code 130429', answer(400, refusal(130429)), { kind: 'retry', scope: 'number', waitMs: null }],
    [
      '429 with code 130429',
      answer(429, refusal(130429, 2494055), { 'retry-after': '7' }),
      { kind: 'retry', scope: 'number', waitMs: 7000, httpStatus: 429 },
    ],
    ['400 with code 131048', answer(400, refusal(131048)), { kind: 'retry', scope: 'number' }],
    ['400 with code 131056', answer(400, refusal(131056)), { kind: 'retry', scope: 'person', metaCode: 131056 }],
    ['429 without words', answer(429, ''), { kind: 'retry', scope: 'number', metaCode: 429 }],
    ['429 from a gateway', answer(429, '<html>slow down</html>'), { kind: 'retry', scope: 'number' }],
    [
      '429 with a wait in the usage header',
      answer(429, refusal(80007), { 'x-business-use-case-usage': '{"10":[{"type":"messaging","estimated_time_to_regain_access":3}]}' }),
      { kind: 'retry', waitMs: 180_000 },
    ],
    ['401 with code 190', answer(401, refusal(190, 463)), { kind: 'refused-key', metaCode: 190 }],
    ['401 with code 0', answer(401, refusal(0)), { kind: 'refused-key', metaCode: 0 }],
    ['401 without words', answer(401, 'denied'), { kind: 'refused-key', httpStatus: 401 }],
    ['403 with code 10', answer(403, refusal(10)), { kind: 'refused-key', metaCode: 10 }],
    ['403 with code 200', answer(403, refusal(200)), { kind: 'refused-key', metaCode: 200 }],
    ['403 with code 294', answer(403, refusal(294)), { kind: 'refused-key', metaCode: 294 }],
    ['403 with code 131005', answer(403, refusal(131005)), { kind: 'refused-key' }],
    ['400 with code 100/33', answer(400, refusal(100, 33)), { kind: 'refused-key', metaCode: 100 }],
    ['400 with code 100', answer(400, refusal(100)), { kind: 'rejected', metaCode: 100 }],
    ['400 with code 131009', answer(400, refusal(131009)), { kind: 'rejected', metaCode: 131009 }],
    ['400 with code 131026', answer(400, refusal(131026)), { kind: 'rejected', metaCode: 131026 }],
    ['400 with code 131047', answer(400, refusal(131047)), { kind: 'rejected', metaCode: 131047 }],
    ['400 with code 131049', answer(400, refusal(131049)), { kind: 'rejected', metaCode: 131049 }],
    ['400 with code 131050', answer(400, refusal(131050)), { kind: 'rejected', metaCode: 131050 }],
    ['404 with code 132001', answer(404, refusal(132001)), { kind: 'rejected', metaCode: 132001 }],
    ['400 with code 132015', answer(400, refusal(132015)), { kind: 'rejected', metaCode: 132015 }],
    ['403 with code 368', answer(403, refusal(368)), { kind: 'rejected', metaCode: 368 }],
    ['500 with code 131000', answer(500, refusal(131000)), { kind: 'unknown', reason: 'server-error' }],
    ['400 with code 131000', answer(400, refusal(131000)), { kind: 'unknown', reason: 'server-error' }],
    ['500 with code 131016', answer(500, refusal(131016)), { kind: 'unknown', reason: 'server-error' }],
    ['503 with code 2', answer(503, refusal(2)), { kind: 'unknown', reason: 'server-error' }],
    ['400 with code 1', answer(400, refusal(1)), { kind: 'unknown', reason: 'server-error' }],
    ['400 with a code that nobody knows', answer(400, refusal(987_654)), { kind: 'unknown', reason: 'unreadable', httpStatus: 400 }],
    ['500 without words', answer(500, ''), { kind: 'unknown', reason: 'server-error', httpStatus: 500 }],
    ['502 with a page', answer(502, '<html>Bad gateway</html>'), { kind: 'unknown', reason: 'server-error', httpStatus: 502 }],
    ['504', answer(504, '{}'), { kind: 'unknown', reason: 'server-error' }],
    ['403 with a page', answer(403, '<html>blocked</html>'), { kind: 'unknown', reason: 'unreadable', httpStatus: 403 }],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.9\r\n', { kind: 'unknown', reason: 'reset' }],
  ]
  it.each(answers)('reads %s', async (_name, bytes, expected) => {
    const server = await serve((socket) => socket.write(bytes))
    expect(await send(apiAt(server.url))).toMatchObject(expected)
    expect(server.received).toHaveLength(1)
  })

  const breaks: [string, Behaviour, Partial<SendOutcome>][] = [
    ['never answers', () => undefined, { kind: 'unknown', reason: 'timeout', httpStatus: null }],
    ['resets after the request', (socket) => socket.resetAndDestroy(), { kind: 'unknown', reason: 'reset' }],
    ['closes after the request', (socket) => socket.end(), { kind: 'unknown', reason: 'reset' }],
    [
      'closes in the middle of the answer',
      (socket) => socket.end(answer(200, accepted).slice(0, 120)),
      { kind: 'unknown', reason: 'reset' },
    ],
    [
      'stops in the middle of the answer',
      (socket) => void socket.write(answer(200, accepted).slice(0, -20)),
      { kind: 'unknown', reason: 'timeout', httpStatus: 200 },
    ],
    ['answers without end', (socket) => pour(socket), { kind: 'unknown', reason: 'unreadable', httpStatus: 200 }],
  ]
  it.each(breaks)('calls it unknown when the server %s, and tries once', async (_name, behaviour, expected) => {
    const server = await serve(behaviour)
    const clock = manualClock()
    const sending = send(apiAt(server.url, { clock }))
    await vi.waitFor(() => expect(server.received).toHaveLength(1), patiently)
    // Where the server falls silent: time passes only after it did its part, so that no slow computer takes part.
    if (expected.kind === 'unknown' && expected.reason === 'timeout') await clock.advance(patientTimeouts.totalMs)
    expect(await sending).toMatchObject(expected)
    expect(server.received).toHaveLength(1)
  })

  it('calls it unknown when no head of an answer comes in its time', async () => {
    const server = await serve(() => undefined)
    const outcome = await send(apiAt(server.url, { timeouts: { ...patientTimeouts, headersMs: 50 } }))
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'timeout', httpStatus: null })
  })

  it('never repeats a message whose reused connection is reset', async () => {
    const server = await serve((socket, nth) => (nth % 2 === 1 ? socket.write(answer(200, accepted)) : socket.resetAndDestroy()))
    const api = apiAt(server.url)
    for (let pair = 0; pair < 25; pair += 1) {
      expect(await send(api)).toMatchObject({ kind: 'accepted' })
      // A connection is free again one turn of the event loop after its answer.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      expect(await send(api)).toMatchObject({ kind: 'unknown', reason: 'reset' })
    }
    expect(server.received).toHaveLength(50)
    expect(server.sockets()).toBe(25)
  })
})

describe('a message that is checked before it leaves', () => {
  it('goes to the marketing endpoint, byte for byte, when it says what happens where that one can not serve', async () => {
    const marketing =
      '{"messaging_product":"whatsapp","to":"+886912345678","type":"template","template":{"name":"tea","language":{"code":"zh_TW"}},"product_policy":"CLOUD_API_FALLBACK"}'
    const server = await serve((socket) => socket.write(answer(200, accepted)))
    expect(await apiAt(server.url).messenger().send(marketing, new AbortController().signal)).toMatchObject({ kind: 'accepted' })
    expect(server.received[0]).toMatch(/^POST \/v25\.0\/70\/marketing_messages HTTP/)
    expect(server.received[0]?.endsWith(`\r\n\r\n${marketing}`)).toBe(true)
  })

  it.each([
    ['breaks a limit', JSON.stringify({ ...JSON.parse(body), text: { body: 'x'.repeat(4097) } }), 'limit-text-too-long'],
    ['holds a field that Meta does not know', JSON.stringify({ ...JSON.parse(body), urgent: true }), 'limit-value-refused'],
    ['is no JSON', '{"messaging_product"', 'limit-value-refused'],
  ])('is refused here when it %s, without a connection', async (_name, broken, code) => {
    const server = await serve((socket) => socket.write(answer(200, accepted)))
    expect(await apiAt(server.url).messenger().send(broken, new AbortController().signal)).toEqual({ kind: 'refused-here', code })
    expect(server.sockets()).toBe(0)
  })
})

describe('a message of which no byte left', () => {
  it('is told apart when nobody listens', async () => {
    const server = await startRawServer(() => undefined)
    await server.close()
    expect(await send(apiAt(server.url))).toEqual({ kind: 'not-sent', code: 'network-unreachable' })
  })

  it('is told apart when the name has no address', async () => {
    expect(await send(apiAt('http://shopbell.invalid'))).toEqual({ kind: 'not-sent', code: 'network-unreachable' })
  })

  it.each([
    ['a certificate that nobody vouches for', {}, {}],
    [
      'an old version of TLS',
      { minVersion: 'TLSv1' as const, maxVersion: 'TLSv1.1' as const, ciphers: 'DEFAULT@SECLEVEL=0' },
      { certificateAuthorities: [selfSigned.cert] },
    ],
  ])('S-11: is told apart when the server shows %s, even where the environment switches checks off', async (_name, tls, more) => {
    let requests = 0
    const server = createTlsServer({ ...selfSigned, ...tls }, (_request, response) => {
      requests += 1
      response.end(accepted)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => server.close(() => resolve())))
    const port = (server.address() as { port: number }).port
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      expect(await send(apiAt(`https://localhost:${port}`, more))).toEqual({ kind: 'not-sent', code: 'tls-refused' })
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
    expect(requests).toBe(0)
  })

  it('goes through TLS where the authority is trusted (control of the two before)', async () => {
    const server = createTlsServer(selfSigned, (_request, response) => response.end(accepted))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => server.close(() => resolve())))
    const api = apiAt(`https://localhost:${(server.address() as { port: number }).port}`, { certificateAuthorities: [selfSigned.cert] })
    expect(await send(api)).toMatchObject({ kind: 'accepted' })
    await api.close()
  })

  it('is told apart when it was given up before it began', async () => {
    const server = await serve((socket) => socket.write(answer(200, accepted)))
    expect(await send(apiAt(server.url), AbortSignal.abort())).toEqual({ kind: 'not-sent', code: 'network-unreachable' })
    expect(server.received).toHaveLength(0)
  })

  it('is unknown when it is given up while the answer is awaited', async () => {
    const giveUp = new AbortController()
    const server = await serve(() => giveUp.abort())
    expect(await send(apiAt(server.url), giveUp.signal)).toMatchObject({ kind: 'unknown', reason: 'timeout' })
  })
})

function pour(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
  const piece = `4000\r\n${'x'.repeat(0x4000)}\r\n`
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on('drain', more)
  more()
}
