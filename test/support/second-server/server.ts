import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkMessage } from './message-rules.ts'
import { accountNode, numberNode, products, profile, shop, templates } from './world.ts'

type Answer = { readonly status: number; readonly body: unknown }
type Sent = { readonly kind: string; readonly edge: string; readonly body: Readonly<Record<string, unknown>>; readonly wamid: string }
type Call = { readonly method: string; readonly url: URL; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

/** A Cloud API of a few hundred lines, made from Meta's reference alone. It knows nothing of Shopbell. */
export type SecondServer = {
  readonly url: string
  /** Every message that was accepted, oldest first. */
  readonly sent: readonly Sent[]
  /** Every call that was refused, with what was wrong. */
  readonly refused: readonly string[]
  /** Posts an event, signed with the app secret over the escaped bytes, to the address that asked for events. Answers the status. */
  post(field: string, value: unknown): Promise<number>
  stop(): Promise<void>
}

const fine = (body: unknown): Answer => ({ status: 200, body })
const refusal = (code: number, message: string, status = 400): Answer => ({
  status,
  body: {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details: message },
      fbtrace_id: 'Axx',
    },
  },
})

/** Lists come two at a time, so that a client which does not follow the cursor is found out. */
function page(items: readonly unknown[], url: URL): Answer {
  const start = Number(url.searchParams.get('after') ?? '0')
  const data = items.slice(start, start + 2)
  const end = start + data.length
  const next = new URL(url)
  next.searchParams.set('after', String(end))
  return fine({
    data,
    paging: { cursors: { before: String(start), after: String(end) }, ...(end < items.length ? { next: next.href } : {}) },
  })
}

/** Meta writes every sign outside ASCII as an escape; the signature is over those bytes. */
const escaped = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

class Shop {
  readonly sent: Sent[] = []
  readonly refused: string[] = []
  readonly media = new Map<string, { readonly type: string; readonly bytes: Buffer }>()
  callback: string | null = null

  answer(call: Call): Answer | Promise<Answer> {
    const [, , id = '', edge = ''] = call.url.pathname.split('/')
    const gate = this.gate(call)
    if (gate !== null) return gate
    if (id === shop.phoneNumberId) return this.number(edge, call)
    if (id === shop.wabaId) return this.account(edge, call)
    return this.other(id, edge, call.url)
  }

  private other(id: string, edge: string, url: URL): Answer {
    if (id === 'debug_token') return fine({ data: this.token() })
    if (id === shop.catalogId && edge === 'products') return page(products, url)
    if (id === shop.catalogId) return fine({ id, name: 'Boxes', product_count: products.length })
    return this.media.has(id) ? fine(this.mediaNode(id, url)) : refusal(100, `Object with ID '${id}' does not exist`)
  }

  private gate({ url, headers }: Call): Answer | null {
    if (!/^\/v\d+\.\d+\//.test(url.pathname)) return refusal(2500, 'Unknown path components')
    if (headers.authorization !== `Bearer ${shop.token}`) return refusal(190, 'Invalid OAuth access token', 401)
    if (url.searchParams.has('access_token')) return refusal(100, 'a token in an address')
    return this.proves(url) ? null : refusal(100, 'Invalid appsecret_proof provided in the API argument')
  }

  private proves(url: URL): boolean {
    const proof = url.searchParams.get('appsecret_proof')
    return proof === null || proof === createHmac('sha256', shop.appSecret).update(shop.token).digest('hex')
  }

  private token(): object {
    const scopes = ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management', 'catalog_management']
    return {
      app_id: shop.appId,
      type: 'SYSTEM_USER',
      application: 'Box Shop',
      expires_at: 0,
      data_access_expires_at: 0,
      is_valid: true,
      issued_at: 1_760_000_000,
      scopes,
      granular_scopes: scopes.map((scope) => ({ scope, ...(scope.startsWith('whatsapp') ? { target_ids: [shop.wabaId] } : {}) })),
      user_id: '1200000000000012',
    }
  }

  private number(edge: string, call: Call): Answer {
    switch (edge) {
      case '':
        return call.method === 'GET' ? fine(numberNode) : fine({ success: true })
      case 'messages':
      case 'marketing_messages':
        return this.take(edge, call)
      case 'media':
        return this.keep(call)
      case 'whatsapp_business_profile':
        return call.method === 'GET' ? fine({ data: [profile] }) : fine({ success: true })
      case 'whatsapp_commerce_settings':
        return fine(call.method === 'GET' ? { data: [{ id: '1', is_cart_enabled: true, is_catalog_visible: false }] } : { success: true })
      default:
        return refusal(100, `Unknown path components: /${edge}`)
    }
  }

  private account(edge: string, call: Call): Answer | Promise<Answer> {
    switch (edge) {
      case '':
        return fine(accountNode)
      case 'phone_numbers':
        return fine({ data: [numberNode] })
      case 'message_templates':
        return page(templates, call.url)
      case 'product_catalogs':
        return fine({ data: [{ id: shop.catalogId, name: 'Boxes' }] })
      case 'subscribed_apps':
        return call.method === 'POST' ? this.subscribe(call) : fine({ data: this.subscriptions() })
      default:
        return refusal(100, `Unknown path components: /${edge}`)
    }
  }

  private subscriptions(): readonly object[] {
    if (this.callback === null) return []
    return [
      {
        whatsapp_business_api_data: { id: shop.appId, name: 'Box Shop', link: 'https://shop.example' },
        override_callback_uri: this.callback,
      },
    ]
  }

  /** The handshake happens before the answer, as Meta does it. */
  private async subscribe(call: Call): Promise<Answer> {
    const wish = JSON.parse(call.body.toString('utf8') || '{}') as { override_callback_uri?: string; verify_token?: string }
    if (wish.override_callback_uri === undefined) {
      this.callback = null
      return fine({ success: true })
    }
    const challenge = String(randomBytes(4).readUInt32BE())
    const address = new URL(wish.override_callback_uri)
    address.search = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': challenge,
      'hub.verify_token': wish.verify_token ?? '',
    }).toString()
    const answer = await fetch(address)
    if (answer.status !== 200 || (await answer.text()) !== challenge) return refusal(2200, 'Callback verification failed')
    this.callback = wish.override_callback_uri
    return fine({ success: true })
  }

  private take(edge: string, call: Call): Answer {
    const body = JSON.parse(call.body.toString('utf8')) as Readonly<Record<string, unknown>>
    if (body['status'] === 'read') return fine({ success: true })
    const checked = checkMessage(body)
    if ('wrong' in checked) {
      this.refused.push(checked.wrong)
      return refusal(131009, `Parameter value is not valid: ${checked.wrong}`)
    }
    const wamid = `wamid.${randomBytes(18).toString('base64')}`
    this.sent.push({ kind: checked.kind, edge, body, wamid })
    const to = body['to']
    const contact =
      typeof to === 'string' ? { input: to, wa_id: to.replace(/\D/g, '') } : { input: body['recipient'], user_id: body['recipient'] }
    const status = checked.kind === 'template' ? { message_status: 'accepted' } : {}
    return fine({ messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: wamid, ...status }] })
  }

  private keep(call: Call): Answer {
    const text = call.body.toString('latin1')
    const type = /name="file"[^]*?Content-Type:\s*([^\s;]+)/i.exec(text)?.[1]
    const product = /name="messaging_product"\r\n\r\nwhatsapp\r\n/.test(text)
    const start = text.indexOf('\r\n\r\n', text.indexOf('name="file"')) + 4
    const boundary = /boundary="?([^";]+)"?/.exec(String(call.headers['content-type']))?.[1]
    if (type === undefined || !product || boundary === undefined) return refusal(100, 'The parameter messaging_product or file is required')
    const id = `90000000000000${this.media.size}`
    this.media.set(id, { type, bytes: call.body.subarray(start, text.indexOf(`\r\n--${boundary}`, start)) })
    return fine({ id })
  }

  private mediaNode(id: string, url: URL): object {
    const file = this.media.get(id)
    return {
      messaging_product: 'whatsapp',
      url: `${url.origin}/whatsapp_business/attachments/?mid=${id}`,
      mime_type: file?.type,
      sha256: createHash('sha256')
        .update(file?.bytes ?? '')
        .digest('hex'),
      file_size: file?.bytes.byteLength,
      id,
    }
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function serve(world: Shop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`)
  const answer = await world.answer({ method: request.method ?? 'GET', url, headers: request.headers, body: await readAll(request) })
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=UTF-8' })
  response.end(JSON.stringify(answer.body))
}

/** Starts the server on a free port of this computer. */
export async function startSecondServer(): Promise<SecondServer> {
  const world = new Shop()
  const server = createServer((request, response) => void serve(world, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    sent: world.sent,
    refused: world.refused,
    async post(field, value) {
      if (world.callback === null) throw new Error('nobody asked for events')
      const body = escaped({ object: 'whatsapp_business_account', entry: [{ id: shop.wabaId, changes: [{ field, value }] }] })
      const signature = createHmac('sha256', shop.appSecret).update(body).digest('hex')
      const answer = await fetch(world.callback, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
        body,
      })
      return answer.status
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
