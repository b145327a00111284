import { inList, sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

/** A picture as it is kept; without bytes when it is too large to show in lists. */
export type KeptPicture = {
  readonly bytes: Uint8Array | null
  readonly sizeBytes: number
  readonly type: string
  readonly width: number | null
  readonly height: number | null
}

export type Wanted = { readonly retailerId: string; readonly imageUrl: string }

const LOOKED_AT_ONCE = 500

/**
 * Products whose picture was not fetched yet, or has another address since, out of the next few after a code.
 * @returns `last` is where to go on; null at the end
 */
export function withoutPicture(db: ReadHandle, after: string): { readonly wanted: Wanted[]; readonly last: string | null } {
  const rows = db.all<{ retailerId: string; imageUrl: string | null; isKept: number }>(sql`
    select p.retailer_id as retailerId, p.facts ->> '$.imageUrl' as imageUrl,
      i.image_url is not null and i.image_url = p.facts ->> '$.imageUrl' as isKept
    from product p left join product_picture i on i.retailer_id = p.retailer_id and i.source = 'meta'
    where p.retailer_id > ${after} and p.product_id <> '' order by p.retailer_id limit ${LOOKED_AT_ONCE}`)
  const wanted = rows.flatMap(({ retailerId, imageUrl, isKept }) => (imageUrl === null || isKept === 1 ? [] : [{ retailerId, imageUrl }]))
  return { wanted, last: rows.length < LOOKED_AT_ONCE ? null : (rows.at(-1)?.retailerId ?? null) }
}

/** All bytes of pictures together. */
export const pictureBytes = (db: ReadHandle): number =>
  db.get<{ total: number }>(sql`select coalesce(sum(size_bytes), 0) as total from product_picture where source = 'meta'`)?.total ?? 0

/** Keeps a picture in the place of the one before. */
export const savePicture = (db: WriteHandle, source: 'meta' | 'own', { picture, ...of }: Wanted & { picture: KeptPicture; at: number }) =>
  db.run(sql`
    insert into product_picture (retailer_id, source, image_url, mime_type, width, height, size_bytes, at, bytes)
    values (${of.retailerId}, ${source}, ${of.imageUrl}, ${picture.type}, ${picture.width}, ${picture.height},
      ${picture.bytes === null ? 0 : picture.sizeBytes}, ${of.at}, ${picture.bytes})
    on conflict (retailer_id, source) do update set
      image_url = excluded.image_url, mime_type = excluded.mime_type, width = excluded.width, height = excluded.height,
      size_bytes = excluded.size_bytes, at = excluded.at, bytes = excluded.bytes`)

/** Whether the product's picture is still wanted from that address. */
export const wantsPicture = (db: ReadHandle, { retailerId, imageUrl }: Wanted): boolean =>
  db.get(sql`select 1 from product where retailer_id = ${retailerId} and facts ->> '$.imageUrl' = ${imageUrl}`) !== undefined

/** Forgets the shop's own photo of a product where Meta has one. */
export const removeOwnPhotos = (db: WriteHandle, retailerIds: readonly string[]) =>
  db.run(sql`
    delete from product_picture where source = 'own' and retailer_id in ${inList(retailerIds)}
      and retailer_id in (select retailer_id from product_picture where source = 'meta' and bytes is not null)`)

/**
 * Pictures of products as data URLs, by code: the shop's own photo where a change waits or Meta has none, else Meta's, as
 * long as it comes from the product's address. Left out once `mostBytes` of them were given.
 */
export function thumbnails(
  db: ReadHandle,
  wanted: readonly { readonly retailerId: string; readonly imageUrl: string | null; readonly hasDraft: boolean }[],
  mostBytes: number,
): Map<string, string> {
  const sizes = db.all<{ retailerId: string; source: 'meta' | 'own'; imageUrl: string; size: number }>(
    sql`select retailer_id as retailerId, source, image_url as imageUrl, size_bytes as size from product_picture
        where retailer_id in ${inList(wanted.map(({ retailerId }) => retailerId))} and size_bytes > 0`,
  )
  const found = new Map<string, string>()
  let left = mostBytes
  for (const one of wanted) {
    const own = sizes.find(({ retailerId, source }) => retailerId === one.retailerId && source === 'own')
    const metas = sizes.find((row) => row.retailerId === one.retailerId && row.source === 'meta' && row.imageUrl === one.imageUrl)
    const picture = one.hasDraft ? (own ?? metas) : (metas ?? own)
    if (picture === undefined) continue
    left -= picture.size
    if (left < 0) break
    const url = dataUrl(db, picture)
    if (url !== null) found.set(one.retailerId, url)
  }
  return found
}

function dataUrl(db: ReadHandle, { retailerId, source }: { readonly retailerId: string; readonly source: string }): string | null {
  const row = db.get<{ type: string; bytes: Uint8Array | null }>(
    sql`select mime_type as type, bytes from product_picture where retailer_id = ${retailerId} and source = ${source}`,
  )
  return row === undefined || row.bytes === null ? null : `data:${row.type};base64,${Buffer.from(row.bytes).toString('base64')}`
}
