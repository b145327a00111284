import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Person } from './face.ts'

/** What is kept of somebody's access. */
export type Access = {
  readonly staffSeq: number
  readonly accessId: string
  readonly password: string | null
  readonly mustChange: number
  readonly totpSecret: string | null
  readonly totpStep: number | null
  readonly lastSignInAt: number | null
}

const columns = sql`
  staff_seq as staffSeq, access_id as accessId, password, must_change as mustChange, totp_secret as totpSecret, totp_step as totpStep,
  last_sign_in_at as lastSignInAt`

export const accessOf = (db: ReadHandle, staffSeq: number): Access | undefined =>
  db.get<Access>(sql`select ${columns} from staff_access where staff_seq = ${staffSeq}`)

/** The lock is there once the owner has a password. */
export const isLockOn = (db: ReadHandle): boolean =>
  db.get(sql`select 1 from staff join staff_access on staff_seq = seq where role = 'owner' and password is not null`) !== undefined

/** Who may work under an access; undefined once they were removed or got another password. */
export function personOf(
  db: ReadHandle,
  { staffSeq, accessId }: { readonly staffSeq: number; readonly accessId: string },
): Person | undefined {
  const row = db.get<Omit<Person, 'mustChange'> & { mustChange: number }>(sql`
    select seq as staffSeq, staff_id as staffId, name, role, must_change as mustChange from staff join staff_access on staff_seq = seq
    where seq = ${staffSeq} and access_id = ${accessId} and password is not null`)
  return row === undefined ? undefined : { ...row, mustChange: row.mustChange === 1 }
}

export type NewPasswordRow = {
  readonly staffSeq: number
  readonly accessId: string
  readonly password: string | null
  readonly mustChange: boolean
  readonly at: number
}

/** Gives a new access; what was signed in under the one before ends. */
export function keepPassword(db: WriteHandle, { staffSeq, accessId, password, mustChange, at }: NewPasswordRow): void {
  db.run(sql`
    insert into staff_access (staff_seq, access_id, password, must_change, changed_at)
    values (${staffSeq}, ${accessId}, ${password}, ${mustChange ? 1 : 0}, ${at})
    on conflict (staff_seq) do update set access_id = excluded.access_id, password = excluded.password, must_change = excluded.must_change,
      changed_at = excluded.changed_at`)
}

/** The same password, hashed more dearly: sessions go on. */
export const renewHash = (db: WriteHandle, staffSeq: number, password: string): void =>
  void db.run(sql`update staff_access set password = ${password} where staff_seq = ${staffSeq}`)

export const noteSignIn = (db: WriteHandle, staffSeq: number, at: number): void =>
  void db.run(sql`update staff_access set last_sign_in_at = ${at} where staff_seq = ${staffSeq}`)

export const noteStep = (db: WriteHandle, staffSeq: number, step: number): void =>
  void db.run(sql`update staff_access set totp_step = ${step} where staff_seq = ${staffSeq}`)

/** Turns the second step on (with its first used step and the hashes of the one-time codes), or with null off. */
export function keepTotp(
  db: WriteHandle,
  staffSeq: number,
  totp: { readonly secret: string; readonly step: number; readonly hashes: readonly string[] } | null,
): void {
  db.run(
    sql`update staff_access set totp_secret = ${totp?.secret ?? null}, totp_step = ${totp?.step ?? null} where staff_seq = ${staffSeq}`,
  )
  db.run(sql`delete from staff_recovery_code where staff_seq = ${staffSeq}`)
  for (const hash of totp?.hashes ?? []) db.run(sql`insert into staff_recovery_code (staff_seq, code_hash) values (${staffSeq}, ${hash})`)
  db.forgetSoon()
}

/** Uses a one-time code up; false where it is not one, or not any more. */
export const useOneTimeCode = (db: WriteHandle, staffSeq: number, hash: string): boolean =>
  db.run(sql`delete from staff_recovery_code where staff_seq = ${staffSeq} and code_hash = ${hash}`).changes > 0

/** The numbers that are, or were, a customer's, with country; also those of records that were made one with theirs. */
export const numbersOf = (db: ReadHandle, customerId: string): readonly string[] =>
  db
    .all<{ number: string }>(sql`
      select phone as number from customer where customer_id = ${customerId} and phone is not null
      union select '+' || wa_id from customer where customer_id = ${customerId} and wa_id is not null
      union select f.key from former_key f join customer c on c.seq = f.customer_seq where c.customer_id = ${customerId} and f.key like '+%'
      union select k.key from customer c join customer_merge m on m.customer_seq = c.seq join customer_merge_key k on k.merge_seq = m.seq
        where c.customer_id = ${customerId} and k.key like '+%'`)
    .map(({ number }) => number)
