import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeSampleFile } from '../../behaviour/sample-files/index.ts'
import { type Caller, errorOf, plainNumber, startForTest, wamidOf } from '../../testing/harness.ts'

const DAY_MS = 86_400_000

/** A multipart body as a client writes it. */
async function formOf(mimeType: string, bytes: Uint8Array, fields: Readonly<Record<string, string>> = { messaging_product: 'whatsapp' }) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), 'file')
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form })
  return { body: new Uint8Array(await request.arrayBuffer()), headers: { 'content-type': request.headers.get('content-type') ?? '' } }
}

async function upload(caller: Caller, mimeType: string, bytes: Uint8Array) {
  return caller.graph('POST', `${caller.simulator.facts.phoneNumberId}/media`, await formOf(mimeType, bytes))
}

function idOf(seen: Awaited<ReturnType<Caller['graph']>>): string {
  return z.object({ id: z.string() }).parse('broken' in seen ? seen : seen.body).id
}

const addressSchema = z.object({ url: z.string(), sha256: z.string(), file_size: z.number(), mime_type: z.string() })

async function addressOf(caller: Caller, id: string) {
  const seen = await caller.graph('GET', `${id}?phone_number_id=${caller.simulator.facts.phoneNumberId}`)
  return addressSchema.parse('broken' in seen ? seen : seen.body)
}

async function download(caller: Caller, url: string, token = caller.simulator.facts.token) {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('files', () => {
  it('come back byte by byte under an address of five minutes, for callers with the token alone', async () => {
    const caller = await startForTest()
    const { bytes } = makeSampleFile('image')
    const id = idOf(await upload(caller, 'image/png', bytes))
    const address = await addressOf(caller, id)
    expect(address).toMatchObject({ mime_type: 'image/png', file_size: bytes.length })
    expect(address.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect((await download(caller, address.url)).bytes.equals(Buffer.from(bytes))).toBe(true)
    expect((await download(caller, address.url, 'somebody')).status).toBe(401)
    await caller.control('POST', 'clock', { advanceMs: 5 * 60_000 + 1 })
    expect((await download(caller, address.url)).status).toBe(404)
    expect((await download(caller, (await addressOf(caller, id)).url)).status).toBe(200)
  })

  it('live 30 days when the shop uploads them, or until it deletes them', async () => {
    const caller = await startForTest()
    const ids = await Promise.all([0, 1].map(async () => idOf(await upload(caller, 'image/png', makeSampleFile('image').bytes))))
    expect(await caller.graph('DELETE', ids[0] ?? '')).toMatchObject({ body: { success: true } })
    expect(errorOf(await caller.graph('GET', ids[0] ?? ''))).toMatchObject({ code: 100, subcode: 33 })
    await caller.control('POST', 'clock', { advanceMs: 30 * DAY_MS - 1_000 })
    await addressOf(caller, ids[1] ?? '')
    await caller.control('POST', 'clock', { advanceMs: 2_000 })
    expect(errorOf(await caller.graph('GET', ids[1] ?? ''))).toMatchObject({ code: 100, subcode: 33 })
  })

  it.each<[string, string, Uint8Array, number]>([
    ['a type that Meta does not take', 'image/gif', Buffer.from('GIF89a-and-more'), 100],
    ['a picture above 5 MB', 'image/png', Buffer.concat([makeSampleFile('image').bytes, Buffer.alloc(5 * 1_024 * 1_024)]), 131053],
    ['a still sticker above 100 KB', 'image/webp', Buffer.concat([makeSampleFile('sticker').bytes, Buffer.alloc(100 * 1_024)]), 131053],
    ['bytes that are something else', 'image/jpeg', makeSampleFile('image').bytes, 131053],
    ['nothing', 'image/png', Buffer.alloc(0), 131053],
  ])('are refused: %s', async (_, mimeType, bytes, code) => {
    const caller = await startForTest()
    expect(errorOf(await upload(caller, mimeType, bytes))?.code).toBe(code)
  })

  it('go out in messages of their kind, and are refused in others or when their days are over', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'say', { from: plainNumber(0), text: 'hi' })
    const id = idOf(await upload(caller, 'image/png', makeSampleFile('image').bytes))
    const send = (type: string, holder: object) => caller.send({ messaging_product: 'whatsapp', to: plainNumber(0), type, [type]: holder })
    wamidOf(await send('image', { id, caption: 'Look' }))
    expect(errorOf(await send('video', { id }))?.code).toBe(131053)
    expect(errorOf(await send('audio', { id: '900000000000000' }))?.code).toBe(100)
    const voice = idOf(await upload(caller, 'audio/ogg; codecs=opus', makeSampleFile('voice').bytes))
    wamidOf(await send('audio', { id: voice, voice: true }))
    wamidOf(await send('document', { link: 'https://shop.example/menu.pdf', filename: 'menu.pdf' }))
  })
})

describe('a resumable upload', () => {
  const bytes = Buffer.from(makeSampleFile('image').bytes)

  async function open(caller: Caller): Promise<string> {
    const query = `file_name=a.png&file_length=${bytes.length}&file_type=image/png`
    return idOf(await caller.graph('POST', `${caller.simulator.facts.appId}/uploads?${query}`))
  }

  const put = (caller: Caller, id: string, offset: number) =>
    caller.graph('POST', id, {
      body: bytes.subarray(offset),
      headers: { authorization: `OAuth ${caller.simulator.facts.token}`, file_offset: String(offset), 'content-type': 'image/png' },
    })

  it('gives a handle when all bytes have come', async () => {
    const caller = await startForTest()
    expect(await put(caller, await open(caller), 0)).toMatchObject({ status: 200, body: { h: expect.stringMatching(/^4:/) as string } })
  })

  it('goes on where it broke off, and refuses another place', async () => {
    const caller = await startForTest()
    const id = await open(caller)
    await caller.control('POST', 'faults', { uploadBreakAfterBytes: 300 })
    expect(await put(caller, id, 0)).toMatchObject({ broken: 'ECONNRESET' })
    expect(await caller.graph('GET', id)).toMatchObject({ body: { file_offset: 300 } })
    expect(errorOf(await put(caller, id, 0))?.code).toBe(100)
    expect(await put(caller, id, 300)).toMatchObject({ status: 200, body: { h: expect.any(String) as string } })
  })

  it('is over after a day, and belongs to whoever has its signature', async () => {
    const caller = await startForTest()
    const id = await open(caller)
    expect(errorOf(await caller.graph('GET', id.replace(/sig=.*/, 'sig=x')))?.subcode).toBe(33)
    await caller.control('POST', 'clock', { advanceMs: DAY_MS + 1_000 })
    expect(errorOf(await put(caller, id, 0))?.subcode).toBe(33)
  })
})
