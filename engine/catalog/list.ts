import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { foldForSearch } from '../text-search/index.ts'
import { joinSql, sql, type ReadHandle, type Sql } from '../store/index.ts'
import { listDrafts, type DraftRow } from './draft-queries.ts'
import { viewDraft, type ViewContext } from './draft-view.ts'
import { thumbnails } from './picture-queries.ts'
import { productRow, productRows, type ProductRow } from './product-queries.ts'
import type { Product } from './stored-product.ts'

type Input = ParsedInput<'catalog.list'>
type Page = Pick<CallOutput<'catalog.list'>, 'products' | 'nextCursor' | 'counts'>

/** All pictures of one answer together; beyond that, products come without. */
const LIST_PICTURE_BYTES = 6 * 1024 * 1024

/** One page of products by name, with how many there are of each kind. */
export function listPage(db: ReadHandle, input: Input, view: ViewContext): Page {
  const conditions = conditionsOf(input)
  const after = startOf(db, input.cursor)
  const ids = db
    .all<{ retailerId: string }>(
      sql`select retailer_id as retailerId from product where ${joinSql([...conditions, after.condition], ' and ')}
          order by name, retailer_id limit ${input.limit + 1} offset ${after.offset}`,
    )
    .map(({ retailerId }) => retailerId)
  const page = ids.slice(0, input.limit)
  const last = page.at(-1)
  return {
    products: viewProducts(db, productRows(db, page), view),
    nextCursor: ids.length > input.limit && last !== undefined ? `${after.position + page.length}:${last}` : null,
    counts: countsOf(db, conditions),
  }
}

function conditionsOf({ search, inStockOnly, only, setId }: Input): Sql[] {
  const words = foldForSearch(search.trim())
  return [
    sql`true`,
    ...(words === '' ? [] : [sql`instr(search, ${words}) > 0`]),
    ...(inStockOnly ? [sql`is_buyable = 1`] : []),
    ...(setId === undefined ? [] : [sql`retailer_id in (select retailer_id from product_set_member where set_id = ${setId})`]),
    ...kinds[only],
  ]
}

const kinds: Readonly<Record<Input['only'], readonly Sql[]>> = {
  all: [],
  sendable: [
    sql`product_id <> '' and blocks = 0`,
    sql`retailer_id not in (select retailer_id from product_note where is_hidden = 1)`,
    sql`retailer_id not in (select retailer_id from product_draft where kind = 'removed')`,
  ],
  problems: [sql`has_problem = 1`],
  drafts: [sql`retailer_id in (select retailer_id from product_draft)`],
}

type Start = { readonly condition: Sql; readonly offset: number; readonly position: number }

/** Where a page begins: after the last product of the one before; by its place, when that product is gone meanwhile. */
function startOf(db: ReadHandle, cursor: string | undefined): Start {
  const [, place, retailerId] = /^(\d{1,9}):(.+)$/su.exec(cursor ?? '') ?? []
  const position = Number(place ?? 0)
  if (retailerId === undefined) return { condition: sql`true`, offset: 0, position }
  const last = db.get<{ name: string }>(sql`select name from product where retailer_id = ${retailerId}`)
  if (last === undefined) return { condition: sql`true`, offset: position, position }
  return { condition: sql`(name, retailer_id) > (${last.name}, ${retailerId})`, offset: 0, position }
}

function countsOf(db: ReadHandle, conditions: readonly Sql[]): Page['counts'] {
  const all = db.get<{ count: number; problems: number }>(
    sql`select count(*) as count, coalesce(sum(has_problem), 0) as problems from product`,
  )
  const found = db.get<{ count: number }>(sql`select count(*) as count from product where ${joinSql(conditions, ' and ')}`)
  const drafts = db.get<{ count: number }>(sql`select count(*) as count from product_draft`)
  return { all: all?.count ?? 0, found: found?.count ?? 0, problems: all?.problems ?? 0, drafts: drafts?.count ?? 0 }
}

/** One product as it is shown; undefined when it is neither at Meta nor waiting here. */
export function viewProduct(db: ReadHandle, retailerId: string, view: ViewContext): Product | undefined {
  const row = productRow(db, retailerId)
  return row === undefined ? undefined : viewProducts(db, [row], view)[0]
}

function viewProducts(db: ReadHandle, rows: readonly ProductRow[], view: ViewContext): Product[] {
  const ids = rows.map(({ product }) => product.retailerId)
  const drafts = new Map(listDrafts(db, ids).map((draft) => [draft.retailerId, draft]))
  const wanted = rows.map(({ product: { retailerId, imageUrl } }) => ({ retailerId, imageUrl, hasDraft: drafts.has(retailerId) }))
  const pictures = thumbnails(db, wanted, LIST_PICTURE_BYTES)
  return rows.map((row) => {
    const { retailerId } = row.product
    return toProduct(row, { draft: drafts.get(retailerId), thumbnail: pictures.get(retailerId) ?? null, view })
  })
}

type Parts = { readonly draft: DraftRow | undefined; readonly thumbnail: string | null; readonly view: ViewContext }

function toProduct(row: ProductRow, { draft, thumbnail, view }: Parts): Product {
  const { retailerId, productId, name, description, price, salePrice, currency, availability, inventory, imageUrl } = row.product
  const refused = draft?.refusedDetail ?? null
  return {
    retailerId,
    productId,
    name,
    description,
    price,
    salePrice,
    currency,
    availability,
    inventory,
    imageUrl,
    thumbnail,
    problems: refused === null ? row.problems : [...row.problems, { code: 'other', detail: refused, blocks: false }],
    draft: draft === undefined ? null : { ...viewDraft(draft, row.product, view), changedAt: draft.changedAt as TimestampMs },
    isHidden: row.isHidden,
    timesSent: row.timesSent,
    timesOrdered: row.timesOrdered,
  }
}
