import { z } from 'zod'
import { ConnectionId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export const ConnectionKind = z.enum(['demo', 'meta', 'provider'])

export const PhoneNumber = z.strictObject({
  displayPhoneNumber: z.string(),
  verifiedName: z.string(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
  /** Different people a day outside reply windows; null is no limit. */
  dailyLimit: z.number().int().nullable(),
  status: z.string(),
  throughputPerSecond: z.number().int(),
})

export const CheckName = z.enum(['key', 'number', 'templates', 'catalog', 'receiving', 'clock'])
export const Check = z.strictObject({
  name: CheckName,
  state: z.enum(['ok', 'failed', 'skipped']),
  /** Error code of the catalogue when failed or skipped. */
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  checkedAt: TimestampMs,
})

export const ConnectionStatus = z.strictObject({
  connectionId: ConnectionId,
  kind: ConnectionKind,
  baseUrl: z.string(),
  apiVersion: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
  catalogId: z.string().nullable(),
  /** Only the last four characters of the key, for recognising it. */
  tokenLast4: z.string(),
  hasAppSecret: z.boolean(),
  number: PhoneNumber.nullable(),
  link: z.enum(['online', 'offline', 'unauthorised', 'unknown']),
  receiving: z.strictObject({
    way: z.enum(['local', 'callback', 'none']),
    /** Address of the engine's own receiver while the vault is open. */
    localUrl: z.string().nullable(),
    verified: z.boolean(),
    lastEventAt: TimestampMs.nullable(),
  }),
  /** People messaged outside reply windows in the last 24 h. */
  peopleLast24h: z.number().int(),
})

export const connectionCalls = {
  'connection.add': defineCall({
    summary:
      'Saves where the number lives and its secrets (keychain only), reads the number, and asks for events. Replaces the connection that was there.',
    role: 'owner',
    input: z.strictObject({
      kind: ConnectionKind.default('meta'),
      /** Default: the address given with --graph-url, else https://graph.facebook.com */
      baseUrl: z.url({ protocol: /^https?$/ }).optional(),
      apiVersion: z
        .string()
        .regex(/^v\d+\.\d+$/)
        .default('v25.0'),
      /** Name of the header that carries the key; `Authorization` gets the word Bearer in front. */
      authHeader: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,64}$/)
        .default('Authorization'),
      token: z.string().min(1).max(2048),
      appSecret: z.string().max(256).optional(),
      wabaId: z.string().regex(/^\d{1,32}$/),
      phoneNumberId: z.string().regex(/^\d{1,32}$/),
      businessId: z
        .string()
        .regex(/^\d{1,32}$/)
        .optional(),
      catalogId: z
        .string()
        .regex(/^\d{1,32}$/)
        .optional(),
      /** `local`: point Meta's callback override at the engine's own receiver (needs a host that reaches this laptop); a URL: a tunnel in front of it; none: sending only. */
      receiving: z.union([z.enum(['local', 'none']), z.url({ protocol: /^https?$/ })]).default('none'),
    }),
    output: ConnectionStatus,
    deadlineMs: 60_000,
  }),
  'connection.check': defineCall({
    summary: 'Runs every check against the number again and says what is wrong and what is kept.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({ connection: ConnectionStatus, checks: z.array(Check) }),
    deadlineMs: 60_000,
  }),
  'connection.status': defineCall({
    summary: 'The connection as last known; null when there is none.',
    role: 'viewer',
    input: Nothing,
    output: ConnectionStatus.nullable(),
  }),
}

export const connectionEvents = {
  'connection.changed': defineEvent({ summary: 'Link state, number facts or receiving changed.', data: ConnectionStatus.nullable() }),
}
