import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppError } from '#contract/kernel/result.ts'
import type { IntegrationDeps } from '../face.ts'
import { StoreError } from '../../store/index.ts'
import { openApi } from './openapi.ts'
import { operations, type Operation } from './operations.ts'
import { helpPage, pageStyle } from './page.ts'
import { createRate } from './rate.ts'
import { findToken, noteUse, type TokenView } from './tokens.ts'

type Env = { Bindings: HttpBindings }
type Ask = Context<Env>

const MAX_BODY_BYTES = 64 * 1024
/** A till needs a few a second; wrong keys get few. */
const CALLS = { burst: 60, perSecond: 20 }
const WRONG_KEYS = { burst: 10, perSecond: 0.2 }
/** The time of the last use is good to the minute, so that not every request waits for the disk. */
const USE_STEP_MS = 60_000

const STYLE_HASH = createHash('sha256').update(pageStyle).digest('base64')
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
}

const refuse = (
  ask: Ask,
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503,
  error: { code: string; params?: AppError['params'] },
) => ask.json({ error }, status)

/**
 * What listens on this computer: the address must be its own, as it stands in Host, and no page of a browser may ask (Origin
 * or Sec-Fetch-Site of another place), so that neither a website nor a name that points here gets in.
 */
export function createApp(deps: IntegrationDeps, port: () => number): Hono<Env> {
  const app = new Hono<Env>()
  const wrongKeys = createRate(deps.clock, WRONG_KEYS)
  const calls = createRate(deps.clock, CALLS)
  app.use(async (ask, next) => {
    for (const [name, value] of Object.entries(HEADERS)) ask.header(name, value)
    if (!isAskedHere(ask, port())) return refuse(ask, 403, { code: 'host-refused' })
    await next()
    return undefined
  })
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (ask) => refuse(ask as unknown as Ask, 413, { code: 'body-too-large', params: { limitBytes: MAX_BODY_BYTES } }),
    }),
  )
  app.get('/', (ask) => ask.html(helpPage(`http://127.0.0.1:${port()}`)))
  app.get('/openapi.json', (ask) => ask.json(openApi(`http://127.0.0.1:${port()}`)))
  for (const operation of operations)
    app.on(operation.method.toUpperCase(), operation.path, async (ask) => {
      const token = findToken(deps.vault.store.read, ask.req.header('authorization'))
      const rate = token === undefined ? wrongKeys('') : calls(token.tokenId)
      if (!rate.ok) {
        ask.header('retry-after', String(rate.retrySeconds))
        return refuse(ask, 429, { code: 'too-many' })
      }
      if (token === undefined) return refuse(ask, 401, { code: 'unauthorised' })
      if (!operation.scopes.some((scope) => token.scopes.includes(scope))) return refuse(ask, 403, { code: 'not-allowed' })
      return answer(deps, ask, { operation, token })
    })
  app.notFound((ask) => refuse(ask, 404, { code: 'not-found' }))
  app.onError((error, ask) => {
    // Full or gone disks come as errors of the store: the program is told to try later; all else is a bug of ours.
    deps.logger.error('integration.endpoint-failed', error)
    return error instanceof StoreError ? refuse(ask, 503, { code: 'disk-failed' }) : refuse(ask, 500, { code: 'bug' })
  })
  return app
}

function isAskedHere(ask: Ask, port: number): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`]
  const host = ask.req.header('host')
  const origin = ask.req.header('origin')
  const site = ask.req.header('sec-fetch-site')
  const isOwnHost = host !== undefined && own.includes(host)
  const isOwnOrigin = origin === undefined || own.some((one) => origin === `http://${one}`)
  return isOwnHost && isOwnOrigin && (site === undefined || site === 'none' || site === 'same-origin')
}

type Allowed = { readonly operation: Operation; readonly token: TokenView }

async function answer(deps: IntegrationDeps, ask: Ask, { operation, token }: Allowed) {
  const given = operation.method === 'get' ? ask.req.param() : await readBody(ask)
  if (given === undefined) return refuse(ask, 400, { code: 'body-refused' })
  const parsed = operation.input.safeParse(given)
  // The field is named, what stood in it never.
  if (!parsed.success)
    return refuse(ask, 400, { code: 'input-refused', params: { field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' } })
  const now = deps.clock.now()
  if (token.lastUsedAt === null || now - token.lastUsedAt > USE_STEP_MS) deps.vault.store.write((db) => noteUse(db, token.tokenId, now))
  const context = { role: 'staff' as const, person: token.name, signal: ask.req.raw.signal }
  const result = await operation.answer(deps, parsed.data, { token, context })
  if (result.ok) return ask.json(result.value as object)
  const { code, params } = result.error
  return refuse(ask, statusOf(code), params === undefined ? { code } : { code, params })
}

/** JSON only: a form of a web page could send anything else without asking first. */
async function readBody(ask: Ask): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(ask.req.header('content-type') ?? '')) return undefined
  try {
    return (await ask.req.json()) as unknown
  } catch {
    // No JSON is an answer, not a failure.
    return undefined
  }
}

function statusOf(code: AppError['code']): 400 | 404 | 409 | 503 {
  if (code === 'customer-missing' || code === 'notice-missing') return 404
  if (code === 'order-number-taken' || code === 'coupon-used-up') return 409
  return code === 'disk-full' || code === 'disk-failed' ? 503 : 400
}
