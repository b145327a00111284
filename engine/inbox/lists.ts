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

const isClosingSoon = (now: number): Sql => {
  const { after, upTo } = closingStamps(now)
  return sql`${isOpen} and v.last_inbound_at is not null and v.last_inbound_at > ${after} and v.last_inbound_at <= ${upTo}`
}

const conditions: Readonly<Record<Filter, (view: ListView) => Sql>> = {
  all: () => isOpen,
  mine: ({ staffSeq }) => sql`${isOpen} and v.assigned_to = ${staffSeq ?? NO_ONE}`,
  new: () => sql`${isOpen} and v.waiting_since is not null and v.assigned_to is null`,
  waiting: () => sql`${isOpen} and v.waiting_since is not null`,
  closing: ({ now }) => isClosingSoon(now),
  unread: () => sql`${isOpen} and v.unread > 0`,
  snoozed: () => sql`v.closed = 0 and v.snoozed_until is not null`,
  closed: () => sql`v.closed = 1`,
}

/** Which conversations stand in a list; a search of all looks through ended and snoozed ones too. */
export const listCondition = (filter: Filter, isSearch: boolean, view: ListView): Sql =>
  filter === 'all' && isSearch ? sql`true` : conditions[filter](view)

type Sums = Readonly<Record<'all' | 'unread' | 'waiting' | 'snoozed' | 'closed', number>>
const nothing: Sums = { all: 0, unread: 0, waiting: 0, snoozed: 0, closed: 0 }

/**
 * How many stand in each list, from sums that the database keeps; only those that close soon are counted one by one.
 * Where the shop has one person, what is nobody's is that person's to read.
 */
export function countLists(db: ReadHandle, view: ListView): Counts {
  const total = db.get<Sums>(sql`
    select coalesce(sum(open), 0) as "all", coalesce(sum(unread), 0) as unread, coalesce(sum(waiting), 0) as waiting,
      coalesce(sum(snoozed), 0) as snoozed, coalesce(sum(closed), 0) as closed from conversation_count`)
  const closing = db.get<{ count: number }>(sql`select count(*) as count from conversation v where ${isClosingSoon(view.now)}`)
  const [mine, free] = [sumsOf(db, view.staffSeq), sumsOf(db, NO_ONE)]
  const going = db.get<{ count: number }>(sql`
    select coalesce(sum(c.rows), 0) as count from send_count c join run r on r.run_id = c.run_id where c.state = 'planned' and r.state = 'running'`)
  const isAlone = db.get(sql`select 1 from staff where role <> 'owner' limit 1`) === undefined
  return {
    counts: { ...(total ?? nothing), mine: mine.open, new: free.waiting, closing: closing?.count ?? 0 },
    unreadMine: mine.unread + (isAlone ? free.unread : 0),
    goingOut: going?.count ?? 0,
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
