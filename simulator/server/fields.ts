import { type Problem, problem } from './problems.ts'

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

/** The items of one page and what the answer says of the others. */
export type Page<Item> = { readonly items: readonly Item[]; readonly paging: object }

/**
 * Cuts one page out of a list. A cursor remembers the object beside it, so that a list which changes meanwhile neither
 * repeats nor skips; one that is not of this list is refused with 131059.
 */
export function pageOf<Item extends object>(items: readonly Item[], request: PageRequest): Page<Item> | { readonly problem: Problem } {
  const { searchParams } = request.url
  const asked = Number(searchParams.get('limit') ?? request.defaultLimit)
  if (!Number.isInteger(asked) || asked < 1) return { problem: problem(100, 'Param limit must be a positive number') }
  const limit = Math.min(asked, request.maxLimit)
  const range = rangeOf(items, { after: searchParams.get('after'), before: searchParams.get('before'), limit })
  if (range === null) return { problem: problem(131059, 'The cursor is not one of this list') }
  const page = items.slice(range.start, range.end)
  if (page.length === 0) return { items: page, paging: {} }
  const cursors = { before: writeCursor(items, range.start), after: writeCursor(items, range.end - 1) }
  const link = (name: 'after' | 'before'): string => {
    const url = new URL(request.url)
    url.searchParams.delete(name === 'after' ? 'before' : 'after')
    url.searchParams.set('limit', String(limit))
    url.searchParams.set(name, cursors[name])
    return url.href
  }
  const next = range.end < items.length ? { next: link('after') } : {}
  const previous = range.start > 0 ? { previous: link('before') } : {}
  return { items: page, paging: { paging: { cursors, ...previous, ...next } } }
}

type Wish = { readonly after: string | null; readonly before: string | null; readonly limit: number }

function rangeOf(items: readonly object[], wish: Wish): { readonly start: number; readonly end: number } | null {
  if (wish.before !== null) {
    const end = readCursor(items, wish.before)
    return end === null ? null : { start: Math.max(0, end - wish.limit), end }
  }
  const last = wish.after === null ? -1 : readCursor(items, wish.after)
  return last === null ? null : { start: last + 1, end: Math.min(items.length, last + 1 + wish.limit) }
}

function keyOf(item: object | undefined): string {
  if (item === undefined) return ''
  return String(Reflect.get(item, 'id') ?? Reflect.get(item, 'code') ?? Reflect.get(item, 'wamid') ?? '')
}

function writeCursor(items: readonly object[], index: number): string {
  return Buffer.from(`at:${index}:${keyOf(items[index])}`).toString('base64url')
}

/** Place of the object that the cursor remembers; its old place when the object is gone. Null for a foreign cursor. */
function readCursor(items: readonly object[], cursor: string): number | null {
  const [, place, key] = /^at:(\d+):(.*)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  if (place === undefined) return null
  const index = Number(place)
  if (keyOf(items[index]) === key) return index
  const moved = items.findIndex((item) => keyOf(item) === key)
  return moved === -1 ? Math.min(index, items.length) - 1 : moved
}
