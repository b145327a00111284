import { foldForSearch } from '../text-search/index.ts'
import { inList, sql, type ReadHandle, type Sql, type WriteHandle } from '../store/index.ts'
import { problemsOf } from './problems.ts'
import { isBuyable, type Product, type StoredProduct } from './stored-product.ts'

/** A row as lists and details need it. */
export type ProductRow = {
  readonly product: StoredProduct
  readonly problems: Product['problems']
  readonly isHidden: boolean
  readonly timesSent: number
  readonly timesOrdered: number
}

type RawRow = {
  readonly facts: string
  readonly problems: string
  readonly isHidden: number | null
  readonly timesSent: number | null
  readonly timesOrdered: number | null
}

const rowsWhere = (condition: Sql): Sql => sql`
  select p.facts, p.problems, n.is_hidden as isHidden, n.times_sent as timesSent, n.times_ordered as timesOrdered
  from product p left join product_note n on n.retailer_id = p.retailer_id
  where ${condition} order by p.name, p.retailer_id`

const toRow = (raw: RawRow): ProductRow => ({
  product: JSON.parse(raw.facts) as StoredProduct,
  problems: JSON.parse(raw.problems) as Product['problems'],
  isHidden: raw.isHidden === 1,
  timesSent: raw.timesSent ?? 0,
  timesOrdered: raw.timesOrdered ?? 0,
})

/** One product by the shop's own code, also one that only waits here. */
export function productRow(db: ReadHandle, retailerId: string): ProductRow | undefined {
  const raw = db.get<RawRow>(rowsWhere(sql`p.retailer_id = ${retailerId}`))
  return raw === undefined ? undefined : toRow(raw)
}

/** Several, by name. */
export const productRows = (db: ReadHandle, retailerIds: readonly string[]): ProductRow[] =>
  db.all<RawRow>(rowsWhere(sql`p.retailer_id in ${inList(retailerIds)}`)).map(toRow)

/** Codes of all products that Meta knows. */
export const knownCodes = (db: ReadHandle): string[] =>
  db
    .all<{ retailerId: string }>(sql`select retailer_id as retailerId from product where product_id <> ''`)
    .map(({ retailerId }) => retailerId)

/** What is compared to tell whether Meta changed a product, by code; only of those that Meta knows. */
export const storedFacts = (db: ReadHandle, retailerIds: readonly string[]): Map<string, string> =>
  new Map(
    db
      .all<{ retailerId: string; facts: string }>(
        sql`select retailer_id as retailerId, facts from product where retailer_id in ${inList(retailerIds)} and product_id <> ''`,
      )
      .map(({ retailerId, facts }) => [retailerId, facts]),
  )

/** The shorter side of the picture that Meta's address gave; only while it is the product's address still. */
export function pictureSide(db: ReadHandle, { retailerId, imageUrl }: StoredProduct): number | null {
  const row = db.get<{ side: number | null }>(
    sql`select min(width, height) as side from product_picture
        where retailer_id = ${retailerId} and source = 'meta' and image_url = ${imageUrl}`,
  )
  return row?.side ?? null
}

/** How a product is written: as of when it was read, and how large its picture is. */
export type Reading = { readonly readAt: number; readonly shorterSide: number | null }

/** Writes what was read, unless something newer is there already (read after this reading began). */
export function writeProduct(db: WriteHandle, product: StoredProduct, { readAt, shorterSide }: Reading): void {
  const problems = problemsOf(product, shorterSide)
  const blocks = problems.some((problem) => problem.blocks) ? 1 : 0
  db.run(sql`
    insert into product (retailer_id, product_id, name, search, is_buyable, blocks, has_problem, read_at, problems, facts)
    values (${product.retailerId}, ${product.productId}, ${product.name}, ${searchText(product)}, ${isBuyable(product.availability) ? 1 : 0},
      ${blocks}, ${problems.length > 0 ? 1 : 0}, ${readAt}, ${JSON.stringify(problems)}, ${JSON.stringify(product)})
    on conflict (retailer_id) do update set
      product_id = excluded.product_id, name = excluded.name, search = excluded.search, is_buyable = excluded.is_buyable,
      blocks = excluded.blocks, has_problem = excluded.has_problem, read_at = excluded.read_at, problems = excluded.problems,
      facts = excluded.facts
    where product.read_at <= excluded.read_at or product.product_id = ''`)
}

const searchText = ({ name, retailerId }: StoredProduct): string => foldForSearch(`${name} ${retailerId}`)

/** Works out anew what is wrong with a product, e.g. because its picture was measured. */
export function refreshProblems(db: WriteHandle, retailerId: string): void {
  const row = productRow(db, retailerId)
  const at = db.get<{ readAt: number }>(sql`select read_at as readAt from product where retailer_id = ${retailerId}`)
  if (row === undefined || at === undefined) return
  writeProduct(db, row.product, { readAt: at.readAt, shorterSide: pictureSide(db, row.product) })
}

/** Takes products away, with their pictures; not those that were read after `readAt`. */
export function removeProducts(db: WriteHandle, retailerIds: readonly string[], readAt: number): void {
  db.run(sql`delete from product where retailer_id in ${inList(retailerIds)} and read_at <= ${readAt}`)
  db.run(
    sql`delete from product_picture where retailer_id in ${inList(retailerIds)} and retailer_id not in (select retailer_id from product)`,
  )
}

/** Leaves a product out of the pickers here, or shows it again. */
export const writeHidden = (db: WriteHandle, retailerId: string, isHidden: boolean) =>
  db.run(sql`
    insert into product_note (retailer_id, is_hidden) values (${retailerId}, ${isHidden ? 1 : 0})
    on conflict (retailer_id) do update set is_hidden = excluded.is_hidden`)

/** Counts that products were sent from here. */
export function noteSent(db: WriteHandle, retailerIds: readonly string[]): void {
  for (const retailerId of new Set(retailerIds))
    db.run(sql`
      insert into product_note (retailer_id, times_sent) values (${retailerId}, 1)
      on conflict (retailer_id) do update set times_sent = times_sent + 1`)
}

/** Counts that an order held these products, once each however many pieces. */
export function noteOrdered(db: WriteHandle, retailerIds: readonly string[]): void {
  for (const retailerId of new Set(retailerIds))
    db.run(sql`
      insert into product_note (retailer_id, times_ordered) values (${retailerId}, 1)
      on conflict (retailer_id) do update set times_ordered = times_ordered + 1`)
}
