import { MOST_FOUND } from '#contract/limits/lists.ts'
import { usePagesBy, type AppError, type CallInput, type CallOutput, type PagedReading } from '../../../bridge/index.ts'
import { useSettled } from '../use-settled.ts'
import { isStep, statesOf, type PeopleFilter } from './people-filter.ts'

export type Recipient = CallOutput<'broadcast.recipients'>['recipients'][number]

/** People that a filter leaves, of all the states that it stands for. */
export type Recipients = {
  readonly rows: readonly Recipient[]
  readonly total: number
  /** A search counts no further than it looks: there are more than `total`. */
  readonly isMore: boolean
  readonly error: AppError | null
  readonly isLoading: boolean
  readonly more: (() => void) | null
  readonly isFetchingMore: boolean
}

const TYPED_MS = 200

/** One list of the three that a group may need; off where the group has fewer states. */
function usePagesOfState(
  input: Omit<CallInput<'broadcast.recipients'>, 'state'>,
  wanted: readonly (Recipient['state'] | undefined)[],
  place: number,
): PagedReading<CallOutput<'broadcast.recipients'>> {
  const state = wanted[place]
  return usePagesBy(
    'broadcast.recipients',
    { ...input, ...(state === undefined ? {} : { state }) },
    { isEnabled: place < wanted.length, next: (last) => last.nextCursor, withCursor: (before, cursor) => ({ ...before, cursor }) },
  )
}

/** Reads the people of a broadcast page by page. The call knows one state at a time, so the lists of a group follow each other. */
export function useRecipients(broadcastId: string, filter: PeopleFilter): Recipients {
  const search = useSettled(filter.search, TYPED_MS)
  const wanted = statesOf(filter.group)
  const { group, reason } = filter
  const input = { broadcastId, search, ...(reason === null ? {} : { reason }), ...(isStep(group) ? { step: group } : {}) }
  const lists = [usePagesOfState(input, wanted, 0), usePagesOfState(input, wanted, 1), usePagesOfState(input, wanted, 2)].slice(
    0,
    wanted.length,
  )
  // A later list only follows once the one before is read to its end, so that rows never appear in between.
  const open = lists.findIndex((list) => list.more !== null)
  const shown = open === -1 ? lists : lists.slice(0, open + 1)
  const totals = lists.map((list) => list.pages[0]?.total ?? 0)
  const isMore = search.trim() !== '' && totals.some((total) => total > MOST_FOUND)
  return {
    rows: shown.flatMap((list) => list.pages.flatMap((page) => page.recipients)),
    total: isMore ? MOST_FOUND : totals.reduce((sum, total) => sum + total, 0),
    isMore,
    error: lists.find((list) => list.error !== null)?.error ?? null,
    isLoading: lists.some((list) => list.isLoading),
    more: lists[open]?.more ?? null,
    isFetchingMore: lists.some((list) => list.isFetchingMore),
  }
}
