import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Position } from './queries.ts'

/** Writes a position as the opaque text that callers hand back. */
export const toCursor = (position: Position | null): string | null => (position === null ? null : `${position.recency}.${position.seq}`)

/** Reads it again; `input-refused` when it is not one of ours. */
export function fromCursor(cursor: string | undefined): Result<Position | null> {
  if (cursor === undefined) return ok(null)
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor)
  return match === null ? fail('input-refused', { field: 'cursor' }) : ok({ recency: Number(match[1]), seq: Number(match[2]) })
}
