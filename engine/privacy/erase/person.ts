import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { breathe } from '../../kernel/index.ts'
import { errorCodeOf, StoreError, type Store, type WriteHandle } from '../../store/index.ts'
import type { PrivacyContext } from '../deps.ts'
import type { PersonalDataSource } from '../personal-data.ts'
import { closeErased } from '../request/queries.ts'
import { finishErasure, writeReceipts } from './finish.ts'
import { personOf, type Person } from './find-person.ts'
import type { Receipt } from './receipts.ts'
import { confirmWith, isConfirmed } from './rules.ts'
import { tracesOf } from './traces.ts'
import { addUnfinished, removeUnfinished, type Unfinished } from './unfinished.ts'

export type Erasing = { readonly by: string; readonly keepSuppression: boolean; readonly rewriteBackups: boolean }

/**
 * Erases one person: every source in one transaction together with keyed hashes and tombstone; then traces and backups are
 * cleaned, and the receipt is written last. Ended in the middle, nothing has happened or the next start brings it to its end.
 * Errors: customer-missing, erase-confirmation-wrong, customer-held, or of the disk.
 */
export async function erasePerson(context: PrivacyContext, input: ParsedInput<'customer.erase'>, by: string): Promise<Result<Receipt>> {
  const person = personOf(context.vault.store.read, input.customerId)
  if (person === undefined) return fail('customer-missing')
  if (person.heldWhy !== null) return fail('customer-held')
  if (!isConfirmed(person, input.confirmation)) return fail('erase-confirmation-wrong', { confirmWith: confirmWith(person) })
  const erasing = { by, keepSuppression: input.keepSuppression, rewriteBackups: input.rewriteBackups }
  return ofDisk(async () => {
    const work = eraseRows(context, person, erasing)
    const receipt = (await finishErasure(context, [work]))[0]
    return receipt === undefined ? fail('disk-failed') : ok(receipt)
  })
}

/**
 * Erases several people, each whole or not at all; traces and backups are cleaned once for all of them. People who are held
 * stay. `onPerson` hears how far it is. Stops between two people when `signal` is aborted; what is done stays done.
 */
export async function erasePeople(
  context: PrivacyContext,
  customerIds: readonly string[],
  options: Erasing & { readonly signal?: AbortSignal; readonly onPerson?: (done: number) => void },
): Promise<Result<{ readonly receipts: Receipt[]; readonly held: number }>> {
  return ofDisk(async () => {
    const works: Unfinished[] = []
    let held = 0
    for (const [index, customerId] of customerIds.entries()) {
      if (options.signal?.aborted === true) break
      const person = personOf(context.vault.store.read, customerId)
      if (person !== undefined && person.heldWhy !== null) held += 1
      else if (person !== undefined) works.push(eraseRows(context, person, options))
      options.onPerson?.(index + 1)
      await breathe()
    }
    return ok({ receipts: await finishErasure(context, works), held })
  })
}

/**
 * Erases again whom a restored copy of this vault brought back, each with a receipt; how many. Receipts that were written
 * after that copy was made are there again first, so that the new ones are chained to them.
 */
export function eraseReturned(context: PrivacyContext): number {
  const putBack = context.receiptBook.putBack(context.vault.store)
  if (putBack > 0) context.logger.info('receipts.put-back', { count: putBack })
  const works = eraseAgain(context)
  writeReceipts(context, works, { rewritten: 0, waiting: [] })
  return works.length
}

/** The same in the rows of a copy, without receipts: those stand in the vault that it was copied from. */
export function eraseIn(context: PrivacyContext, store: Store): number {
  const works = eraseAgain({ ...context, vault: { ...context.vault, store } })
  store.write((db) => works.forEach((work) => removeUnfinished(db, work.seq)))
  return works.length
}

function eraseAgain(context: PrivacyContext): Unfinished[] {
  const { read } = context.vault.store
  return context.tombstones.returned(read).flatMap((customerId) => {
    const person = personOf(read, customerId)
    return person === undefined ? [] : [eraseRows(context, person, { by: 'restore', keepSuppression: true, rewriteBackups: false })]
  })
}

async function ofDisk<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  }
}

/** The one transaction after which nothing in the database says anything about the person. */
function eraseRows(context: PrivacyContext, person: Person, erasing: Erasing): Unfinished {
  const at = context.clock.now() as TimestampMs
  return context.vault.store.write((db) => {
    db.forgetSoon()
    db.afterCommit(() => {
      context.announcer.announce('customer.changed', { customerId: person.customerId })
      context.announcer.announce('privacy.changed', {})
    })
    closeErased(db, person.seq, { at, by: erasing.by })
    const identities = [person, ...context.customer.joinedIdentities(db, person.customerId)]
    for (const { phone, userId } of identities) context.tombstones.add(db, { customerId: person.customerId, phone, userId }, at)
    const traces = tracesOf(db, context.sources, person)
    const removed = eraseSources(db, context.sources, person.customerId)
    if (erasing.keepSuppression) for (const { phone, userId } of identities) context.customer.suppress(db, phone, userId)
    return addUnfinished(db, {
      at,
      by: erasing.by,
      removed,
      suppressionKept: erasing.keepSuppression,
      rewritesBackups: erasing.rewriteBackups,
      traces,
    })
  })
}

/** Every other source finds its rows through the person's own row, which therefore goes last. */
function eraseSources(db: WriteHandle, sources: readonly PersonalDataSource[], customerId: string): Receipt['removed'] {
  const ownRowLast = [
    ...sources.filter((source) => !source.tables.includes('customer')),
    ...sources.filter((source) => source.tables.includes('customer')),
  ]
  return ownRowLast.map((source) => ({ kind: source.kind, count: source.erase(db, customerId) })).filter(({ count }) => count > 0)
}
