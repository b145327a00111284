import type { CustomerId } from '#contract/kernel/values.ts'
import { sql, type ReadHandle } from '../../store/index.ts'

/** A person as far as erasing must know them. */
export type Person = {
  readonly seq: number
  readonly customerId: CustomerId
  readonly name: string
  readonly phone: string | null
  readonly userId: string | null
  readonly createdAt: number
  /** Why a legal hold keeps them; null where nothing does. */
  readonly heldWhy: string | null
}

export const personOf = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`
    select seq, customer_id as customerId, name, phone, user_id as userId, created_at as createdAt, held_why as heldWhy from customer where customer_id = ${customerId}`)
