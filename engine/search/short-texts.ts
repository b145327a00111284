import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { foldForSearch } from '../text-search/index.ts'
import { markExcerpt, markText } from './marked.ts'

type Found = CallOutput<'search.find'>

const MOST_KEPT = 50_000

/** Lists that are short enough to be looked through as they are: products, templates, quick replies, broadcasts. */
export class ShortTexts {
  /** Folding costs more than looking, so what was folded is remembered by its text. */
  readonly #folded = new Map<string, string>()

  products(db: ReadHandle, query: string, limit: number): Found['products'] {
    const rows = db.all<{ retailerId: string; name: string; price: string }>(
      sql`select retailer_id as retailerId, name, facts ->> '$.price' as price from product order by name, retailer_id`,
    )
    return this.#matching(rows, query, (row) => [row.name, row.retailerId])
      .slice(0, limit)
      .map((row) => ({ ...row, name: markText(row.name, query) }))
  }

  templates(db: ReadHandle, query: string, limit: number): Found['templates'] {
    const rows = db.all<{ name: string; language: string; body: string }>(
      sql`select name, language, coalesce((select group_concat(value ->> '$.text', ' ') from json_each(components) where value ->> '$.text' is not null), '') as body
          from template order by name, language`,
    )
    return this.#matching(rows, query, (row) => [row.name, row.body])
      .slice(0, limit)
      .map(({ name, language, body }) => ({ name: markText(name, query), language, excerpt: markExcerpt(body, query) }))
  }

  quickReplies(db: ReadHandle, query: string, limit: number): Found['quickReplies'] {
    const rows = db.all<{ quickReplyId: Found['quickReplies'][number]['quickReplyId']; shortcut: string; title: string; text: string }>(
      sql`select quick_reply_id as quickReplyId, shortcut, title, text from quick_reply order by times_used desc, shortcut`,
    )
    const wanted = query.normalize('NFKC').replace(/^[/、]/, '')
    return this.#matching(rows, wanted, (row) => [row.shortcut, row.title, row.text])
      .slice(0, limit)
      .map(({ text, ...row }) => ({ ...row, title: markText(row.title, wanted), excerpt: markExcerpt(text, wanted) }))
  }

  broadcasts(db: ReadHandle, query: string, limit: number): Found['broadcasts'] {
    const rows = db.all<{ broadcastId: Found['broadcasts'][number]['broadcastId']; name: string; at: Found['broadcasts'][number]['at'] }>(
      sql`select broadcast_id as broadcastId, name, created_at as at from broadcast order by created_at desc`,
    )
    return this.#matching(rows, query, (row) => [row.name])
      .slice(0, limit)
      .map((row) => ({ ...row, name: markText(row.name, query) }))
  }

  /** Rows in which each word that was typed stands somewhere; those whose first text begins with it come first. */
  #matching<T>(rows: readonly T[], query: string, textsOf: (row: T) => readonly string[]): T[] {
    const words = foldForSearch(query)
      .split(/\s+/)
      .filter((word) => word !== '')
    const [first] = words
    if (first === undefined) return []
    const hits = rows.flatMap((row) => {
      const texts = textsOf(row).map((text) => this.#fold(text))
      const isHit = words.every((word) => texts.some((text) => text.includes(word)))
      return isHit ? [{ row, place: texts[0]?.startsWith(first) === true ? 0 : texts[0]?.includes(first) === true ? 1 : 2 }] : []
    })
    return hits.toSorted((one, other) => one.place - other.place).map(({ row }) => row)
  }

  #fold(text: string): string {
    const known = this.#folded.get(text)
    if (known !== undefined) return known
    if (this.#folded.size >= MOST_KEPT) this.#folded.clear()
    const folded = foldForSearch(text)
    this.#folded.set(text, folded)
    return folded
  }
}
