import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import { findById } from '../identity.ts'
import { get, type CustomerDeps } from '../service.ts'
import { noteChange } from './changes.ts'

type Card = Result<CallOutput<'customer.get'>>

/** Whether the person asked that their data is not used (Art. 18 GDPR). */
export const mayGetNothing = (db: ReadHandle, customerSeq: number): boolean =>
  db.get(sql`select 1 from customer where seq = ${customerSeq} and restricted_at is not null`) !== undefined

/** Why this person is kept from retention and erasure; null where nothing keeps them. */
export const heldWhy = (db: ReadHandle, customerId: string): string | null =>
  db.get<{ why: string | null }>(sql`select held_why as why from customer where customer_id = ${customerId}`)?.why ?? null

/** Two records of one sealed run that were made one afterwards: the first of them goes. */
export function isSentTwice(
  db: ReadHandle,
  { seq, runId, customerSeq }: { readonly seq: number; readonly runId: string; readonly customerSeq: number | null },
): boolean {
  if (customerSeq === null) return false
  const isMerged = db.get(sql`select 1 from customer_merge where customer_seq = ${customerSeq} limit 1`) !== undefined
  if (!isMerged) return false
  return (
    db.get(sql`
      select 1 from send where customer_seq = ${customerSeq} and run_id = ${runId} and seq <> ${seq}
        and (state not in ('planned', 'skipped') or (state = 'planned' and seq < ${seq})) limit 1`) !== undefined
  )
}

/** Stops the use of one person's data, or allows it again. Errors: customer-missing. */
export function restrict(deps: CustomerDeps, input: ParsedInput<'customer.restrict'>, by: string): Card {
  const found = findById(deps.vault.store.read, input.customerId)
  if (found === undefined) return fail('customer-missing')
  const at = deps.clock.now()
  const why = input.isRestricted ? input.why.trim() : ''
  deps.vault.store.write((db) => {
    db.run(sql`
      update customer set restricted_at = ${input.isRestricted ? at : null}, restricted_why = ${why}, changed_at = ${at}
      where seq = ${found.customerSeq}`)
    noteChange(db, found.customerSeq, { at, by, kind: 'restricted', facts: { isRestricted: input.isRestricted ? 1 : 0, why } })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: found.customerId }))
  })
  return get(deps, input.customerId)
}

/** Keeps one person from retention and erasure, or ends that. Errors: customer-missing. */
export function hold(deps: CustomerDeps, input: ParsedInput<'customer.hold'>, by: string): Card {
  const found = findById(deps.vault.store.read, input.customerId)
  if (found === undefined) return fail('customer-missing')
  const at = deps.clock.now()
  deps.vault.store.write((db) => {
    db.run(sql`
      update customer set held_why = ${input.why}, held_at = ${input.why === null ? null : at}, changed_at = ${at} where seq = ${found.customerSeq}`)
    noteChange(db, found.customerSeq, { at, by, kind: 'held', facts: { isHeld: input.why === null ? 0 : 1, why: input.why ?? '' } })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: found.customerId }))
  })
  return get(deps, input.customerId)
}
