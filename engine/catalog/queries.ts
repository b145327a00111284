import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { problemOf, type Product, type StoredProduct } from './rules.ts'

type ProductRow = StoredProduct & { readonly thumbnail: Uint8Array | null; readonly thumbnailType: string | null }

const columns = sql`
  retailer_id as retailerId, product_id as productId, name, description, price, currency, availability, image_url as imageUrl, review_status as reviewStatus`

/** One product by the shop's own code, with its picture when it was fetched. */
export function findProduct(db: ReadHandle, retailerId: string): Product | undefined {
  const row = db.get<ProductRow>(
    sql`select ${columns}, thumbnail, thumbnail_type as thumbnailType from product where retailer_id = ${retailerId}`,
  )
  return row === undefined ? undefined : toProduct(row, true)
}

/** Products by name; pictures are left out once `pictureBytes` of them were given. */
export function listProducts(db: ReadHandle, pictureBytes: number): Product[] {
  let left = pictureBytes
  return db
    .all<ProductRow>(sql`select ${columns}, thumbnail, thumbnail_type as thumbnailType from product order by name, retailer_id`)
    .map((row) => {
      left -= row.thumbnail?.byteLength ?? 0
      return toProduct(row, left >= 0)
    })
}

function toProduct(row: ProductRow, withPicture: boolean): Product {
  const { thumbnail, thumbnailType, reviewStatus, ...facts } = row
  const picture = withPicture && thumbnail !== null ? `data:${thumbnailType};base64,${Buffer.from(thumbnail).toString('base64')}` : null
  return { ...facts, thumbnail: picture, problem: problemOf({ ...facts, reviewStatus }) }
}

/** What is compared to tell whether Meta changed a product. */
export const storedFacts = (db: ReadHandle): Map<string, string> =>
  new Map(db.all<StoredProduct>(sql`select ${columns} from product`).map((row) => [row.retailerId, JSON.stringify(row)]))

/** Writes what was read; a picture stays while its address does. Products that are gone are removed. */
export function replaceProducts(db: WriteHandle, products: readonly StoredProduct[], at: number): void {
  db.run(
    sql`delete from product where retailer_id not in (select value from json_each(${JSON.stringify(products.map((one) => one.retailerId))}))`,
  )
  for (const one of products) {
    db.run(sql`
      insert into product (retailer_id, product_id, name, description, price, currency, availability, image_url, review_status, synced_at)
      values (${one.retailerId}, ${one.productId}, ${one.name}, ${one.description}, ${one.price}, ${one.currency}, ${one.availability},
        ${one.imageUrl}, ${one.reviewStatus}, ${at})
      on conflict (retailer_id) do update set
        thumbnail = case when image_url is excluded.image_url then thumbnail end,
        thumbnail_type = case when image_url is excluded.image_url then thumbnail_type end,
        product_id = excluded.product_id, name = excluded.name, description = excluded.description, price = excluded.price,
        currency = excluded.currency, availability = excluded.availability, image_url = excluded.image_url,
        review_status = excluded.review_status, synced_at = excluded.synced_at`)
  }
}

/** Products whose picture was not fetched yet. */
export const withoutPicture = (db: ReadHandle): { readonly retailerId: string; readonly imageUrl: string }[] =>
  db.all(
    sql`select retailer_id as retailerId, image_url as imageUrl from product where image_url is not null and thumbnail is null order by name`,
  )

/** Keeps a picture, unless the product got another one meanwhile. */
export const savePicture = (
  db: WriteHandle,
  product: { readonly retailerId: string; readonly imageUrl: string },
  picture: { readonly bytes: Uint8Array; readonly type: string },
) =>
  db.run(sql`
    update product set thumbnail = ${picture.bytes}, thumbnail_type = ${picture.type}
    where retailer_id = ${product.retailerId} and image_url = ${product.imageUrl}`)

/** Which catalog was read and when; null before the first reading. */
export function lastSync(db: ReadHandle): { readonly catalogId: string; readonly at: number } | null {
  const row = db.get<{ value: string }>(sql`select value from setting where name = 'catalog.synced'`)
  return row === undefined ? null : (JSON.parse(row.value) as { catalogId: string; at: number })
}

/** Notes which catalog was read and when. */
export const saveSync = (db: WriteHandle, catalogId: string, at: number) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values ('catalog.synced', ${JSON.stringify({ catalogId, at })}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
