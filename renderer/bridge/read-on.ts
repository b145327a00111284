import type { QueryClient, QueryKey } from '@tanstack/react-query'

type PageQuery<T> = { readonly queryKey: QueryKey; readonly queryFn: () => Promise<T> }

/** A page that nobody came for is forgotten. */
const KEPT_MS = 5_000

/**
 * Reads a page, which may be there already, and begins to read the one after it. A page that was read ahead is taken once, and never
 * after an event has said that it is out of date.
 * @param following how the page after one is read; null at the end
 */
export async function readOn<T>(client: QueryClient, page: PageQuery<T>, following: (page: T) => PageQuery<T> | null): Promise<T> {
  const read = await client.fetchQuery({ ...page, gcTime: KEPT_MS })
  client.removeQueries({ queryKey: page.queryKey, exact: true })
  const next = following(read)
  if (next !== null) void client.prefetchQuery({ ...next, gcTime: KEPT_MS })
  return read
}
