import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../../kernel/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import { customerCard } from '../card.ts'
import { findById } from '../identity.ts'
import type { Mover } from '../identity-join.ts'
import type { CustomerDeps } from '../service.ts'
import { isStoodUpon, mergeById, part } from './part.ts'
import { unite } from './unite.ts'

export type MergeDeps = CustomerDeps & { readonly movers: readonly Mover[] }

/** Makes two records one. Errors: customer-missing, merge-same. */
export function merge(deps: MergeDeps, input: ParsedInput<'customer.merge'>, by: string): Result<CallOutput<'customer.merge'>> {
  if (input.keep === input.other) return fail('merge-same')
  return deps.vault.store.write((db) => {
    const [keep, other] = [findById(db, input.keep), findById(db, input.other)]
    if (keep === undefined || other === undefined) return fail('customer-missing')
    const at = deps.clock.now()
    const mergeId = newId('mrg', deps.random, at) as CallOutput<'customer.merge'>['mergeId']
    unite(db, {
      keep: keep.customerSeq,
      other: other.customerSeq,
      fromOther: new Set(input.fromOther),
      movers: deps.movers,
      mergeId,
      at,
      by,
    })
    announceBoth(deps, db, input.keep)
    const card = customerCard(db, keep.customerSeq)
    return card === undefined ? fail('customer-missing') : ok({ card, mergeId })
  })
}

/** Takes a merge back. Errors: merge-missing; merge-parted where a later merge into the same record stands upon it. */
export function takeApart(deps: MergeDeps, { mergeId }: ParsedInput<'customer.part'>, by: string): Result<CallOutput<'customer.part'>> {
  return deps.vault.store.write((db) => {
    const found = mergeById(db, mergeId)
    if (found === undefined) return fail('merge-missing')
    if (isStoodUpon(db, found)) return fail('merge-parted')
    const seq = part(db, found, { at: deps.clock.now(), by })
    const [kept, parted] = [customerCard(db, found.keep), customerCard(db, seq)]
    if (kept === undefined || parted === undefined) return fail('customer-missing')
    announceBoth(deps, db, kept.customerId)
    return ok({ kept, parted })
  })
}

function announceBoth({ announcer }: MergeDeps, db: WriteHandle, customerId: ParsedInput<'customer.merge'>['keep']): void {
  db.afterCommit(() => {
    announcer.announce('customer.changed', { customerId: null })
    announcer.announce('inbox.changed', { customerId, kind: 'assigned' })
  })
}
