import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** Where a page goes on: after this row. */
export type Place = { readonly at: number; readonly seq: number }

export const toCursor = ({ at, seq }: Place): string => `${at}.${seq}`

/** @returns input-refused for what is no cursor of ours */
export function fromCursor(cursor: string | undefined): Result<Place | null> {
  if (cursor === undefined) return ok(null)
  const parts = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor)
  return parts === null ? fail('input-refused', { field: 'cursor' }) : ok({ at: Number(parts[1]), seq: Number(parts[2]) })
}
