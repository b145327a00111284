import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerId } from '#contract/kernel/values.ts'
import { newId, type Announcer, type Clock, type Random } from '../kernel/index.ts'
import { sql, type OpenVault, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { customerCard } from './card.ts'
import { datesProblem, replaceDates } from './dates.ts'
import { fieldProblem, putFieldValue } from './field/values.ts'
import { fromCursor, toCursor } from './cursor.ts'
import type { FindGroup } from './facts.ts'
import { findById } from './identity.ts'
import { mergedHolder } from './identity-keys.ts'
import { normaliseNumber, type NormalisedNumber } from './phone-number.ts'
import { countCustomers, listCustomers, listTags, reindex, replaceTags, type CustomerFilter } from './queries.ts'
import { cleanTags } from './rules.ts'
import { differences, factsOf, noteChange } from './record/changes.ts'
import type { Suppression } from './suppression.ts'

type Card = CallOutput<'customer.get'>
type SaveInput = ParsedInput<'customer.save'>

/** What the use cases of the customer room work with. */
export type CustomerDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly suppression: Suppression
  /** The condition of a saved group over the alias `c`; undefined when there is no such group. */
  readonly groups: FindGroup
  /** How many customers there are, where somebody knows it without counting; else null. */
  readonly people: () => number | null
}

/** A page of customers and how many there are in all. */
export function list(deps: CustomerDeps, input: ParsedInput<'customer.list'>): Result<CallOutput<'customer.list'>> {
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const db = deps.vault.store.read
  const group = input.groupId === undefined ? null : deps.groups(db, input.groupId)
  if (group === undefined) return fail('group-missing')
  const { search, tag, offers, importId, isRestricted = false } = input
  const filter = { search, tag, offers, importId, isRestricted, group }
  const { rows, next } = listCustomers(db, filter, { after: after.value, limit: input.limit })
  return ok({ customers: rows, total: total(deps, filter), nextCursor: toCursor(next) })
}

function total({ vault, people }: CustomerDeps, filter: CustomerFilter): number {
  const isWhole =
    filter.search.trim() === '' &&
    !filter.isRestricted &&
    [filter.tag, filter.offers, filter.importId].every((value) => value === undefined)
  return (isWhole && filter.group === null ? people() : null) ?? countCustomers(vault.store.read, filter)
}

/** One customer's card; `customer-missing` when there is none. */
export function get(deps: CustomerDeps, customerId: string): Result<Card> {
  const db = deps.vault.store.read
  const found = findById(db, customerId)
  const card = found === undefined ? undefined : customerCard(db, found.customerSeq)
  return card === undefined ? fail('customer-missing') : ok(card)
}

/**
 * Adds or changes a customer. Errors: customer-missing, customer-number-refused (reason), customer-number-taken,
 * customer-erased-before, customer-field-missing, customer-field-refused, input-refused for a day that no calendar has.
 */
export function save(deps: CustomerDeps, input: SaveInput, by: string): Result<Card> {
  const number = input.phone === undefined ? null : normaliseNumber(input.phone, deps.vault.shop.country)
  if (number !== null && !number.ok) return number
  if (number === null && input.customerId === undefined) return fail('customer-number-refused', { reason: 'no-number' })
  const wrong = factsProblem(deps, input)
  if (wrong !== null) return wrong
  const written = deps.vault.store.write((db) => {
    const result = saveRow(db, deps, { input, number: number?.value ?? null, by })
    if (result.ok) db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: result.value as CustomerId }))
    return result
  })
  return written.ok ? get(deps, written.value) : written
}

/** Why a day or a value can't be kept, or null; looked at before anything is written. */
function factsProblem({ vault }: CustomerDeps, input: SaveInput): Result<never> | null {
  const wrongDate = datesProblem(input.dates ?? [])
  return wrongDate === null ? fieldProblem(vault.store.read, input.fields ?? []) : fail('input-refused', wrongDate)
}

/** All tags with their counts. */
export function tags(deps: CustomerDeps): Result<CallOutput<'customer.tags'>> {
  return ok({ tags: listTags(deps.vault.store.read) })
}

type Saving = { readonly input: SaveInput; readonly number: NormalisedNumber | null; readonly by: string }

function saveRow(db: WriteHandle, deps: CustomerDeps, saving: Saving): Result<string> {
  const { input, number } = saving
  const existing = input.customerId === undefined ? undefined : findById(db, input.customerId)
  if (input.customerId !== undefined && existing === undefined) return fail('customer-missing')
  const problem = number === null ? null : numberProblem(db, deps, { number, customerSeq: existing?.customerSeq })
  if (problem !== null) return problem
  const customerSeq = existing?.customerSeq ?? insertBare(db, deps)
  const write = (): void => {
    writeFacts(db, customerSeq, { input, number, now: deps.clock.now() })
    reindex(db, customerSeq)
  }
  if (existing === undefined) write()
  else noteDifference(db, customerSeq, { at: deps.clock.now(), by: saving.by, write })
  const saved = db.get<{ customerId: string }>(sql`select customer_id as customerId from customer where seq = ${customerSeq}`)
  assert(saved !== undefined, 'the row was written in this transaction')
  return ok(saved.customerId)
}

/** Writes, and notes what was before and is now. */
function noteDifference(
  db: WriteHandle,
  customerSeq: number,
  { at, by, write }: { readonly at: number; readonly by: string; readonly write: () => void },
): void {
  const before = factsOf(db, customerSeq)
  write()
  const changes = differences(before, factsOf(db, customerSeq))
  if (changes.length > 0) noteChange(db, customerSeq, { at, by, kind: 'changed', changes })
}

/** Why a number can't be this customer's: somebody else has it, or whoever had it was erased. */
function numberProblem(
  db: ReadHandle,
  deps: CustomerDeps,
  wish: { readonly number: NormalisedNumber; readonly customerSeq: number | undefined },
): Result<never> | null {
  const owner = db.get<{ seq: number; customerId: string }>(
    sql`select seq, customer_id as customerId from customer where same_person_key = ${wish.number.samePersonKey}`,
  )
  if (owner !== undefined) return owner.seq === wish.customerSeq ? null : fail('customer-number-taken', { customerId: owner.customerId })
  const joined = mergedHolder(db, { phone: wish.number.phone, userId: null, parentUserId: null })
  if (joined !== undefined && joined.customerSeq !== wish.customerSeq)
    return fail('customer-number-taken', { customerId: joined.customerId })
  return deps.suppression.isSuppressed(db, wish.number.phone) ? fail('customer-erased-before') : null
}

function insertBare(db: WriteHandle, deps: CustomerDeps): number {
  const now = deps.clock.now()
  return db.run(sql`insert into customer (customer_id, created_at, changed_at) values (${newId('cus', deps.random, now)}, ${now}, ${now})`)
    .lastRowId
}

function writeFacts(db: WriteHandle, customerSeq: number, facts: Omit<Saving, 'by'> & { readonly now: number }): void {
  const { input, number, now } = facts
  if (number !== null) {
    db.run(sql`
      update customer set phone = ${number.phone}, same_person_key = ${number.samePersonKey}, country = ${number.country},
        wa_id = case when phone = ${number.phone} then wa_id end, unusable_at = case when phone = ${number.phone} then unusable_at end
      where seq = ${customerSeq}`)
  }
  if (input.name !== undefined) db.run(sql`update customer set name = ${input.name.trim()} where seq = ${customerSeq}`)
  if (input.addressAs !== undefined) db.run(sql`update customer set address_as = ${input.addressAs.trim()} where seq = ${customerSeq}`)
  if (input.language !== undefined) db.run(sql`update customer set language = ${input.language} where seq = ${customerSeq}`)
  if (input.note !== undefined) db.run(sql`update customer set note = ${input.note} where seq = ${customerSeq}`)
  if (input.tags !== undefined) replaceTags(db, customerSeq, cleanTags(input.tags))
  if (input.dates !== undefined) replaceDates(db, customerSeq, input.dates)
  db.run(sql`update customer set changed_at = ${now} where seq = ${customerSeq}`)
  for (const value of input.fields ?? []) assert(putFieldValue(db, customerSeq, value).ok, 'values were read before anything was written')
}
