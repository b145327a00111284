import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { MEDIA_LIMITS } from '#contract/cloud-api/limits.ts'
import { manualClock, silentLogger, systemClock, type Clock } from '../../kernel/index.ts'
import { createCloudApi, type CloudApiConfig } from '../client.ts'
import { checkMedia, isAnimatedWebp } from './check-media.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

type Seen = { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: Buffer }
type Reply = (seen: Seen, response: ServerResponse) => void

/** A shop at a server that answers each whole request as the test says. */
async function shop(reply: Reply, more: Partial<CloudApiConfig> & { clock?: Clock } = {}) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { line: `${request.method} ${request.url}`, headers: request.headers, body: Buffer.concat(chunks) }
      seen.push(one)
      reply(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const api = createCloudApi({
    baseUrl: url,
    apiVersion: 'v25.0',
    authHeader: 'Authorization',
    token: 'EAAtesttoken',
    appSecret: null,
    phoneNumberId: '70',
    wabaId: '10',
    clock: systemClock,
    logger: silentLogger,
    ...more,
  })
  closing.push(
    () => new Promise((resolve) => server.close(() => resolve())),
    () => api.close(),
  )
  return { api, seen, url, server }
}

const json = (response: ServerResponse, body: object, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const refusal = { error: { message: 'no', code: 100, error_subcode: 33 } }
const picture = Buffer.from('89504e470d0a1a0a00ff0d0a2d2d', 'hex')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const idOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code)

describe('uploading a file of a message', () => {
  const file = { kind: 'image', mime: 'image/png', fileName: 'a "b".png', bytes: picture } as const

  it('sends a form with the very bytes and gives the id', async () => {
    const { api, seen } = await shop((_seen, response) => json(response, { id: '9000' }))
    expect(await api.media.upload(file)).toEqual({ ok: true, value: '9000' })
    expect(seen[0]?.line).toBe('POST /v25.0/70/media')
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer EAAtesttoken', 'content-length': String(seen[0]?.body.length) })
    const boundary = /boundary=(\S+)$/.exec(seen[0]?.headers['content-type'] ?? '')?.[1] ?? '?'
    const part = (head: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`
    const start =
      part('name="messaging_product"', 'whatsapp') +
      part('name="type"', 'image/png') +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a %22b%22.png"\r\ncontent-type: image/png\r\n\r\n`
    expect(seen[0]?.body).toEqual(Buffer.concat([Buffer.from(start), picture, Buffer.from(`\r\n--${boundary}--\r\n`)]))
  })

  it('lets nothing leave that is too large, empty or of another kind', async () => {
    const { api, seen } = await shop((_seen, response) => json(response, { id: '1' }))
    const results = [
      await api.media.upload({ ...file, bytes: new Uint8Array(MEDIA_LIMITS.image.maxBytes + 1) }),
      await api.media.upload({ ...file, bytes: new Uint8Array(0) }),
      await api.media.upload({ ...file, mime: 'image/gif' }),
      await api.media.upload({ ...file, kind: 'sticker', mime: 'image/webp', bytes: new Uint8Array(100 * 1024 + 1) }),
    ]
    expect(results.map(idOf)).toEqual(['media-too-large', 'file-empty', 'media-type-refused', 'media-too-large'])
    expect(seen).toHaveLength(0)
  })

  it('takes a file of 100 MB, whole', async () => {
    const bytes = new Uint8Array(MEDIA_LIMITS.document.maxBytes).fill(7)
    const { api, seen } = await shop((_seen, response) => json(response, { id: '1' }))
    expect(await api.media.upload({ kind: 'document', mime: 'application/pdf', fileName: 'a.pdf', bytes })).toMatchObject({ ok: true })
    const head = seen[0]?.body.indexOf('\r\n\r\n', seen[0].body.indexOf('filename=')) ?? 0
    expect(seen[0]?.body.subarray(head + 4, head + 4 + bytes.length).equals(bytes)).toBe(true)
  })

  it('may take longer than any other call, as long as something moves', async () => {
    const clock = manualClock()
    const large = { kind: 'document', mime: 'application/pdf', fileName: 'a.pdf', bytes: new Uint8Array(32 * 1024 * 1024) } as const
    const { api, server } = await shop((_seen, response) => json(response, { id: '1' }), { clock })
    // Reads nothing until the clock went on: longer than an ordinary call may take, shorter than a file may stand still.
    server.prependListener('request', (request: IncomingMessage) => {
      request.pause()
      void clock.advance(90_000).then(() => request.resume())
    })
    expect(await api.media.upload(large)).toMatchObject({ ok: true })
  })

  it('is given up when nothing moves', async () => {
    const clock = manualClock()
    const { api } = await shop(() => void clock.advance(120_000), { clock })
    expect(await api.media.upload(file)).toMatchObject({ ok: false, error: { code: 'network-timeout' } })
  })
})

describe('limits of files', () => {
  it.each(Object.entries(MEDIA_LIMITS))('%s: the last byte allowed, and one more', (kind, { maxBytes, types }) => {
    const file = { kind: kind as keyof typeof MEDIA_LIMITS, mime: `${types[0]}; x=1` }
    expect(checkMedia({ ...file, sizeBytes: maxBytes })).toMatchObject({ ok: true })
    expect(checkMedia({ ...file, sizeBytes: maxBytes + 1 })).toMatchObject({
      error: { code: 'media-too-large', params: { kind, sizeBytes: maxBytes + 1, limitBytes: maxBytes } },
    })
  })

  it('know a sticker that moves from one that does not', () => {
    const webp = (kind: string, flags: number) => Buffer.concat([Buffer.from(`RIFF0000WEBP${kind}0000`), Buffer.from([flags])])
    expect([webp('VP8X', 0x02), webp('VP8X', 0x10), webp('VP8 ', 0x02)].map(isAnimatedWebp)).toEqual([true, false, false])
  })
})

describe('fetching a file', () => {
  const facts = (url: string, over: object = {}) => ({
    url,
    mime_type: 'image/png',
    sha256: sha256(picture),
    file_size: String(picture.length),
    ...over,
  })

  /** A file server in which the first `deaths` addresses are dead already. */
  async function files(over: object = {}, deaths = 0, more: Partial<CloudApiConfig> = {}) {
    let lent = 0
    const made = await shop((seen, response) => {
      if (seen.line.includes('/file/')) {
        if (Number(/file\/(\d+)/.exec(seen.line)?.[1]) <= deaths) response.writeHead(404).end()
        else response.writeHead(200).end(picture)
      } else json(response, facts(`${made.url}/file/${(lent += 1)}?x=1`, over))
    }, more)
    const chunks: Uint8Array[] = []
    const download = (sink: (bytes: Uint8Array) => void | Promise<void> = (bytes) => void chunks.push(bytes)) =>
      made.api.media.download({ media: '9000', sink })
    return { ...made, chunks, download }
  }

  it('asks for its address, brings the key along and checks what came', async () => {
    const { download, chunks, seen } = await files()
    expect(await download()).toMatchObject({ ok: true, value: { mime: 'image/png', sizeBytes: picture.length } })
    expect(Buffer.concat(chunks)).toEqual(picture)
    expect(seen.map((one) => one.line)).toEqual(['GET /v25.0/9000?phone_number_id=70', 'GET /file/1?x=1'])
    expect(seen[1]?.headers.authorization).toBe('Bearer EAAtesttoken')
  })

  it('waits for a sink that writes slowly, and reads checksums in base64', async () => {
    const { download, chunks } = await files({ sha256: Buffer.from(sha256(picture), 'hex').toString('base64') })
    const slow = async (bytes: Uint8Array) => {
      await new Promise((resolve) => setImmediate(resolve))
      chunks.push(bytes)
    }
    expect(await download(slow)).toMatchObject({ ok: true })
    expect(Buffer.concat(chunks)).toEqual(picture)
  })

  it('asks for the address again, once, when it died', async () => {
    expect(await (await files({}, 1)).download()).toMatchObject({ ok: true })
    const gone = await files({}, 9)
    expect(idOf(await gone.download())).toBe('media-gone')
    expect(gone.seen).toHaveLength(4)
  })

  it.each([
    ['another checksum', { sha256: sha256(Buffer.from('other')) }, 'media-damaged'],
    ['more bytes than were named', { file_size: picture.length - 1 }, 'media-damaged'],
    ['fewer bytes than were named', { file_size: picture.length + 1 }, 'media-damaged'],
    ['a file of over 100 MB', { file_size: MEDIA_LIMITS.document.maxBytes + 1 }, 'media-too-large'],
    ['an address elsewhere', { url: 'https://files.example/a.png' }, 'address-refused'],
    ['an address in the local network', { url: 'http://192.168.1.1/a.png' }, 'address-refused'],
  ])('refuses %s', async (_name, over, code) => {
    expect(idOf(await (await files(over)).download())).toBe(code)
  })

  it('tells when the sink takes no more', async () => {
    const full = () => {
      throw new Error('disk full')
    }
    expect(idOf(await (await files()).download(full))).toBe('file-write-failed')
    expect(idOf(await (await files()).download(() => Promise.reject(new Error('disk full'))))).toBe('file-write-failed')
  })

  it('asks a provider, not Meta, where the key is a provider’s', async () => {
    const provider = await files({ url: 'https://lookaside.fbsbx.com/file/7?y=2' }, 0, { authHeader: 'D360-API-KEY' })
    expect(await provider.download()).toMatchObject({ ok: true })
    expect(provider.seen[1]?.line).toBe('GET /file/7?y=2')
    expect(provider.seen[1]?.headers).toMatchObject({ 'd360-api-key': 'EAAtesttoken' })
  })
})

describe('taking a file back', () => {
  it('deletes by id, and tells when there is none', async () => {
    const { api, seen } = await shop((one, response) =>
      one.line.includes('/9000') ? json(response, { success: true }) : json(response, refusal, 400),
    )
    expect(await api.media.remove('9000')).toEqual({ ok: true, value: undefined })
    expect(seen[0]?.line).toBe('DELETE /v25.0/9000?phone_number_id=70')
    expect(idOf(await api.media.remove('9001'))).toBe('meta-permission-missing')
  })
})

describe('uploading a sample', () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251)
  const sample = { mime: 'image/png', fileName: 'a.png', bytes }

  /** Meta's upload, which breaks off after each of `breaks` bytes. */
  async function uploads(breaks: readonly number[]) {
    let arrived = Buffer.alloc(0)
    const left = [...breaks]
    const made = await shop((seen, response) => {
      if (seen.line.includes('/debug_token')) return json(response, { data: { app_id: '55', is_valid: true } })
      if (seen.line.includes('/55/uploads')) return json(response, { id: 'upload:MTph?sig=ARZq' })
      if (seen.line.startsWith('GET')) return json(response, { id: 'upload:MTph?sig=ARZq', file_offset: arrived.length })
      const cut = left.shift()
      const offset = Number(seen.headers['file_offset'])
      arrived = Buffer.concat([arrived.subarray(0, offset), seen.body.subarray(0, cut)])
      return cut === undefined ? json(response, { h: '4:YS5w\n4:YmJi' }) : response.destroy()
    })
    return { ...made, arrived: () => arrived }
  }

  it('begins at the app that gave the key and gives the handle as it is', async () => {
    const { api, seen, arrived } = await uploads([])
    expect(await api.media.uploadSample(sample)).toEqual({ ok: true, value: '4:YS5w\n4:YmJi' })
    expect(arrived().equals(bytes)).toBe(true)
    expect(seen[1]?.line).toBe('POST /v25.0/55/uploads?file_name=a.png&file_length=300000&file_type=image%2Fpng')
    expect(seen[2]).toMatchObject({
      line: 'POST /v25.0/upload:MTph?sig=ARZq',
      headers: { authorization: 'OAuth EAAtesttoken', file_offset: '0' },
    })
    await api.media.uploadSample(sample)
    expect(seen.filter((one) => one.line.includes('debug_token'))).toHaveLength(1)
  })

  it('goes on where the line broke', async () => {
    const { api, seen, arrived } = await uploads([100_000, 50_000])
    expect(await api.media.uploadSample(sample)).toMatchObject({ ok: true })
    expect(arrived().equals(bytes)).toBe(true)
    const sent = seen.filter((one) => one.line.startsWith('POST /v25.0/upload:'))
    expect(sent.map((one) => one.headers['file_offset'])).toEqual(['0', '100000', '150000'])
  })

  it('asks with an empty rest when only the answer was lost', async () => {
    const { api, arrived } = await uploads([300_000])
    expect(await api.media.uploadSample(sample)).toMatchObject({ ok: true })
    expect(arrived().equals(bytes)).toBe(true)
  })

  it('gives up after some rounds, and takes only what templates take', async () => {
    const { api, seen } = await uploads(Array.from({ length: 9 }, () => 1))
    expect(idOf(await api.media.uploadSample(sample))).toBe('network-unreachable')
    expect(seen.filter((one) => one.line.startsWith('POST /v25.0/upload:'))).toHaveLength(5)
    expect(idOf(await api.media.uploadSample({ ...sample, mime: 'image/webp' }))).toBe('media-type-refused')
  })
})
