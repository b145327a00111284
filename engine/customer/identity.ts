import type { CustomerId } from '#contract/kernel/values.ts'
import { newId, type Random } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Customer } from './face.ts'
import type { CustomerRef, Stranger } from './facts.ts'
import { bookName } from './identity-book.ts'
import { copyRefusals, doubt, isBare, join, type Mover } from './identity-join.ts'
import {
  byNumber,
  bySeq,
  formerOwner,
  holdersOf,
  isSameNumber,
  lostKeys,
  mergedHolder,
  noteFormer,
  writeKeys,
  type Identity,
  type Keys,
} from './identity-keys.ts'
import { normaliseNumber, samePersonKey } from './phone-number.ts'
import { reindex } from './queries.ts'

/** Finds the person of a number in E.164 form in any of its spellings. */
export function findByNumber(db: ReadHandle, phone: string): CustomerRef | undefined {
  const found = byNumber(db, phone) ?? mergedHolder(db, { phone, userId: null, parentUserId: null })
  return found === undefined ? undefined : { customerSeq: found.customerSeq, customerId: found.customerId }
}

/** Finds by id. */
export function findById(db: ReadHandle, customerId: string): CustomerRef | undefined {
  return db.get<CustomerRef>(sql`select seq as customerSeq, customer_id as customerId from customer where customer_id = ${customerId}`)
}

type Recognising = { readonly random: Random; readonly movers: readonly Mover[] }
type Recognised = ReturnType<Customer['recognise']>

/**
 * Finds or adds whoever wrote, by number, id or group id; what was unknown is learned, what the shop wrote is never
 * overwritten. A late message under a key that has changed since belongs to who had it then.
 */
export function recognise(db: WriteHandle, stranger: Stranger, { random, movers }: Recognising): Recognised {
  const keys = keysOf(stranger)
  const found = holdersOf(db, keys)[0] ?? mergedHolder(db, keys)
  if (found !== undefined) {
    learn(db, found, { stranger, keys, movers })
    const isOtherId = found.userId !== null && keys.userId !== null && found.userId !== keys.userId
    return { customerSeq: found.customerSeq, customerId: found.customerId, isNew: false, isOtherId }
  }
  const former = formerOwner(db, keys, stranger.at)
  return former === undefined
    ? add(db, stranger, { keys, random })
    : { customerSeq: former.customerSeq, customerId: former.customerId, isNew: false, isOtherId: false }
}

/** Keeps what Meta's answer to a send says about the number. */
export function learnIdentity(
  db: WriteHandle,
  customerSeq: number,
  known: { readonly waId: string | null; readonly userId: string | null; readonly movers: readonly Mover[] },
): void {
  // One statement that mostly changes nothing: this runs for every message of every broadcast.
  if (known.waId !== null)
    db.run(sql`
      update customer set wa_id = ${known.waId}
      where seq = ${customerSeq} and wa_id is not ${known.waId} and phone is not ${`+${known.waId}`}`)
  const found = known.userId === null ? undefined : bySeq(db, customerSeq)
  if (found === undefined) return
  takeIds(db, found, { keys: { phone: null, userId: known.userId, parentUserId: null }, at: 0, movers: known.movers })
}

type Known = Keys & { readonly username: string | null; readonly at: number }

/** Keeps the ids of a number that is a customer's; nobody is added for it, and no number is learned: it may be one of before. */
export function learnKnown(db: WriteHandle, known: Known, movers: readonly Mover[]): void {
  const found = byNumber(db, known.phone)
  if (found === undefined) return
  const stranger = { ...known, profileName: null }
  learn(db, found, { stranger, keys: keysOf(known), movers })
}

const keysOf = ({ phone, userId, parentUserId = null }: Pick<Stranger, 'phone' | 'userId' | 'parentUserId'>): Keys => ({
  phone,
  userId,
  parentUserId,
})

function add(db: WriteHandle, stranger: Stranger, { keys, random }: { readonly keys: Keys; readonly random: Random }): Recognised {
  const customerId = newId('cus', random, stranger.at) as CustomerId
  const name = bookName(db, stranger.phone) ?? stranger.profileName ?? ''
  const { lastRowId } = db.run(sql`
    insert into customer (customer_id, phone, same_person_key, user_id, parent_user_id, username, name, country, created_at, changed_at)
    values (${customerId}, ${keys.phone}, ${keys.phone === null ? null : samePersonKey(keys.phone)}, ${keys.userId}, ${keys.parentUserId},
      ${stranger.username}, ${name}, ${countryOf(stranger)}, ${stranger.at}, ${stranger.at})`)
  reindex(db, lastRowId)
  return { customerSeq: lastRowId, customerId, isNew: true, isOtherId: false }
}

/** A user id begins with the country that Meta filed the person under; a number tells it too. */
function countryOf(stranger: Pick<Stranger, 'phone' | 'userId'>): string | null {
  if (stranger.phone === null) return stranger.userId?.slice(0, 2) ?? null
  const read = normaliseNumber(stranger.phone, '')
  return read.ok ? read.value.country : null
}

type Learning = { readonly stranger: Stranger; readonly keys: Keys; readonly movers: readonly Mover[] }

function learn(db: WriteHandle, found: Identity, { stranger, keys, movers }: Learning): void {
  takeIds(db, found, { keys, at: stranger.at, movers })
  const phone = phoneAfter(found, stranger)
  const name = found.name === '' ? (bookName(db, stranger.phone) ?? stranger.profileName ?? '') : found.name
  const username = stranger.username ?? found.username
  const isMoved = !isSameNumber(phone, found.phone)
  if (!isMoved && name === found.name && username === found.username) return
  if (isMoved) {
    noteFormer(db, found.customerSeq, { keys: { phone: found.phone, userId: null, parentUserId: null }, at: stranger.at })
    writeKeys(db, found, { keys: { ...(bySeq(db, found.customerSeq) ?? found), phone }, at: stranger.at })
  }
  db.run(sql`
    update customer set name = ${name}, username = ${username}, country = coalesce(country, ${countryOf(stranger)}), changed_at = ${stranger.at}
    where seq = ${found.customerSeq}`)
  reindex(db, found.customerSeq)
}

/** Whoever was found by an id and writes from another number now has that number; an older message that comes late proves nothing. */
function phoneAfter(found: Identity, { phone, at }: Stranger): string | null {
  if (found.phone === null || phone === null || isSameNumber(found.phone, phone)) return found.phone ?? phone
  return at > (found.lastInboundAt ?? 0) ? phone : found.phone
}

type Taking = { readonly keys: Keys; readonly at: number; readonly movers: readonly Mover[] }

/**
 * Ties ids to a customer. Whoever else had one is the same person: joined when that record holds nothing but a
 * conversation. Otherwise the id moves, so that nobody is written to twice, a refusal of the other one counts here too,
 * and both are noted as perhaps the same.
 */
function takeIds(db: WriteHandle, to: Identity, { keys, at, movers }: Taking): void {
  const userId = keys.userId ?? to.userId
  const parentUserId = keys.parentUserId ?? to.parentUserId
  if (userId === to.userId && parentUserId === to.parentUserId) return
  for (const other of holdersOf(db, { ...keys, phone: null })) {
    if (other.customerSeq === to.customerSeq) continue
    if (other.phone === null && isBare(db, other.customerSeq)) join(db, { from: other, to, movers })
    else takeFrom(db, other, { to: to.customerSeq, userId, parentUserId, at })
  }
  db.run(sql`update customer set user_id = ${userId}, parent_user_id = ${parentUserId} where seq = ${to.customerSeq}`)
  noteFormer(db, to.customerSeq, { keys: lostKeys(to, { phone: to.phone, userId, parentUserId }), at })
}

type TakenIds = Pick<Keys, 'userId' | 'parentUserId'> & { readonly to: number; readonly at: number }

function takeFrom(db: WriteHandle, other: Identity, { to, userId, parentUserId, at }: TakenIds): void {
  copyRefusals(db, { from: other.customerSeq, to })
  db.run(sql`
    update customer set user_id = nullif(user_id, ${userId}), parent_user_id = nullif(parent_user_id, ${parentUserId})
    where seq = ${other.customerSeq}`)
  doubt(db, to, { otherSeq: other.customerSeq, at })
}
