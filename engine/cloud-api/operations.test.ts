import { afterEach, describe, expect, it, vi } from 'vitest'
import { patiently, patientTimeouts } from '../../test/support/patiently.ts'
import { manualClock, silentLogger, systemClock, type Clock } from '../kernel/index.ts'
import { createCloudApi } from './client.ts'
import type { CloudApi } from './face.ts'
import { imageTypeOf } from './fetch-image.ts'
import { answer, refusal, startRawServer, type RawServer } from './fixtures/raw-server.ts'
import { isPrivateAddress } from './public-address.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Reply = string | ((request: string) => string)

async function shop(reply: Reply, clock: Clock = systemClock): Promise<{ api: CloudApi; server: RawServer }> {
  const server: RawServer = await startRawServer((socket) =>
    socket.write(typeof reply === 'string' ? reply : reply(server.received.at(-1) ?? '')),
  )
  const api = createCloudApi({
    baseUrl: server.url,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAtesttoken',
    appSecret: 'shh',
    phoneNumberId: '70',
    wabaId: '10',
    clock,
    logger: silentLogger,
    timeouts: patientTimeouts,
  })
  closing.push(
    () => server.close(),
    () => api.close(),
  )
  return { api, server }
}

const firstLine = (request: string | undefined) => request?.split('\r\n')[0]?.replace(/[?&]appsecret_proof=[0-9a-f]{64}/, '')

describe('reading lists', () => {
  it('follows the cursor to the end and never the ready-made address with the key in it', async () => {
    const { api, server } = await shop((request) =>
      request.includes('after=C1')
        ? answer(200, '{"data":[{"id":"2","retailer_id":"B","name":"Tea B"}],"paging":{"cursors":{"after":"C2"}}}')
        : answer(
            200,
            '{"data":[{"id":"1","retailer_id":"A","name":"Tea A"}],"paging":{"cursors":{"after":"C1"},"next":"http://127.0.0.1/x?access_token=EAAtesttoken&after=C1"}}',
          ),
    )
    const products = await api.catalog.products('50')
    expect(products).toMatchObject({ ok: true, value: [{ retailer_id: 'A' }, { retailer_id: 'B' }] })
    expect(server.received).toHaveLength(2)
    expect(server.received.map(firstLine).join('\n')).not.toContain('access_token')
    expect(firstLine(server.received[0])).toMatch(/^GET \/v25\.0\/50\/products\?fields=[a-z_%0-9A-Z]+&limit=100 HTTP/)
  })

  it('ends when the cursor runs in a circle', async () => {
    const { api, server } = await shop(answer(200, '{"data":[{"id":"1"}],"paging":{"cursors":{"after":"C1"},"next":"x"}}'))
    expect(await api.catalog.linked()).toMatchObject({ ok: true })
    expect(server.received).toHaveLength(2)
  })

  it('reads templates with their parts', async () => {
    const { api } = await shop(
      answer(
        200,
        '{"data":[{"id":"9","name":"spring","language":"zh_TW","status":"APPROVED","category":"MARKETING","components":[{"type":"BODY","text":"Hi {{1}}"}]}]}',
      ),
    )
    expect(await api.templates.list()).toMatchObject({ ok: true, value: [{ name: 'spring', components: [{ type: 'BODY' }] }] })
  })
})

describe('what went wrong comes as a code', () => {
  it.each([
    ['a dead key', answer(401, refusal(190)), { code: 'meta-key-refused', params: { metaCode: 190 } }],
    ['a missing permission', answer(403, refusal(200)), { code: 'meta-permission-missing', params: { metaCode: 200 } }],
    [
      'an object that is not ours',
      answer(400, refusal(100, 33)),
      { code: 'meta-permission-missing', params: { metaCode: 100, metaSubcode: 33 } },
    ],
    ['too many calls', answer(400, refusal(80008)), { code: 'meta-busy' }],
    ['another refusal', answer(400, refusal(100)), { code: 'meta-refused', params: { metaCode: 100 } }],
    ['a redirect', answer(302, '', { location: 'http://127.0.0.1:9/' }), { code: 'redirect-refused' }],
    ['a page', answer(200, '<html>'), { code: 'meta-answer-unreadable' }],
    ['another shape', answer(200, '{"hello":1}'), { code: 'meta-answer-unreadable' }],
    ['a gateway', answer(502, '<html>'), { code: 'meta-answer-unreadable', retry: 'now' }],
  ])('%s', async (_name, bytes, error) => {
    const { api } = await shop(bytes)
    expect(await api.number.read()).toMatchObject({ ok: false, error })
  })

  it('silence', async () => {
    const clock = manualClock()
    const { api, server } = await shop('', clock)
    const read = api.number.read()
    await vi.waitFor(() => expect(server.received).toHaveLength(1), patiently)
    await clock.advance(patientTimeouts.totalMs)
    expect(await read).toMatchObject({ ok: false, error: { code: 'network-timeout' } })
  })

  it('a closed door', async () => {
    const { api, server } = await shop('')
    await server.close()
    expect(await api.number.read()).toMatchObject({ ok: false, error: { code: 'network-unreachable' } })
  })
})

describe('small operations', () => {
  it('marks as read, with the typing sign when asked', async () => {
    const { api, server } = await shop(answer(200, '{"success":true}'))
    expect(await api.markRead('wamid.IN', true)).toEqual({ ok: true, value: undefined })
    expect(server.received[0]).toContain(
      '{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN","typing_indicator":{"type":"text"}}',
    )
  })

  it('asks for events at an own address', async () => {
    const { api, server } = await shop(answer(200, '{"success":true}'))
    expect(await api.webhooks.subscribe({ url: 'http://127.0.0.1:5/events', verifyToken: 'vt' })).toMatchObject({ ok: true })
    expect(firstLine(server.received[0])).toBe('POST /v25.0/10/subscribed_apps HTTP/1.1')
    expect(server.received[0]).toContain('{"override_callback_uri":"http://127.0.0.1:5/events","verify_token":"vt"}')
  })

  it('learns how far the two clocks are apart', async () => {
    const ahead = new Date(Date.now() + 600_000).toUTCString()
    const { api } = await shop(answer(200, '{"id":"70"}', { date: ahead }))
    expect(api.clockOffsetMs()).toBeNull()
    await api.number.read()
    expect(Math.round((api.clockOffsetMs() ?? 0) / 60_000)).toBe(10)
  })
})

const png = '\u0089PNG\r\n\u001a\n'

describe('fetching a picture', () => {
  const latin = (body: string) => `HTTP/1.1 200 OK\r\ncontent-type: image/svg+xml\r\ncontent-length: ${body.length}\r\n\r\n${body}`

  it('takes it from the own host without the key, with the type that the bytes prove', async () => {
    const server: RawServer = await startRawServer((socket) => socket.write(Buffer.from(latin(`${png}rest`), 'latin1')))
    closing.push(() => server.close())
    const { api } = await shop('')
    // The other server has another port, hence another origin, and plain HTTP.
    expect(await api.fetchImage(`${server.url}/a.png`)).toMatchObject({ ok: false, error: { code: 'address-refused' } })
    expect(server.received).toHaveLength(0)
    const own = createCloudApi({
      baseUrl: server.url,
      apiVersion: 'v25.0',
      authHeader: 'Authorization',
      token: 'EAAtesttoken',
      appSecret: 'shh',
      phoneNumberId: '70',
      wabaId: '10',
      clock: systemClock,
      logger: silentLogger,
    })
    closing.push(() => own.close())
    expect(await own.fetchImage(`${server.url}/a.png?x=1`)).toMatchObject({ ok: true, value: { type: 'image/png' } })
    expect(server.received[0]).toMatch(/^GET \/a\.png\?x=1 HTTP/)
    expect(server.received[0]).not.toMatch(/authorization|appsecret_proof/i)
  })

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://[::1]/a.png',
    'https://127.0.0.1.nip.io/a.png',
    'https://example.com/a.png',
    'https://evilfbcdn.net/a.png',
    'https://fbcdn.net.evil.example/a.png',
    'http://scontent.fbcdn.net/a.png',
    'https://scontent.fbcdn.net:8443/a.png',
    'https://user:pass@scontent.fbcdn.net/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not an address',
  ])('refuses %s without a connection', async (url) => {
    const { api } = await shop('')
    expect(await api.fetchImage(url)).toMatchObject({ ok: false, error: { code: 'address-refused' } })
  })

  it.each([
    ['a page', '<html>'],
    ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a GIF', 'GIF89a'],
  ])('refuses %s that calls itself a picture', async (_name, body) => {
    const { api, server } = await shop(answer(200, body, { 'content-type': 'image/png' }))
    expect(await api.fetchImage(`${server.url}/a.png`)).toMatchObject({ ok: false, error: { code: 'meta-answer-unreadable' } })
  })

  it('S-12: follows no redirect and takes no more than 5 MB', async () => {
    const first = await shop(answer(302, '', { location: 'http://169.254.169.254/' }))
    expect(await first.api.fetchImage(`${first.server.url}/a.png`)).toMatchObject({ ok: false, error: { code: 'redirect-refused' } })
    const second = await shop(`HTTP/1.1 200 OK\r\ncontent-length: 6000000\r\n\r\n${'x'.repeat(6_000_000)}`)
    expect(await second.api.fetchImage(`${second.server.url}/a.png`)).toMatchObject({
      ok: false,
      error: { code: 'meta-answer-unreadable' },
    })
  })

  it('knows JPEG, PNG and WebP by their first bytes', () => {
    expect(imageTypeOf(Buffer.from(png, 'latin1'))).toBe('image/png')
    expect(imageTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
    expect(imageTypeOf(Buffer.from('RIFF1234WEBPVP8 '))).toBe('image/webp')
    expect(imageTypeOf(Buffer.from('RIFF1234WAVE'))).toBeNull()
    expect(imageTypeOf(Buffer.alloc(0))).toBeNull()
  })

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.1.1',
    '172.20.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
  ])('S-12: sees that %s is no public address', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it.each(['157.240.1.1', '2a03:2880:f003::1', '8.8.8.8'])('sees that %s is a public address', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })
})
