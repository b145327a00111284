import { describe, expect, it } from 'vitest'
import type { Connections } from './connections.ts'
import type { HttpRequest } from './http.ts'
import { encodeForm } from './multipart.ts'
import { createWire, type WireConfig, type WireRequest } from './wire.ts'

const config: WireConfig = {
  baseUrl: 'https://graph.facebook.com',
  apiVersion: 'v25.0',
  authHeader: 'Authorization',
  token: 'T',
  appSecret: null,
}

/** Sends one request through a wire whose connections only write down what would go where. */
async function leave(request: Omit<WireRequest, 'maxAnswerBytes'>, over: Partial<WireConfig> = {}) {
  const left: (HttpRequest & { readonly origin: string })[] = []
  const at = (origin: string) => ({
    exchange: (sent: HttpRequest) => {
      left.push({ ...sent, origin })
      return Promise.resolve({ kind: 'answer' as const, status: 200, headers: {}, body: Buffer.from('{}') })
    },
    retire: () => Promise.resolve(),
    close: () => Promise.resolve(),
  })
  const merged = { ...config, ...over }
  const origin = new URL(merged.baseUrl).origin
  const connections: Connections = { origin, api: at(origin), at, retire: () => Promise.resolve(), close: () => Promise.resolve() }
  await createWire(connections, merged, () => undefined)({ ...request, maxAnswerBytes: 10 })
  const [one] = left
  return { url: `${one?.origin}${one?.path}`, headers: one?.headers ?? {}, body: one?.body }
}

describe('a request on its way', () => {
  it('to the archive goes to its own host without a version at Meta, and to the usual place elsewhere', async () => {
    const archive = { method: 'POST', path: '/10/message_templates/archive', host: 'archive', body: '{}' } as const
    expect((await leave(archive)).url).toBe('https://api.facebook.com/10/message_templates/archive')
    expect((await leave(archive, { baseUrl: 'http://127.0.0.1:9/gate' })).url).toBe(
      'http://127.0.0.1:9/gate/v25.0/10/message_templates/archive',
    )
    expect((await leave({ ...archive, host: undefined })).url).toBe('https://graph.facebook.com/v25.0/10/message_templates/archive')
  })

  it('carries the key in its header alone, under the word that the call wants, and a provider’s as it is', async () => {
    const request = { method: 'POST', path: '/upload:M?sig=x', scheme: 'OAuth', headers: { file_offset: '0' } } as const
    const meta = await leave(request, { appSecret: 'shh' })
    expect(meta.headers).toMatchObject({ authorization: 'OAuth T', file_offset: '0' })
    expect(meta.url).toMatch(/^https:\/\/graph\.facebook\.com\/v25\.0\/upload:M\?sig=x&appsecret_proof=[0-9a-f]{64}$/)
    const provider = await leave(request, { authHeader: 'D360-API-KEY', baseUrl: 'https://waba.example' })
    expect(provider.headers).toMatchObject({ 'd360-api-key': 'T' })
    expect(provider.headers).not.toHaveProperty('authorization')
  })

  it('can be no call’s own header that replaces the key', async () => {
    const { headers } = await leave({ method: 'GET', path: '/1', headers: { authorization: 'Bearer other' } })
    expect(headers['authorization']).toBe('Bearer T')
  })

  it('names the kind of what it carries, and nothing where it carries nothing', async () => {
    const typeOf = async (request: Omit<WireRequest, 'maxAnswerBytes'>) => (await leave(request)).headers['content-type']
    expect(await typeOf({ method: 'POST', path: '/1', body: '{}' })).toBe('application/json')
    expect(await typeOf({ method: 'POST', path: '/1', body: { contentType: 'video/mp4', pieces: [] } })).toBe('video/mp4')
    expect(await typeOf({ method: 'DELETE', path: '/1' })).toBeUndefined()
  })

  it('carries a form around the very bytes of its file, which no name can break out of', () => {
    const bytes = new Uint8Array([1, 2, 3])
    const form = encodeForm(
      [
        { name: 'a', value: 'b' },
        { name: 'file', fileName: 'x"\r\ny.png', contentType: 'image/png\r\nx: y', bytes },
      ],
      'B',
    )
    expect(form.pieces).toContain(bytes)
    expect(Buffer.concat(form.pieces).toString('latin1')).toBe(
      '--B\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n' +
        '--B\r\ncontent-disposition: form-data; name="file"; filename="x%22%0D%0Ay.png"\r\ncontent-type: image/pngx: y\r\n\r\n\x01\x02\x03\r\n--B--\r\n',
    )
  })
})
