import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { searchQuery } from '../customer/index.ts'
import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { textQuery } from '../text-search/index.ts'
import { countLists, listCondition, type ListView } from './lists.ts'
import { replyWindow } from './rules.ts'

type List = CallOutput<'inbox.list'>
type Row = List['conversations'][number]
type Stored = Omit<Row, 'window' | 'handle' | 'closed' | 'hasDraft' | 'blocked' | 'assignedTo'> & {
  readonly customerSeq: number
  readonly phone: string | null
  readonly username: string | null
  readonly lastInboundAt: number | null
  readonly closed: number
  readonly blocked: number
  readonly hasDraft: number
  readonly staffId: NonNullable<Row['assignedTo']>['staffId'] | null
  readonly staffName: string | null
}

/** Newest messages that a search looks through for its people; more would be a page that nobody reads to the end. */
const MOST_HITS = 5_000

/** A page of conversations, latest first. Error: input-refused for a cursor that is not ours. */
export function listConversations(db: ReadHandle, input: ParsedInput<'inbox.list'>, view: ListView): Result<List> {
  const position = /^(\d{1,15})\.(\d{1,15})$/.exec(input.cursor ?? '')
  if (input.cursor !== undefined && position === null) return fail('input-refused', { field: 'cursor' })
  const conditions = [...searchConditions(input.search), listCondition(input.filter, input.search.trim() !== '', view)]
  if (position !== null) conditions.push(sql`(v.last_at, v.customer_seq) < (${Number(position[1])}, ${Number(position[2])})`)
  const stored = db.all<Stored>(sql`
    select v.customer_seq as customerSeq, c.customer_id as customerId, c.name, c.phone, c.username, c.language, v.unread, v.last_text as lastText, v.last_at as lastAt,
      v.last_direction as lastDirection, v.last_inbound_at as lastInboundAt, c.offers, c.blocked, v.closed, v.draft <> '' as hasDraft,
      v.snoozed_until as snoozedUntil, v.waiting_since as waitingSince, s.staff_id as staffId, s.name as staffName
    from conversation v cross join customer c on c.seq = v.customer_seq left join staff s on s.seq = v.assigned_to
    where ${joinSql(conditions, ' and ')}
    order by v.last_at desc, v.customer_seq desc limit ${input.limit + 1}`)
  const shown = stored.slice(0, input.limit)
  const last = shown.at(-1)
  const nextCursor = stored.length > input.limit && last !== undefined ? `${last.lastAt}.${last.customerSeq}` : null
  return ok({ conversations: shown.map((row) => toRow(row, view.now)), counts: countLists(db, view).counts, nextCursor })
}

/** Finds people by name, number or @name, and by the words of their messages. */
function searchConditions(search: string): Sql[] {
  const people = searchQuery(search)
  const messages = textQuery(search)
  if (people === null || messages === null)
    return people === null && messages === null ? [] : [people === null ? byMessages(messages ?? '') : byPeople(people)]
  return [sql`(${byPeople(people)} or ${byMessages(messages)})`]
}

const byPeople = (query: string): Sql => sql`v.customer_seq in (select rowid from customer_search where customer_search match ${query})`

const byMessages = (query: string): Sql => sql`v.customer_seq in (
  select customer_seq from message where seq in (select rowid from message_search where message_search match ${query} order by rowid desc limit ${MOST_HITS}))`

/** The number as people write it, else the @name. */
export function handleOf(phone: string | null, username: string | null): string {
  if (phone !== null) return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
  return username === null || username.startsWith('@') ? (username ?? '') : `@${username}`
}

function toRow(stored: Stored, now: number): Row {
  const { customerSeq: _customerSeq, phone, username, lastInboundAt, closed, blocked, hasDraft, staffId, staffName, ...row } = stored
  return {
    ...row,
    handle: handleOf(phone, username),
    window: replyWindow(lastInboundAt, now),
    closed: closed === 1,
    blocked: blocked !== 0,
    hasDraft: hasDraft === 1,
    assignedTo: staffId === null ? null : { staffId, name: staffName ?? '' },
  }
}
