import type { CustomerId } from '#contract/kernel/values.ts'
import { newId, type Random } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { addConsent } from './consent.ts'
import type { CustomerRef, Stranger } from './face.ts'
import { normaliseNumber, samePersonKey } from './phone-number.ts'
import { reindex } from './queries.ts'

type Identity = CustomerRef & {
  readonly phone: string | null
  readonly userId: string | null
  readonly username: string | null
  readonly name: string
  readonly offers: 'yes' | 'no' | 'stopped' | 'unknown'
}

const columns = sql`seq as customerSeq, customer_id as customerId, phone, user_id as userId, username, name, offers`

const byUserId = (db: ReadHandle, userId: string) => db.get<Identity>(sql`select ${columns} from customer where user_id = ${userId}`)
const byNumber = (db: ReadHandle, phone: string) =>
  db.get<Identity>(sql`select ${columns} from customer where same_person_key = ${samePersonKey(phone)}`)
const bySeq = (db: ReadHandle, customerSeq: number) => db.get<Identity>(sql`select ${columns} from customer where seq = ${customerSeq}`)

/** Finds the person of a number in E.164 form in any of its spellings. */
export function findByNumber(db: ReadHandle, phone: string): CustomerRef | undefined {
  const found = byNumber(db, phone)
  return found === undefined ? undefined : { customerSeq: found.customerSeq, customerId: found.customerId }
}

/** Finds by id. */
export function findById(db: ReadHandle, customerId: string): CustomerRef | undefined {
  return db.get<CustomerRef>(sql`select seq as customerSeq, customer_id as customerId from customer where customer_id = ${customerId}`)
}

/** Finds or adds whoever wrote; what was unknown is learned, what the shop wrote is never overwritten. */
export function recognise(db: WriteHandle, stranger: Stranger, random: Random): CustomerRef & { readonly isNew: boolean } {
  const numbered = stranger.phone === null ? undefined : byNumber(db, stranger.phone)
  const identified = stranger.userId === null ? undefined : byUserId(db, stranger.userId)
  const found = numbered ?? identified
  if (found === undefined) return add(db, stranger, random)
  learn(db, found, stranger)
  return { customerSeq: found.customerSeq, customerId: found.customerId, isNew: false }
}

/** Keeps what Meta's answer to a send says about the number. */
export function learnIdentity(
  db: WriteHandle,
  customerSeq: number,
  known: { readonly waId: string | null; readonly userId: string | null },
): void {
  const found = bySeq(db, customerSeq)
  if (found === undefined) return
  if (known.waId !== null && `+${known.waId}` !== found.phone)
    db.run(sql`update customer set wa_id = ${known.waId} where seq = ${customerSeq}`)
  if (known.userId !== null && found.userId !== known.userId) takeUserId(db, found, known.userId)
}

function add(db: WriteHandle, stranger: Stranger, random: Random): CustomerRef & { readonly isNew: boolean } {
  const customerId = newId('cus', random, stranger.at) as CustomerId
  const { lastRowId } = db.run(sql`
    insert into customer (customer_id, phone, same_person_key, user_id, username, name, country, created_at, changed_at)
    values (${customerId}, ${stranger.phone}, ${stranger.phone === null ? null : samePersonKey(stranger.phone)}, ${stranger.userId},
      ${stranger.username}, ${stranger.profileName ?? ''}, ${countryOf(stranger)}, ${stranger.at}, ${stranger.at})`)
  reindex(db, lastRowId)
  return { customerSeq: lastRowId, customerId, isNew: true }
}

/** A user id begins with the country that Meta filed the person under; a number tells it too. */
function countryOf(stranger: Stranger): string | null {
  if (stranger.phone === null) return stranger.userId?.slice(0, 2) ?? null
  const read = normaliseNumber(stranger.phone, '')
  return read.ok ? read.value.country : null
}

function learn(db: WriteHandle, found: Identity, stranger: Stranger): void {
  if (stranger.userId !== null && found.userId !== stranger.userId) takeUserId(db, found, stranger.userId)
  const { name, username, phone } = learned(found, stranger)
  if (name === found.name && username === found.username && phone === found.phone) return
  db.run(sql`
    update customer set name = ${name}, username = ${username}, phone = ${phone},
      same_person_key = ${phone === null ? null : samePersonKey(phone)}, country = coalesce(country, ${countryOf(stranger)}),
      changed_at = ${stranger.at}
    where seq = ${found.customerSeq}`)
  reindex(db, found.customerSeq)
}

/** A name that the shop wrote stays; an @name is the person's own and follows them. */
function learned(found: Identity, stranger: Stranger): Pick<Identity, 'name' | 'username' | 'phone'> {
  return {
    name: found.name === '' ? (stranger.profileName ?? '') : found.name,
    username: stranger.username ?? found.username,
    phone: found.phone ?? stranger.phone,
  }
}

/**
 * Ties a user id to a customer. When somebody without a number had it, both are the same person: the id moves to the one
 * with the number, so that nobody is written to twice, and a refusal of the other one counts here too.
 */
function takeUserId(db: WriteHandle, to: Identity, userId: string): void {
  const other = byUserId(db, userId)
  if (other !== undefined && other.customerSeq !== to.customerSeq) {
    db.run(sql`update customer set user_id = null where seq = ${other.customerSeq}`)
    copyRefusals(db, other.customerSeq, to.customerSeq)
  }
  db.run(sql`update customer set user_id = ${userId} where seq = ${to.customerSeq}`)
}

type Refusal = {
  readonly at: number
  readonly source: 'whatsapp-preference' | 'chat' | 'other'
  readonly detail: string
  readonly recordedAt: number
  readonly recordedBy: string
}

function copyRefusals(db: WriteHandle, from: number, to: number): void {
  const refusals = db.all<Refusal>(sql`
    select at, source, detail, recorded_at as recordedAt, recorded_by as recordedBy
    from consent_event where customer_seq = ${from} and purpose = 'offers' and decision = 'no' order by at, seq`)
  for (const refusal of refusals) addConsent(db, to, { ...refusal, purpose: 'offers', decision: 'no', wording: '', importId: null })
}
