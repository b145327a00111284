import type { CustomerField } from '#contract/ipc/customer-record.ts'
import type { CustomerRow } from '#contract/ipc/customer.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { readFieldValue } from './kinds.ts'

export type Field = z.infer<typeof CustomerField>
type Stored = Omit<Field, 'choices' | 'isColumn'> & { readonly choices: string; readonly isColumn: 0 | 1; readonly seq: number }
type Put = { readonly fieldId: string; readonly value: string }
type Value = z.infer<typeof CustomerRow>['fields'][number]

/** A fact of the shop's own with its number inside the database. */
export type KnownField = Field & { readonly seq: number }

const columns = sql`seq, field_id as fieldId, label, kind, choices, is_column as isColumn, used`
const toField = (stored: Stored): KnownField => ({
  ...stored,
  choices: JSON.parse(stored.choices) as string[],
  isColumn: stored.isColumn === 1,
})

/** The shop's own facts, in their order. */
export const fieldsOf = (db: ReadHandle): KnownField[] =>
  db.all<Stored>(sql`select ${columns} from customer_field order by place, seq`).map(toField)

/** One of them. */
export function fieldById(db: ReadHandle, fieldId: string): KnownField | undefined {
  const stored = db.get<Stored>(sql`select ${columns} from customer_field where field_id = ${fieldId}`)
  return stored === undefined ? undefined : toField(stored)
}

/** What one customer has, in the order of the fields. */
export const valuesOf = (db: ReadHandle, customerSeq: number): (Value & { readonly label: string })[] =>
  db.all(sql`
    select f.field_id as fieldId, f.label, v.value from customer_field_value v join customer_field f on f.seq = v.field_seq
    where v.customer_seq = ${customerSeq} order by f.place, f.seq`)

/**
 * Gives a customer a value, or takes it away where it is empty; the caller indexes the customer anew. Errors:
 * customer-field-missing, customer-field-refused (label, kind).
 */
export function putFieldValue(db: WriteHandle, customerSeq: number, put: Put): Result<void> {
  const field = fieldById(db, put.fieldId)
  if (field === undefined) return fail('customer-field-missing')
  const value = readFieldValue(field, put.value)
  if (!value.ok) return value
  const { seq } = field
  if (value.value === '') db.run(sql`delete from customer_field_value where customer_seq = ${customerSeq} and field_seq = ${seq}`)
  else
    db.run(sql`
      insert into customer_field_value (customer_seq, field_seq, value, amount)
      values (${customerSeq}, ${seq}, ${value.value}, ${field.kind === 'number' ? Number(value.value) : null})
      on conflict (customer_seq, field_seq) do update set value = excluded.value, amount = excluded.amount where value <> excluded.value`)
  return ok(undefined)
}

/** Why one of these values can't be kept, or null. */
export function fieldProblem(db: ReadHandle, puts: readonly Put[]): Result<never> | null {
  for (const { fieldId, value } of puts) {
    const field = fieldById(db, fieldId)
    if (field === undefined) return fail('customer-field-missing')
    const read = readFieldValue(field, value)
    if (!read.ok) return read
  }
  return null
}
