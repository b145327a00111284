import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { CallInput, CallOutput, EventData, WindowCallName, WindowEventName } from '#contract/ipc/index.ts'
import type { AppError, Result } from '#contract/kernel/result.ts'
import { CallFailure, failureOf } from './call-failure.ts'
import { readOn } from './read-on.ts'
import { sharePages } from './share-pages.ts'
import { call, subscribe } from './window-api.ts'

/** What a screen sees of a call that reads. `data` is the latest answer; it stays while a newer one is fetched. */
export type Reading<T> = {
  readonly data: T | undefined
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly isFetching: boolean
  readonly refetch: () => void
}

/** The key under which the answer to a call is cached; the first part is the name of the call. */
export const callKey = (name: WindowCallName, input: unknown): readonly [WindowCallName, unknown] => [name, input]

const fetchCall = async <N extends WindowCallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  const result = await call(name, input)
  if (!result.ok) throw new CallFailure(result.error)
  return result.value
}

/**
 * Reads through a call and keeps the answer fresh by events.
 * @param options.isEnabled false while the input is not complete yet
 * @param options.keepPrevious shows the answer to the input before while the new one is fetched (search as you type)
 */
export function useCall<N extends WindowCallName>(
  name: N,
  input: CallInput<N>,
  options: { readonly isEnabled?: boolean; readonly keepPrevious?: boolean } = {},
): Reading<CallOutput<N>> {
  const query = useQuery<CallOutput<N>>({
    queryKey: callKey(name, input),
    queryFn: () => fetchCall(name, input),
    enabled: options.isEnabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })
  const { refetch } = query
  return {
    data: query.data,
    error: query.error === null ? null : failureOf(query.error),
    isLoading: query.isLoading,
    isFetching: query.isFetching,
    refetch: useCallback(() => void refetch(), [refetch]),
  }
}

/** Calls that answer page by page: they take a cursor and name the next one. */
export type PagedCallName = {
  [N in WindowCallName]: CallOutput<N> extends { readonly nextCursor: string | null } ? N : never
}[WindowCallName]

/** A list read page by page; `more` fetches the next page and is null at the end. */
export type PagedReading<T> = Omit<Reading<T>, 'data'> & {
  readonly pages: readonly T[]
  readonly more: (() => void) | null
  readonly isFetchingMore: boolean
  /** Fetches the page before the first one, of a list that was entered in the middle; null where there is none. */
  readonly back: (() => void) | null
}

/** How a list goes on, and what is kept of it. */
export type PagesOptions<N extends WindowCallName> = {
  readonly isEnabled?: boolean
  /** Shows the list of the input before while the new one is fetched. Never where rows of one person could be taken for another's. */
  readonly keepPrevious?: boolean
  /** Where the list goes on after a page; null at its end. */
  readonly next: (last: CallOutput<N>) => string | null
  readonly withCursor: (input: CallInput<N>, cursor: string) => CallInput<N>
  /** For a list that may be entered in the middle: where it goes on before its first page. */
  readonly back?: Pick<PagesOptions<N>, 'withCursor'> & { readonly before: (first: CallOutput<N>) => string | null }
  /** The most pages that are kept; those farthest from the last one fetched go. Needs `back`. */
  readonly mostPages?: number
  /** Whoever reads on finds the page after theirs there: it is asked for as soon as theirs has come. */
  readonly readsOn?: boolean
}

type PageParam = { readonly cursor: string; readonly isBack: boolean }

/** The input that asks for one page. */
function inputOfPage<N extends WindowCallName>(input: CallInput<N>, options: PagesOptions<N>, param: PageParam | undefined): CallInput<N> {
  if (param === undefined) return input
  return (param.isBack ? (options.back ?? options) : options).withCursor(input, param.cursor)
}

const pageParam = (cursor: string | null | undefined, isBack: boolean): PageParam | undefined =>
  cursor === null || cursor === undefined ? undefined : { cursor, isBack }

/** How a list is read, whether it is on screen or will be soon. */
const pagesQuery = <N extends WindowCallName>(name: N, input: CallInput<N>, options: PagesOptions<N>) => ({
  queryKey: callKey(name, input),
  queryFn: ({ client, pageParam: param }: { readonly client: QueryClient; readonly pageParam: PageParam | undefined }) => {
    const pageOf = (place: PageParam | undefined) => {
      const asked = inputOfPage(input, options, place)
      return { queryKey: callKey(name, asked), queryFn: () => fetchCall(name, asked) }
    }
    // The first page has the key of the whole list, and nobody reads on yet.
    if (param === undefined || options.readsOn !== true) return pageOf(param).queryFn()
    const cursorAfter = param.isBack ? options.back?.before : options.next
    return readOn(client, pageOf(param), (page) => {
      const following = pageParam(cursorAfter?.(page), param.isBack)
      return following === undefined ? null : pageOf(following)
    })
  },
  initialPageParam: undefined as PageParam | undefined,
  getNextPageParam: (last: CallOutput<N>) => pageParam(options.next(last), false),
  getPreviousPageParam: (first: CallOutput<N>) => pageParam(options.back?.before(first), true),
  ...(options.mostPages === undefined ? {} : { maxPages: options.mostPages }),
})

/** What will likely be looked at next. Read ahead, it stands there at once; a failure shows when it is looked at. */
export type ReadAhead = {
  readonly call: <N extends WindowCallName>(name: N, input: CallInput<N>) => void
  /** The first page of a list that `usePagesBy` will read with the same options. */
  readonly pages: <N extends WindowCallName>(name: N, input: CallInput<N>, options: PagesOptions<N>) => void
}

/** Reads answers before they are needed, unless they are fresh already. */
export function useReadAhead(): ReadAhead {
  const client = useQueryClient()
  return useMemo(
    () => ({
      call: (name, input) => void client.prefetchQuery({ queryKey: callKey(name, input), queryFn: () => fetchCall(name, input) }),
      pages: (name, input, options) => void client.prefetchInfiniteQuery(pagesQuery(name, input, options)),
    }),
    [client],
  )
}

/** Reads any keyset-paged list; `usePages` does for calls that name their cursor the usual way. */
export function usePagesBy<N extends WindowCallName>(name: N, input: CallInput<N>, options: PagesOptions<N>): PagedReading<CallOutput<N>> {
  const query = useInfiniteQuery({
    ...pagesQuery(name, input, options),
    structuralSharing: (before, after) =>
      sharePages(before as InfiniteData<CallOutput<N>> | undefined, after as InfiniteData<CallOutput<N>>),
    enabled: options.isEnabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  })
  const { refetch, fetchNextPage, fetchPreviousPage } = query
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const back = useCallback(() => void fetchPreviousPage(), [fetchPreviousPage])
  return {
    pages: query.data?.pages ?? [],
    error: query.error === null ? null : failureOf(query.error),
    isLoading: query.isLoading,
    isFetching: query.isFetching,
    refetch: useCallback(() => void refetch(), [refetch]),
    more: query.hasNextPage ? more : null,
    isFetchingMore: query.isFetchingNextPage,
    back: query.hasPreviousPage ? back : null,
  }
}

/** Reads a keyset-paged list. Take the rows of each page yourself: `pages.flatMap((page) => page.customers)`. */
export function usePages<N extends PagedCallName>(
  name: N,
  input: CallInput<N>,
  options: { readonly isEnabled?: boolean } = {},
): PagedReading<CallOutput<N>> {
  return usePagesBy(name, input, {
    isEnabled: options.isEnabled ?? true,
    keepPrevious: true,
    next: (last) => (last as { readonly nextCursor: string | null }).nextCursor,
    withCursor: (before, cursor) => ({ ...before, cursor }),
  })
}

/** What a screen sees of a call that changes something. */
export type Doing<N extends WindowCallName> = {
  /** Makes the call; the same failure is also kept in `error` until the next try or `reset`. */
  readonly run: (input: CallInput<N>) => Promise<Result<CallOutput<N>>>
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly reset: () => void
}

/** Changes something through a call. Nothing is shown before the engine has said that it is so. */
export function useMutationCall<N extends WindowCallName>(name: N): Doing<N> {
  const mutation = useMutation<Result<CallOutput<N>>, Error, CallInput<N>>({ mutationFn: (input) => call(name, input) })
  const { data, mutateAsync, reset } = mutation
  return {
    run: mutateAsync,
    isRunning: mutation.isPending,
    error: data !== undefined && !data.ok ? data.error : mutation.error === null ? null : failureOf(mutation.error),
    reset,
  }
}

/** Hears an event while the component is on screen. The listener may change between renders. */
export function useEvent<N extends WindowEventName>(event: N, listener: (data: EventData<N>) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => subscribe(event, (data) => latest.current(data)), [event])
}
