import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { sameKey } from './kinds.ts'
import { fieldById, fieldsOf, type Field, type KnownField } from './values.ts'

type Wish = ParsedInput<'customer.saveField'>

/** The shop's own facts. */
export const listFields = ({ vault }: CustomerDeps): Result<CallOutput<'customer.fields'>> =>
  ok({ fields: fieldsOf(vault.store.read).map(shown) })

const shown = ({ seq: _seq, ...field }: KnownField): Field => field

/**
 * Adds or changes a fact. Errors: customer-field-missing; customer-field-refused where the label is there already, a choice
 * is missing or still used, or the kind of one with values would change (reason).
 */
export function saveField(deps: CustomerDeps, input: Wish): Result<Field> {
  return deps.vault.store.write((db) => {
    const existing = input.fieldId === undefined ? null : fieldById(db, input.fieldId)
    if (existing === undefined) return fail('customer-field-missing')
    const choices = input.kind === 'choice' ? [...new Map(input.choices.map((choice) => [sameKey(choice), choice])).values()] : []
    const reason = whyNot(db, { input, existing, choices })
    if (reason !== null) return fail('customer-field-refused', { label: input.label, kind: input.kind, reason })
    const fieldId = writeField(db, deps, { input, existing, choices })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
    const saved = fieldById(db, fieldId)
    assert(saved !== undefined, 'the row was written in this transaction')
    return ok(shown(saved))
  })
}

type Saving = { readonly input: Wish; readonly existing: KnownField | null; readonly choices: readonly string[] }

function writeField(db: WriteHandle, deps: CustomerDeps, { input, existing, choices }: Saving): string {
  const fieldId = existing?.fieldId ?? newId('fld', deps.random, deps.clock.now())
  const place = input.place ?? placeOf(db, existing)
  db.run(sql`
    insert into customer_field (field_id, label, label_key, kind, choices, place, is_column)
    values (${fieldId}, ${input.label}, ${sameKey(input.label)}, ${input.kind}, ${JSON.stringify(choices)}, ${place},
      ${(input.isColumn ?? existing?.isColumn ?? false) ? 1 : 0})
    on conflict (field_id) do update set label = excluded.label, label_key = excluded.label_key, kind = excluded.kind,
      choices = excluded.choices, place = excluded.place, is_column = excluded.is_column`)
  return fieldId
}

function whyNot(db: ReadHandle, { input, existing, choices }: Saving): string | null {
  const same = db.get<{ fieldId: string }>(sql`select field_id as fieldId from customer_field where label_key = ${sameKey(input.label)}`)
  if (same !== undefined && same.fieldId !== existing?.fieldId) return 'label-taken'
  if (input.kind === 'choice' && choices.length === 0) return 'no-choices'
  return existing === null || existing.used === 0 ? null : lostValues(db, { input, existing, choices })
}

function lostValues(db: ReadHandle, { input, existing, choices }: Saving & { readonly existing: KnownField }): string | null {
  if (existing.kind !== input.kind) return 'has-values'
  if (input.kind !== 'choice') return null
  const lost = db.get(sql`
    select 1 from customer_field_value where field_seq = ${existing.seq} and value not in (select value from json_each(${JSON.stringify(choices)}))
    limit 1`)
  return lost === undefined ? null : 'choice-used'
}

const placeOf = (db: ReadHandle, existing: KnownField | null): number =>
  (existing === null
    ? db.get<{ place: number }>(sql`select coalesce(max(place), -1) + 1 as place from customer_field`)
    : db.get<{ place: number }>(sql`select place from customer_field where seq = ${existing.seq}`)
  )?.place ?? 0

/** Removes a fact and its values. Errors: customer-field-missing. */
export function removeField(deps: CustomerDeps, fieldId: string): Result<{ values: number }> {
  return deps.vault.store.write((db) => {
    const field = fieldById(db, fieldId)
    if (field === undefined) return fail('customer-field-missing')
    forget(db, field)
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
    return ok({ values: field.used })
  })
}

function forget(db: WriteHandle, field: KnownField): void {
  // The words of a million people are not written anew for it: a search may find somebody by a value that is gone.
  db.run(sql`delete from customer_field_value where field_seq = ${field.seq}`)
  db.run(sql`delete from customer_field where seq = ${field.seq}`)
}
