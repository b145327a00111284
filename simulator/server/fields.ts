import { type Answer, type Problem, json, problem } from './problems.ts'

/** Everything that the simulator knows of an object; a field with the value undefined exists and is empty. */
export type NodeFields = Readonly<Record<string, unknown>>

/** Names asked for by `fields=a,b{c},d.limit(5)`, without their inner parts. Null when the parameter is missing. */
export function readFieldNames(fields: string | undefined): readonly string[] | null {
  if (fields === undefined || fields === '') return null
  let depth = 0
  const parts: string[] = ['']
  for (const sign of fields) {
    if ('{('.includes(sign)) depth += 1
    if ('})'.includes(sign)) depth -= 1
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map((part) => part.trim().split(/[{.(]/)[0] ?? '').filter((name) => name !== '')
}

/** Picks fields as Graph does: `id` always, the defaults when nothing is asked, a refusal for a name that does not exist. */
export function pickFields(
  node: NodeFields,
  wanted: readonly string[] | null,
  options: { readonly defaults: readonly string[]; readonly nodeType: string },
): { readonly picked: NodeFields } | { readonly problem: Problem } {
  const names = wanted ?? options.defaults
  const unknown = names.find((name) => name !== 'id' && !Object.hasOwn(node, name))
  if (unknown !== undefined) {
    const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (${options.nodeType})`
    return { problem: problem(100, unknown, { message }) }
  }
  const picked = Object.fromEntries(['id', ...names].map((name) => [name, node[name]]).filter(([, value]) => value !== undefined))
  return { picked }
}

/** What a list edge was asked for. */
export type PageRequest = { readonly url: URL; readonly defaultLimit: number; readonly maxLimit: number }

/** One page of a list with cursors, and `next` while there is more. Cursors are opaque; a foreign one is refused with 131059. */
export function pageAnswer(items: readonly object[], request: PageRequest): Answer | { readonly problem: Problem } {
  const after = request.url.searchParams.get('after')
  const start = after === null ? 0 : readCursor(after)
  if (start === null) return { problem: problem(131059, 'The cursor is not one of this list') }
  const asked = Number(request.url.searchParams.get('limit') ?? request.defaultLimit)
  if (!Number.isInteger(asked) || asked < 1) return { problem: problem(100, 'Param limit must be a positive number') }
  const limit = Math.min(asked, request.maxLimit)
  const data = items.slice(start, start + limit)
  const end = start + data.length
  if (data.length === 0) return json({ data })
  const next = new URL(request.url)
  next.searchParams.set('limit', String(limit))
  next.searchParams.set('after', writeCursor(end))
  const cursors = { before: writeCursor(start), after: writeCursor(end) }
  return json({ data, paging: { cursors, ...(end < items.length ? { next: next.href } : {}) } })
}

function writeCursor(position: number): string {
  return Buffer.from(`after:${position}`).toString('base64url')
}

function readCursor(cursor: string): number | null {
  const match = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  return match === null ? null : Number(match[1])
}
