import type { CustomerSelection } from '#contract/ipc/customer-many.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { breathe } from '../../kernel/index.ts'
import { inList, sql, type ReadHandle, type Sql } from '../../store/index.ts'
import type { FindGroup } from '../facts.ts'
import { keptCount, narrowed, type CustomerFilter } from '../list-places.ts'
import { searchQuery } from '../search-words.ts'

/** Several customers: some by id, or all whom a list finds but for some. */
export type Selection = z.output<typeof CustomerSelection>
type Found = Extract<Selection, { readonly kind: 'found' }>
type Reading = { readonly db: ReadHandle; readonly groups: FindGroup }

const PAGE = 20_000

/** How many a selection holds now; group-missing where its group is gone. */
export function countSelected({ db, groups }: Reading, selection: Selection): Result<number> {
  if (selection.kind === 'people') return ok(countWhere(db, byIds(selection.customerIds)))
  const filter = filterOf({ db, groups }, selection)
  if (!filter.ok) return filter
  const all = searchQuery(selection.search) === null ? keptCount(db, filter.value) : null
  const where = narrowed(filter.value)
  const except = selection.except.length === 0 ? 0 : countWhere(db, sql`${where} and ${byIds(selection.except)}`)
  return ok((all ?? countWhere(db, where)) - except)
}

/**
 * The people of a selection as they are at this moment, by their number inside the database, in its order. Everything else
 * goes on between pages. Errors: group-missing.
 */
export async function peopleSelected(reading: Reading, selection: Selection): Promise<Result<number[]>> {
  const where = whereOf(reading, selection)
  if (!where.ok) return where
  const people: number[] = []
  for (let after = 0; ;) {
    const page = reading.db.all<{ seq: number }>(
      sql`select c.seq from customer c where c.seq > ${after} and ${where.value} order by c.seq limit ${PAGE}`,
    )
    for (const { seq } of page) people.push(seq)
    if (page.length < PAGE) return ok(people)
    after = people.at(-1) ?? 0
    await breathe()
  }
}

function whereOf(reading: Reading, selection: Selection): Result<Sql> {
  if (selection.kind === 'people') return ok(byIds(selection.customerIds))
  const filter = filterOf(reading, selection)
  if (!filter.ok) return filter
  const where = narrowed(filter.value)
  return ok(selection.except.length === 0 ? where : sql`${where} and not ${byIds(selection.except)}`)
}

function filterOf({ db, groups }: Reading, { search, tag, offers, importId, isRestricted, groupId }: Found): Result<CustomerFilter> {
  const group = groupId === undefined ? null : groups(db, groupId)
  return group === undefined ? fail('group-missing') : ok({ search, tag, offers, importId, isRestricted: isRestricted === true, group })
}

const byIds = (customerIds: readonly string[]): Sql => sql`(c.customer_id in ${inList(customerIds)})`

/** Those of them whose data may be used; the others wished that it is not. */
export function usable(db: ReadHandle, people: readonly number[]): readonly number[] {
  const restricted = new Set(db.all<{ seq: number }>(sql`select seq from customer where restricted_at is not null`).map(({ seq }) => seq))
  return restricted.size === 0 ? people : people.filter((seq) => !restricted.has(seq))
}

const countWhere = (db: ReadHandle, where: Sql): number =>
  db.get<{ people: number }>(sql`select count(*) as people from customer c where ${where}`)?.people ?? 0
