import { createHmac } from 'node:crypto'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { HookTrouble } from '#contract/ipc/integration.ts'
import type { z } from 'zod'
import type { Clock } from '../../kernel/index.ts'
import { HOOK_ADDRESS_REFUSED, hookLookup, mayTry } from './address.ts'

export type Posted =
  | { readonly kind: 'arrived'; readonly httpStatus: number }
  | { readonly kind: 'failed'; readonly trouble: z.infer<typeof HookTrouble>; readonly httpStatus: number | null }

const DEADLINE_MS = 15_000
/** Nobody reads the answer; more than this is not even received. */
const MAX_ANSWER_BYTES = 64 * 1024

/** The signature over time and body, as the receiver checks it: HMAC-SHA256 of `time.body` under the secret. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

export type Telling = {
  readonly url: string
  readonly body: string
  readonly eventId: string
  readonly secret: string
  readonly signal: AbortSignal
}

/**
 * Tells one event: one try, no redirect, certificates always verified, the address checked when it is connected to. Any
 * answer of 200 to 299 counts as arrived.
 */
export function post(clock: Clock, telling: Telling): Promise<Posted> {
  const url = new URL(telling.url)
  if (!mayTry(url)) return Promise.resolve({ kind: 'failed', trouble: 'address-refused', httpStatus: null })
  const seconds = Math.floor(clock.now() / 1000)
  const body = Buffer.from(telling.body)
  const options = {
    method: 'POST',
    agent: false as const,
    lookup: hookLookup(url.protocol),
    signal: AbortSignal.any([telling.signal, AbortSignal.timeout(DEADLINE_MS)]),
    headers: {
      'content-type': 'application/json',
      'content-length': String(body.byteLength),
      'user-agent': 'Shopbell',
      'shopbell-event-id': telling.eventId,
      'shopbell-timestamp': String(seconds),
      'shopbell-signature': signatureOf(telling.secret, seconds, telling.body),
    },
  }
  return new Promise((resolve) => {
    const request =
      url.protocol === 'https:'
        ? requestSecure(url, { ...options, rejectUnauthorized: true, minVersion: 'TLSv1.2' })
        : requestPlain(url, options)
    request.on('response', (response) => {
      let sizeBytes = 0
      const settle = () => resolve(judge(response.statusCode ?? 0))
      response.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.byteLength
        if (sizeBytes <= MAX_ANSWER_BYTES) return
        settle()
        request.destroy()
      })
      response.on('end', settle)
      response.on('error', settle)
    })
    request.on('error', (error) => resolve({ kind: 'failed', trouble: troubleOf(error, options.signal), httpStatus: null }))
    request.end(body)
  })
}

function judge(httpStatus: number): Posted {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'arrived', httpStatus }
  return { kind: 'failed', trouble: httpStatus >= 300 && httpStatus < 400 ? 'redirect-refused' : 'answer-refused', httpStatus }
}

function troubleOf(error: Error, signal: AbortSignal): z.infer<typeof HookTrouble> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === HOOK_ADDRESS_REFUSED) return 'address-refused'
  if (signal.aborted || code === 'ETIMEDOUT') return 'network-timeout'
  return /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|EPROTO)/.test(code) ? 'tls-refused' : 'network-unreachable'
}
