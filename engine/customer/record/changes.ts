import type { TimelineEntry } from '#contract/ipc/customer-record.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { datesOf } from '../dates.ts'
import { valuesOf } from '../field/values.ts'

export type Change = z.infer<typeof TimelineEntry>['changes'][number]
/** What was done with a record; `facts` are words and numbers that the window makes a sentence of. */
type NewChange = {
  readonly at: number
  readonly by: string
  readonly kind: 'changed' | 'merged' | 'parted' | 'restricted' | 'held' | 'unsuppressed'
  readonly facts?: Readonly<Record<string, string | number | null>>
  readonly changes?: readonly Change[]
}

/** Adds a line to what happened with a customer. */
export function noteChange(db: WriteHandle, customerSeq: number, { at, by, kind, facts = {}, changes = [] }: NewChange): void {
  db.run(sql`
    insert into customer_change (customer_seq, at, by_whom, kind, facts, changes)
    values (${customerSeq}, ${at}, ${by}, ${kind}, ${JSON.stringify(facts)}, ${JSON.stringify(changes)})`)
}

/** The facts of a record as texts, for before and after; one of the shop's own under `field:` and its label. */
export function factsOf(db: ReadHandle, customerSeq: number): ReadonlyMap<string, string> {
  const row = db.get<Record<string, string | null>>(
    sql`select name, address_as as addressAs, phone, language, note from customer where seq = ${customerSeq}`,
  )
  const tags = db.all<{ tag: string }>(sql`select tag from customer_tag where customer_seq = ${customerSeq} order by tag`)
  const days = datesOf(db, customerSeq).map(({ date, year, month, day }) => `${date} ${year ?? '-'}-${two(month)}-${two(day)}`)
  return new Map([
    ...Object.entries(row ?? {}).map(([fact, value]) => [fact, value ?? ''] as const),
    ['tags', tags.map(({ tag }) => tag).join(', ')],
    ['dates', days.join(', ')],
    ...valuesOf(db, customerSeq).map(({ label, value }) => [`field:${label}`, value] as const),
  ])
}

const two = (number: number): string => String(number).padStart(2, '0')

/** What differs, in the order in which facts are shown. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((fact) => ({ fact, before: before.get(fact) ?? '', after: after.get(fact) ?? '' }))
    .filter((change) => change.before !== change.after)
}
