import { sql, type WriteHandle } from '../store/index.ts'
import type { CustomerRef } from './facts.ts'
import { doubt, isBare, join, type Mover } from './identity-join.ts'
import {
  byNumber,
  byParentId,
  byUserId,
  formerOwner,
  holdersOf,
  isSameNumber,
  lostKeys,
  noteFormer,
  writeKeys,
  type Identity,
  type Keys,
} from './identity-keys.ts'
import { reindex } from './queries.ts'

/** WhatsApp says that a person's keys changed; time in ms. */
export type KeyChange = { readonly before: Keys; readonly now: Keys; readonly at: number }

/**
 * What came of a change. `other` is a second record that may be the same person, when it was newly noted as such.
 * `customer` is null when the change told nothing new.
 */
export type Followed = { readonly customer: CustomerRef | null; readonly other: CustomerRef | null }

const nothing: Followed = { customer: null, other: null }

/**
 * Gives the new keys to whoever had the old ones. Who wrote under a new key already stands as a newer record: it is joined
 * when it holds nothing but that conversation. A record that is more keeps its keys; the number that is no longer the
 * person's is taken from the old one, and both are noted as perhaps the same. Unknown old keys, and the same change again,
 * do nothing.
 * @source reference part 12.1
 */
export function followChange(db: WriteHandle, change: KeyChange, movers: readonly Mover[]): Followed {
  const { before, now, at } = change
  if (formerOwner(db, before, at) !== undefined) return nothing
  const owner = ownerOfOld(db, before)
  if (owner === undefined) return nothing
  const others = holdersOf(db, now).filter((holder) => holder.customerSeq !== owner.customerSeq)
  const strangers = others.filter((other) => other.customerSeq < owner.customerSeq || !isBare(db, other.customerSeq))
  for (const from of others) if (!strangers.includes(from)) join(db, { from, to: owner, movers })
  const keys = strangers.length === 0 ? keysAfter(owner, change) : keysBesideStranger(owner, change)
  const doubted = strangers.filter((other) => doubt(db, owner.customerSeq, { otherSeq: other.customerSeq, at }))
  const isUnchanged = isSame(owner, keys) && others.length === strangers.length && doubted.length === 0
  if (isUnchanged) return nothing
  noteFormer(db, owner.customerSeq, { keys: lostKeys(owner, keys), at })
  writeKeys(db, owner, { keys, at })
  db.run(sql`update customer set changed_at = max(changed_at, ${at}) where seq = ${owner.customerSeq}`)
  reindex(db, owner.customerSeq)
  return { customer: ref(owner), other: doubted[0] === undefined ? null : ref(doubted[0]) }
}

const ref = ({ customerSeq, customerId }: Identity): CustomerRef => ({ customerSeq, customerId })

/** By id first: a number may have gone to somebody else, who then has another id. */
function ownerOfOld(db: WriteHandle, before: Keys): Identity | undefined {
  const identified = byUserId(db, before.userId) ?? byParentId(db, before.parentUserId)
  if (identified !== undefined) return identified
  const numbered = byNumber(db, before.phone)
  const isSomebodyElse = numbered !== undefined && numbered.userId !== null && before.userId !== null && numbered.userId !== before.userId
  return isSomebodyElse ? undefined : numbered
}

function keysAfter(owner: Identity, { now }: KeyChange): Keys {
  return {
    phone: now.phone ?? owner.phone,
    userId: now.userId ?? owner.userId,
    parentUserId: now.parentUserId ?? owner.parentUserId,
  }
}

/** The new keys stay with whoever has them; only the number that is no longer the person's goes. */
function keysBesideStranger(owner: Identity, { before, now }: KeyChange): Keys {
  const isStale = now.phone !== null && owner.phone !== null && isSameNumber(owner.phone, before.phone)
  return { ...owner, phone: isStale ? null : owner.phone }
}

const isSame = (one: Keys, other: Keys): boolean =>
  one.phone === other.phone && one.userId === other.userId && one.parentUserId === other.parentUserId
