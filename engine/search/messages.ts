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
  const position = /^(?:(\d{1,15})\.)?(\d{1,15})$/.exec(input.cursor ?? '')
  if (input.cursor !== undefined && position === null) return fail('input-refused', { field: 'cursor' })
  if (phrasesOf(input.query).length === 0) return ok({ hits: [], nextCursor: null })
  if (input.customerId !== undefined) {
    const after = position === null ? null : { at: Number(position[1] ?? 0), seq: Number(position[2]) }
    return ok(inOneChat(db, { query: input.query, customerId: input.customerId, after, limit: input.limit }))
  }
  const stored = everywhere(db, input.query, { below: position === null ? null : Number(position[2]), limit: input.limit + 1 })
  const shown = stored.slice(0, input.limit)
  const last = shown.at(-1)
  return ok({
    hits: shown.map((row) => toHit(row, input.query)),
    nextCursor: stored.length > input.limit && last !== undefined ? String(last.seq) : null,
  })
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
const PORTION = 20_000

type InChat = {
  readonly query: string
  readonly customerId: string
  readonly after: { readonly at: number; readonly seq: number } | null
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
  const last = stored.at(-1)
  if (stored.length === limit && last !== undefined)
    return { hits: stored.map((row) => toHit(row, query)), nextCursor: `${last.at}.${last.seq}` }
  const end = db.get<{ at: number; seq: number; count: number }>(
    sql`select min(at) as at, seq, (select count(*) from (${portion})) as count from (${portion} ) order by at limit 1`,
  )
  const nextCursor = end !== undefined && end.count === PORTION ? `${end.at}.${end.seq}` : null
  return { hits: stored.map((row) => toHit(row, query)), nextCursor }
}

/** The terms of a message stand parted by spaces, so a phrase is a part of that text. */
const conditionsOf = (query: string): Sql[] =>
  phrasesOf(query).map(({ terms, isPrefix }) => sql`instr(' ' || w.words || ' ', ${` ${terms.join(' ')}${isPrefix ? '' : ' '}`}) > 0`)

function toHit({ seq: _seq, content, ...row }: Stored, query: string): Hit {
  const said = JSON.parse(content) as Content
  return { ...row, isNote: said.kind === 'note', excerpt: markExcerpt(wordsOf(said), query) }
}
