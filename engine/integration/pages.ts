/** Where a list goes on, from its cursor: lists go from the newest row to older ones. */
export const beforeOf = (cursor: string | undefined): number => (/^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : Number.MAX_SAFE_INTEGER)

/** Cuts what was read with one row more than wanted into a page and the cursor of the next one. */
export function pageOf<R extends { readonly seq: number }>(
  rows: readonly R[],
  most: number,
): { readonly page: readonly R[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, most)
  return { page, nextCursor: rows.length > most ? String(page.at(-1)?.seq) : null }
}
