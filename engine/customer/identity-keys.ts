import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { CustomerRef } from './facts.ts'
import { samePersonKey } from './phone-number.ts'

/** What WhatsApp may call a person by: number (E.164), id for this shop, id for a group of shops. @source reference part 12.1 */
export type Keys = { readonly phone: string | null; readonly userId: string | null; readonly parentUserId: string | null }

/** A customer's row as far as it says who it is. */
export type Identity = CustomerRef &
  Keys & {
    readonly username: string | null
    readonly name: string
    readonly lastInboundAt: number | null
  }

const columns = sql`
  seq as customerSeq, customer_id as customerId, phone, user_id as userId, parent_user_id as parentUserId, username, name,
  last_inbound_at as lastInboundAt`

export const bySeq = (db: ReadHandle, customerSeq: number): Identity | undefined =>
  db.get<Identity>(sql`select ${columns} from customer where seq = ${customerSeq}`)

export const byUserId = (db: ReadHandle, userId: string | null): Identity | undefined =>
  userId === null ? undefined : db.get<Identity>(sql`select ${columns} from customer where user_id = ${userId}`)

export const byParentId = (db: ReadHandle, parentUserId: string | null): Identity | undefined =>
  parentUserId === null ? undefined : db.get<Identity>(sql`select ${columns} from customer where parent_user_id = ${parentUserId}`)

/** By number in any of its spellings. */
export const byNumber = (db: ReadHandle, phone: string | null): Identity | undefined =>
  phone === null ? undefined : db.get<Identity>(sql`select ${columns} from customer where same_person_key = ${samePersonKey(phone)}`)

/** Everybody who has one of the keys now, each once; the holder of the number first. */
export function holdersOf(db: ReadHandle, keys: Keys): Identity[] {
  const found = [byNumber(db, keys.phone), byUserId(db, keys.userId), byParentId(db, keys.parentUserId)]
  const bySeqOf = new Map(found.filter((one) => one !== undefined).map((one) => [one.customerSeq, one]))
  return [...bySeqOf.values()]
}

/** Whose record one of the keys came to, when two records were made one. */
export function mergedHolder(db: ReadHandle, keys: Keys): Identity | undefined {
  for (const key of formerTexts(keys)) {
    const found = db.get<{ seq: number }>(sql`
      select m.customer_seq as seq from customer_merge_key k join customer_merge m on m.seq = k.merge_seq where k.key = ${key}
      order by m.seq desc limit 1`)
    if (found !== undefined) return bySeq(db, found.seq)
  }
  return undefined
}

/** Numbers and ids that came to this customer when records were made one; numbers in the form that all their spellings share. */
export const joinedIdentities = (db: ReadHandle, customerId: string): { readonly phone: string | null; readonly userId: string | null }[] =>
  db
    .all<{ key: string }>(sql`
      select distinct k.key from customer_merge_key k join customer_merge m on m.seq = k.merge_seq
        join customer c on c.seq = m.customer_seq where c.customer_id = ${customerId}`)
    .map(({ key }) => (key.startsWith('+') ? { phone: key, userId: null } : { phone: null, userId: key }))

export const isSameNumber = (one: string | null, other: string | null): boolean =>
  one === other || (one !== null && other !== null && samePersonKey(one) === samePersonKey(other))

/** The keys that are no longer the customer's. */
export const lostKeys = (before: Keys, after: Keys): Keys => ({
  phone: isSameNumber(before.phone, after.phone) ? null : before.phone,
  userId: before.userId === after.userId ? null : before.userId,
  parentUserId: before.parentUserId === after.parentUserId ? null : before.parentUserId,
})

/** The keys as they stand in former_key: a number by the key that all its spellings share. */
const formerTexts = ({ phone, userId, parentUserId }: Keys): string[] =>
  [phone === null ? null : samePersonKey(phone), userId, parentUserId].filter((key) => key !== null)

/** Who had one of the keys at a time, although nobody or somebody else has it now. */
export function formerOwner(db: ReadHandle, keys: Keys, at: number): Identity | undefined {
  for (const key of formerTexts(keys)) {
    const former = db.get<{ customerSeq: number }>(
      sql`select customer_seq as customerSeq from former_key where key = ${key} and ended_at >= ${at}`,
    )
    if (former !== undefined) return bySeq(db, former.customerSeq)
  }
  return undefined
}

/** Remembers that keys belonged to a customer until a time. */
export function noteFormer(db: WriteHandle, customerSeq: number, ended: { readonly keys: Keys; readonly at: number }): void {
  for (const key of formerTexts(ended.keys))
    db.run(sql`
      insert into former_key (key, customer_seq, ended_at) values (${key}, ${customerSeq}, ${ended.at})
      on conflict (key) do update set customer_seq = excluded.customer_seq, ended_at = excluded.ended_at where excluded.ended_at > ended_at`)
}

/** Writes the keys of a customer; Meta's own spelling of an earlier number no longer holds, but is remembered as one of before. */
export function writeKeys(db: WriteHandle, before: Identity, { keys, at }: { readonly keys: Keys; readonly at: number }): void {
  if (!isSameNumber(before.phone, keys.phone))
    db.run(sql`
      insert into former_key (key, customer_seq, ended_at) select '+' || wa_id, seq, ${at} from customer where seq = ${before.customerSeq} and wa_id is not null
      on conflict (key) do nothing`)
  db.run(sql`
    update customer set phone = ${keys.phone}, same_person_key = ${keys.phone === null ? null : samePersonKey(keys.phone)},
      user_id = ${keys.userId}, parent_user_id = ${keys.parentUserId},
      wa_id = case when ${isSameNumber(before.phone, keys.phone) ? 1 : 0} then wa_id end,
      unusable_at = case when ${isSameNumber(before.phone, keys.phone) ? 1 : 0} then unusable_at end
    where seq = ${before.customerSeq}`)
}
