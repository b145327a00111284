import type { MergeFact } from '#contract/ipc/customer-record.ts'
import type { z } from 'zod'
import type { CustomerColumns, WholeRecord } from './records.ts'

export type Fact = z.infer<typeof MergeFact>

/** What WhatsApp calls a person by, and what hangs on the number. */
export const KEY_COLUMNS = ['phone', 'same_person_key', 'wa_id', 'user_id', 'parent_user_id', 'username', 'unusable_at'] as const
const OF_NUMBER = ['phone', 'same_person_key', 'wa_id', 'unusable_at', 'country'] as const
const PLAIN = { name: 'name', addressAs: 'address_as', language: 'language', note: 'note' } as const

/** The columns of the record that two become: each single fact from the one that is chosen, wishes of both, times of both. */
export function unitedColumns(keep: CustomerColumns, other: CustomerColumns, fromOther: ReadonlySet<Fact>): CustomerColumns {
  const chosen = (fact: Fact): CustomerColumns => (fromOther.has(fact) ? other : keep)
  const numbered = chosen('phone')
  const rest = numbered === other ? keep : other
  return {
    ...Object.fromEntries(OF_NUMBER.map((column) => [column, numbered[column] ?? null])),
    user_id: numbered['user_id'] ?? rest['user_id'] ?? null,
    parent_user_id: numbered['parent_user_id'] ?? rest['parent_user_id'] ?? null,
    username: numbered['username'] ?? rest['username'] ?? null,
    ...Object.fromEntries(Object.entries(PLAIN).map(([fact, column]) => [column, chosen(fact as Fact)[column] ?? null])),
    // Whoever was blocked, restricted or held in one of the two is in the whole.
    blocked: Math.max(Number(keep['blocked']), Number(other['blocked'])),
    ...wishOf(keep, other, ['restricted_at', 'restricted_why']),
    ...wishOf(keep, other, ['held_at', 'held_why']),
    ...latest(keep, other, ['last_inbound_at', 'last_message_at', 'last_offer_at', 'changed_at']),
    created_at: Math.min(Number(keep['created_at']), Number(other['created_at'])),
  }
}

function wishOf(keep: CustomerColumns, other: CustomerColumns, [at, why]: readonly [string, string]): CustomerColumns {
  const whose = keep[at] === null ? other : keep
  return { [at]: whose[at] ?? null, [why]: whose[why] ?? null }
}

const latest = (keep: CustomerColumns, other: CustomerColumns, columns: readonly string[]): CustomerColumns =>
  Object.fromEntries(
    columns.map((column) => {
      const times = [keep[column], other[column]].filter((at): at is number => typeof at === 'number')
      return [column, times.length === 0 ? null : Math.max(...times)]
    }),
  )

/** Rows of facts with several parts: those of the chosen record, and what only the other one has. */
export function unitedRows(
  [chosen, rest]: readonly [readonly CustomerColumns[], readonly CustomerColumns[]],
  part: 'date' | 'field_seq',
): CustomerColumns[] {
  const known = new Set(chosen.map((row) => row[part]))
  return [...chosen, ...rest.filter((row) => !known.has(row[part]))]
}

/** Whether a refusal of one of the two is not what their joined history comes to: then it must be said once more. */
export const isRefusalLost = (before: readonly WholeRecord[], now: string): boolean =>
  (now === 'yes' || now === 'unknown') && before.some(({ row }) => row['offers'] === 'no' || row['offers'] === 'stopped')

type Parting = {
  readonly now: CustomerColumns
  readonly after: CustomerColumns
  readonly keep: CustomerColumns
  readonly other: CustomerColumns
}
const LEFT_ALONE: ReadonlySet<string> = new Set(['seq', 'customer_id', 'offers', 'offers_source', 'offers_at', 'changed_at', 'import_id'])

/**
 * What the kept record gets back: each column that is as the merge left it, and each key that is the other one's. What was
 * changed since stays.
 */
export function partedColumns({ now, after, keep, other }: Parting): CustomerColumns {
  const isKey = (column: string): boolean => (KEY_COLUMNS as readonly string[]).includes(column)
  const back = Object.keys(keep).filter((column) => {
    if (LEFT_ALONE.has(column) || now[column] === keep[column]) return false
    return now[column] === after[column] || (isKey(column) && now[column] !== null && now[column] === other[column])
  })
  return Object.fromEntries(back.map((column) => [column, keep[column] ?? null]))
}
