import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type Sql } from '../store/index.ts'
import { closingStamps } from './rules.ts'

type Filter = ParsedInput<'inbox.list'>['filter']
type Counts = CallOutput<'inbox.counts'>

/** Neither closed nor snoozed; worded as the indexes are, so that they are used. */
const isOpen = sql`v.closed = 0 and v.snoozed_until is null`

/** Nobody's: a number that no row has. */
const NO_ONE = 0

/** Who asks, and when. */
export type ListView = { readonly now: number; readonly staffSeq: number | undefined }

/** Which conversations stand in a list; undefined where a search looks through all. */
export function listCondition(filter: Filter, isSearch: boolean, { now, staffSeq }: ListView): Sql | undefined {
  switch (filter) {
    case 'all':
      return isSearch ? undefined : isOpen
    case 'mine':
      return sql`${isOpen} and v.assigned_to = ${staffSeq ?? NO_ONE}`
    case 'new':
      return sql`${isOpen} and v.waiting_since is not null and v.assigned_to is null`
    case 'waiting':
      return sql`${isOpen} and v.waiting_since is not null`
    case 'closing': {
      const { after, upTo } = closingStamps(now)
      return sql`${isOpen} and v.last_inbound_at is not null and v.last_inbound_at > ${after} and v.last_inbound_at <= ${upTo}`
    }
    case 'unread':
      return sql`${isOpen} and v.unread > 0`
    case 'snoozed':
      return sql`v.closed = 0 and v.snoozed_until is not null`
    case 'closed':
      return sql`v.closed = 1`
  }
}

type Sums = Readonly<Record<'all' | 'unread' | 'waiting' | 'snoozed' | 'closed', number>>

/**
 * How many stand in each list, from sums that the database keeps; only those that close soon are counted one by one.
 * Where the shop has one person, what is nobody's is that person's to read.
 */
export function countLists(db: ReadHandle, { now, staffSeq }: ListView): Counts {
  const total = db.get<Sums>(sql`
    select coalesce(sum(open), 0) as "all", coalesce(sum(unread), 0) as unread, coalesce(sum(waiting), 0) as waiting,
      coalesce(sum(snoozed), 0) as snoozed, coalesce(sum(closed), 0) as closed from conversation_count`)
  const { after, upTo } = closingStamps(now)
  const closing = db.get<{ count: number }>(sql`
    select count(*) as count from conversation v
    where ${isOpen} and v.last_inbound_at is not null and v.last_inbound_at > ${after} and v.last_inbound_at <= ${upTo}`)
  const mine = sumsOf(db, staffSeq)
  const free = sumsOf(db, NO_ONE)
  const isAlone = (db.get<{ people: number }>(sql`select count(*) as people from staff`)?.people ?? 1) <= 1
  const { all = 0, unread = 0, waiting = 0, snoozed = 0, closed = 0 } = total ?? {}
  return {
    counts: { all, mine: mine.open, new: free.waiting, waiting, closing: closing?.count ?? 0, unread, snoozed, closed },
    unreadMine: mine.unread + (isAlone ? free.unread : 0),
  }
}

type Own = { readonly open: number; readonly unread: number; readonly waiting: number }

/** Sums of one of the staff, or of what is nobody's. */
export const sumsOf = (db: ReadHandle, staffSeq: number | undefined): Own =>
  (staffSeq === undefined
    ? undefined
    : db.get<Own>(sql`select open, unread, waiting from conversation_count where staff_seq = ${staffSeq}`)) ?? {
    open: 0,
    unread: 0,
    waiting: 0,
  }
