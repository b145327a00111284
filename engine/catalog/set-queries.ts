import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type ProductSet = CallOutput<'catalog.list'>['sets'][number]
export type SetWithMembers = ProductSet & { readonly retailerIds: readonly string[] }

/** All sets, by name. */
export const listSets = (db: ReadHandle): ProductSet[] =>
  db
    .all<Omit<ProductSet, 'isEditable'> & { isEditable: number }>(
      sql`select set_id as setId, name, count, is_editable as isEditable from product_set order by name, set_id`,
    )
    .map((row) => ({ ...row, isEditable: row.isEditable === 1 }))

/** One set. */
export const findSet = (db: ReadHandle, setId: string): ProductSet | undefined => listSets(db).find((set) => set.setId === setId)

/** The sets that hold a product. */
export const setsOf = (db: ReadHandle, retailerId: string): string[] =>
  db
    .all<{ setId: string }>(sql`select set_id as setId from product_set_member where retailer_id = ${retailerId} order by set_id`)
    .map(({ setId }) => setId)

/** Keeps a set with its products, in the place of what was known of it. */
export function writeSet(db: WriteHandle, set: SetWithMembers): void {
  db.run(sql`
    insert into product_set (set_id, name, count, is_editable) values (${set.setId}, ${set.name}, ${set.count}, ${set.isEditable ? 1 : 0})
    on conflict (set_id) do update set name = excluded.name, count = excluded.count, is_editable = excluded.is_editable`)
  db.run(sql`delete from product_set_member where set_id = ${set.setId}`)
  db.run(sql`
    insert or ignore into product_set_member (set_id, retailer_id) select ${set.setId}, value from json_each(${JSON.stringify(set.retailerIds)})`)
}

/** Forgets a set; the products stay. */
export const removeSet = (db: WriteHandle, setId: string) => db.run(sql`delete from product_set where set_id = ${setId}`)

/** Keeps exactly these sets. */
export function replaceSets(db: WriteHandle, sets: readonly SetWithMembers[]): void {
  db.run(sql`delete from product_set where set_id not in (select value from json_each(${JSON.stringify(sets.map(({ setId }) => setId))}))`)
  for (const set of sets) writeSet(db, set)
}
