import type { Check, PublishedCall, PublishedSpec } from '../spec/published-spec.ts'
import type { ClientRequest } from './client-operations.ts'

/** Something that does not fit the published spec, before exceptions are looked at. */
export type Misfit = {
  readonly side: 'request' | 'answer' | 'webhook'
  /** Operation, kind of message, or field of the webhook. */
  readonly of: string
  readonly misfit: string
}

const READ_MARK = 'MarkMessageRequestPayload'

/** Words in braces: what the client calls them, and what the spec does. */
const placeholders: Readonly<Record<string, string>> = {
  number: 'Phone-Number-ID',
  account: 'WABA-ID',
  business: 'Business-ID',
  template: 'TEMPLATE_ID',
  media: 'Media-ID',
  code: 'QR-Code-ID',
  entry: 'Message-History-ID',
  app: 'Application-ID',
}

/** The call of the spec behind a path of the client; null where the spec has none. */
export const publishedCall = (spec: PublishedSpec, method: string, path: string): PublishedCall | null =>
  spec.find(
    method,
    path.replaceAll(/\{(\w+)\}/g, (_whole, word: string) => `{${placeholders[word] ?? `no ${word}`}}`),
  )

/** Holds what the client sent against the spec: call, query, body. */
export function holdRequest(spec: PublishedSpec, { name, path, exchange }: ClientRequest): readonly Misfit[] {
  const published = publishedCall(spec, exchange.method, path)
  // The edge of messages takes read marks too; the spec has their shape beside it.
  const call = published !== null && name === 'message.mark-read' ? { ...published, checkBody: spec.checkShape(READ_MARK) } : published
  const found = call === null ? [': no such call'] : [...queryMisfits(call, exchange), ...bodyMisfits(call, exchange)]
  return found.map((misfit) => ({ side: 'request' as const, of: name, misfit }))
}

const queryMisfits = (call: PublishedCall, { query }: ClientRequest['exchange']): readonly string[] =>
  Object.keys(query)
    .filter((key) => !call.query.includes(key))
    .map((key) => `?${key}: unknown field`)

function bodyMisfits(call: PublishedCall, { body, contentType }: ClientRequest['exchange']): readonly string[] {
  if (body.length === 0) return []
  if (contentType.startsWith('multipart/')) return checked(call.checkForm, formOf(body.toString('latin1')))
  return checked(call.checkBody, JSON.parse(body.toString('utf8')))
}

const checked = (check: Check | null, value: unknown): readonly string[] => (check === null ? [': no body described'] : check(value))

/** Names of a form with their texts; a file stands for itself. */
const formOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/name="(\w+)"[^]*?\r\n\r\n([^\r]*)/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
