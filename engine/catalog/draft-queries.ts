import { inList, sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Fields } from './fields.ts'

/** A change that waits here, as it is kept. */
export type DraftRow = {
  readonly retailerId: string
  readonly kind: 'new' | 'changed' | 'removed'
  readonly changedAt: number
  /** `sending`: a request left and what became of it is not known yet. */
  readonly state: 'waiting' | 'sending'
  readonly handle: string | null
  readonly refusedDetail: string | null
  /** The fields as they were when the change began; null for new ones and removals. */
  readonly base: Fields | null
  readonly fields: Fields | null
}

type RawDraft = Omit<DraftRow, 'base' | 'fields'> & { readonly base: string | null; readonly fields: string | null }

const columns = sql`retailer_id as retailerId, kind, changed_at as changedAt, state, handle, refused_detail as refusedDetail, base, fields`
const toDraft = (raw: RawDraft): DraftRow => ({ ...raw, base: parse(raw.base), fields: parse(raw.fields) })
const parse = (text: string | null): Fields | null => (text === null ? null : (JSON.parse(text) as Fields))

/** The change that waits for one product. */
export function findDraft(db: ReadHandle, retailerId: string): DraftRow | undefined {
  const raw = db.get<RawDraft>(sql`select ${columns} from product_draft where retailer_id = ${retailerId}`)
  return raw === undefined ? undefined : toDraft(raw)
}

/** Changes of some products. */
export const listDrafts = (db: ReadHandle, retailerIds: readonly string[]): DraftRow[] =>
  db.all<RawDraft>(sql`select ${columns} from product_draft where retailer_id in ${inList(retailerIds)}`).map(toDraft)

/** Codes of all changes that wait, or of those among some products, in the order in which they were made. */
export function draftCodes(db: ReadHandle, retailerIds?: readonly string[]): string[] {
  const where = retailerIds === undefined ? sql`` : sql`where retailer_id in ${inList(retailerIds)}`
  return db
    .all<{ retailerId: string }>(sql`select retailer_id as retailerId from product_draft ${where} order by changed_at, retailer_id`)
    .map(({ retailerId }) => retailerId)
}

/** Changes of which a request left and nobody knows what became of it. */
export const unsettledDrafts = (db: ReadHandle): DraftRow[] =>
  db.all<RawDraft>(sql`select ${columns} from product_draft where state = 'sending' order by changed_at, retailer_id`).map(toDraft)

/** Keeps a change, in the place of the one before. A request that is on its way stays known, so that nothing is made twice. */
export const saveDraft = (db: WriteHandle, draft: Pick<DraftRow, 'retailerId' | 'kind' | 'changedAt' | 'base' | 'fields'>) =>
  db.run(sql`
    insert into product_draft (retailer_id, kind, changed_at, state, base, fields)
    values (${draft.retailerId}, ${draft.kind}, ${draft.changedAt}, 'waiting', ${text(draft.base)}, ${text(draft.fields)})
    on conflict (retailer_id) do update set
      kind = excluded.kind, changed_at = excluded.changed_at, refused_code = null, refused_detail = null,
      base = excluded.base, fields = excluded.fields`)

const text = (fields: Fields | null): string | null => (fields === null ? null : JSON.stringify(fields))

/** Notes, before a request leaves, that it may arrive. */
export const markSending = (db: WriteHandle, retailerIds: readonly string[]) =>
  db.run(sql`
    update product_draft set state = 'sending', handle = null, refused_code = null, refused_detail = null
    where retailer_id in ${inList(retailerIds)}`)

/** Notes by which name Meta works off these changes. */
export const markHandle = (db: WriteHandle, retailerIds: readonly string[], handle: string) =>
  db.run(sql`update product_draft set handle = ${handle} where retailer_id in ${inList(retailerIds)} and state = 'sending'`)

/** Puts changes back that surely did not happen. */
export const markWaiting = (db: WriteHandle, retailerIds: readonly string[]) =>
  db.run(sql`update product_draft set state = 'waiting', handle = null where retailer_id in ${inList(retailerIds)}`)

/** Puts a change back with Meta's reason. */
export const markRefused = (db: WriteHandle, refused: { readonly retailerId: string; readonly code: string; readonly detail: string }) =>
  db.run(sql`
    update product_draft set state = 'waiting', handle = null, refused_code = ${refused.code}, refused_detail = ${refused.detail}
    where retailer_id = ${refused.retailerId}`)

/** Forgets a change that was sent, unless it was changed again meanwhile. */
export const removeSent = (db: WriteHandle, { retailerId, changedAt }: Pick<DraftRow, 'retailerId' | 'changedAt'>) =>
  db.run(sql`delete from product_draft where retailer_id = ${retailerId} and changed_at = ${changedAt}`)

/** Forgets changes; new products that Meta does not know go with them. */
export function removeDrafts(db: WriteHandle, retailerIds: readonly string[]): void {
  db.run(sql`delete from product_draft where retailer_id in ${inList(retailerIds)}`)
  db.run(sql`delete from product where retailer_id in ${inList(retailerIds)} and product_id = ''`)
  db.run(sql`
    delete from product_picture where retailer_id in ${inList(retailerIds)} and retailer_id not in (select retailer_id from product)`)
}
