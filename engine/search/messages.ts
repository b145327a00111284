import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { wordsOf, type Content } from '../inbox/index.ts'
import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { phrasesOf, textQuery } from '../text-search/index.ts'
import { markExcerpt } from './marked.ts'

type Page = CallOutput<'search.messages'>
type Hit = Page['hits'][number]
type Stored = Omit<Hit, 'excerpt' | 'isNote'> & { readonly seq: number; readonly content: string }

const columns = sql`m.seq, m.message_id as messageId, c.customer_id as customerId, c.name as customerName, m.direction, m.at, m.content`

/** The newest messages with the text. */
export const findMessages = (db: ReadHandle, query: string, limit: number): Hit[] =>
  everywhere(db, query, { below: null, limit }).map((stored) => toHit(stored, query))

/** A page of hits. Error: input-refused for a cursor that is not ours. */
export function messagePage(db: ReadHandle, input: ParsedInput<'search.messages'>): Result<Page> {
  const after = positionOf(input.cursor)
  if (after === undefined) return fail('input-refused', { field: 'cursor' })
  if (phrasesOf(input.query).length === 0) return ok({ hits: [], nextCursor: null })
  const { query, customerId, limit } = input
  return ok(customerId === undefined ? pageOfAll(db, { query, after, limit }) : inOneChat(db, { query, customerId, after, limit }))
}

/** Where a page begins: after the message of this time and place. */
type Position = { readonly at: number; readonly seq: number }

/** Null for the first page, undefined for a cursor that is not ours. */
function positionOf(cursor: string | undefined): Position | null | undefined {
  if (cursor === undefined) return null
  const [, at, seq] = /^(\d{1,15})[.](\d{1,15})$/.exec(cursor) ?? []
  return at === undefined || seq === undefined ? undefined : { at: Number(at), seq: Number(seq) }
}

const cursorOf = ({ at, seq }: Position): string => `${at}.${seq}`

function pageOfAll(db: ReadHandle, { query, after, limit }: Omit<InChat, 'customerId'>): Page {
  const stored = everywhere(db, query, { below: after?.seq ?? null, limit: limit + 1 })
  const shown = stored.slice(0, limit)
  const last = shown.at(-1)
  return {
    hits: shown.map((row) => toHit(row, query)),
    nextCursor: stored.length > limit && last !== undefined ? cursorOf(last) : null,
  }
}

/** The index answers from the end, so the newest are found without looking at the rest. */
function everywhere(db: ReadHandle, query: string, page: { readonly below: number | null; readonly limit: number }): Stored[] {
  const match = textQuery(query)
  if (match === null) return []
  const below = page.below === null ? sql`` : sql` and rowid < ${page.below}`
  return db.all<Stored>(sql`
    select ${columns} from (select rowid from message_search where message_search match ${match}${below} order by rowid desc limit ${page.limit}) found
      join message m on m.seq = found.rowid join customer c on c.seq = m.customer_seq
    order by m.seq desc`)
}

/** Messages of one chat that one call looks at; the next call goes on. */
const PORTION = 4_000

type InChat = {
  readonly query: string
  readonly customerId: string
  readonly after: Position | null
  readonly limit: number
}

/** One chat is read from its end: the index knows no customers, and a chat is short beside all of them. */
function inOneChat(db: ReadHandle, { query, customerId, after, limit }: InChat): Page {
  const portion = sql`
    select m.seq, m.at from message m
    where m.customer_seq = (select seq from customer where customer_id = ${customerId})
      ${after === null ? sql`` : sql`and (m.at, m.seq) < (${after.at}, ${after.seq})`}
    order by m.at desc, m.seq desc limit ${PORTION}`
  const stored = db.all<Stored>(sql`
    select ${columns} from (${portion}) p join message_words w on w.seq = p.seq join message m on m.seq = p.seq join customer c on c.seq = m.customer_seq
    where ${joinSql(conditionsOf(query), ' and ')} order by p.at desc, p.seq desc limit ${limit}`)
  const hits = stored.map((row) => toHit(row, query))
  const last = stored.at(-1)
  if (stored.length === limit && last !== undefined) return { hits, nextCursor: cursorOf(last) }
  const end = db.get<Position & { count: number }>(
    sql`select at, seq, count(*) over () as count from (${portion}) order by at, seq limit 1`,
  )
  return { hits, nextCursor: end?.count === PORTION ? cursorOf(end) : null }
}

/** The terms of a message stand parted by spaces, so a phrase is a part of that text. */
const conditionsOf = (query: string): Sql[] =>
  phrasesOf(query).map(({ terms, isPrefix }) => sql`instr(' ' || w.words || ' ', ${` ${terms.join(' ')}${isPrefix ? '' : ' '}`}) > 0`)

function toHit({ seq: _seq, content, ...row }: Stored, query: string): Hit {
  const said = JSON.parse(content) as Content
  return { ...row, isNote: said.kind === 'note', excerpt: markExcerpt(wordsOf(said), query) }
}
