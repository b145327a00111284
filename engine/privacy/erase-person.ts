import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CustomerId, TimestampMs } from '#contract/kernel/values.ts'
import { errorCodeOf, sql, StoreError, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { emptyLog } from './empty-log.ts'
import type { PersonalDataSource } from './personal-data.ts'
import { addReceipt, type Receipt } from './receipts.ts'
import { confirmWith, isConfirmed } from './rules.ts'

type Person = { readonly customerId: CustomerId; readonly name: string; readonly phone: string | null; readonly userId: string | null }

const personOf = (db: ReadHandle, customerId: string): Person | undefined =>
  db.get<Person>(sql`select customer_id as customerId, name, phone, user_id as userId from customer where customer_id = ${customerId}`)

/** Lists what would go and what stays; changes nothing. */
export function erasePreview(deps: PrivacyDeps, customerId: string): Result<CallOutput<'customer.erasePreview'>> {
  const db = deps.vault.store.read
  const person = personOf(db, customerId)
  if (person === undefined) return fail('customer-missing')
  const removed = deps.sources
    .map((source) => ({ kind: source.kind, count: source.count(db, customerId) }))
    .filter(({ count }) => count > 0)
  const exportedAt = db
    .all<{ at: TimestampMs }>(
      sql`select e.at from export_record e join customer c on c.seq = e.customer_seq where c.customer_id = ${customerId} order by e.at`,
    )
    .map(({ at }) => at)
  return ok({
    customerId: person.customerId,
    name: person.name,
    confirmWith: confirmWith(person),
    removed,
    kept: [
      { kind: 'number code', count: 1 },
      { kind: 'receipt', count: 1 },
    ],
    exportedAt,
  })
}

/**
 * Erases one person: every source in one transaction together with the receipt and the keyed hashes, then the log of
 * writes is emptied into the file, so that no old page is left beside it. Ended in the middle, nothing or all of it has
 * happened; the log is emptied at the next start then. Errors: customer-missing, erase-confirmation-wrong, or of the disk.
 */
export function erasePerson(deps: PrivacyDeps, input: ParsedInput<'customer.erase'>, by: string): Result<Receipt> {
  const { store } = deps.vault
  const person = personOf(store.read, input.customerId)
  if (person === undefined) return fail('customer-missing')
  if (!isConfirmed(person, input.confirmation)) return fail('erase-confirmation-wrong', { confirmWith: confirmWith(person) })
  try {
    const receipt = store.write((db) => {
      db.forgetSoon()
      db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: person.customerId }))
      return eraseAll(db, deps, { person, by, keepSuppression: input.keepSuppression })
    })
    emptyLog(deps)
    return ok(receipt)
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  }
}

type Erasing = { readonly person: Person; readonly by: string; readonly keepSuppression: boolean }

function eraseAll(db: WriteHandle, deps: PrivacyDeps, erasing: Erasing): Receipt {
  const { person } = erasing
  const removed = ownRowLast(deps.sources)
    .map((source) => ({ kind: source.kind, count: source.erase(db, person.customerId) }))
    .filter(({ count }) => count > 0)
  if (erasing.keepSuppression) deps.customer.suppress(db, person.phone, person.userId)
  const facts = { at: deps.clock.now() as TimestampMs, by: erasing.by, removed, suppressionKept: erasing.keepSuppression }
  return addReceipt(db, facts, deps.vault.shop.timeZone)
}

/** Every other source finds its rows through the person's own row. */
const ownRowLast = (sources: readonly PersonalDataSource[]): PersonalDataSource[] => [
  ...sources.filter((source) => !source.tables.includes('customer')),
  ...sources.filter((source) => source.tables.includes('customer')),
]
