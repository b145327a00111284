import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { listAsides } from '../aside/folders.ts'
import type { PrivacyDeps } from '../deps.ts'
import { filesHolding } from '../export/register.ts'
import { personOf } from './find-person.ts'
import { confirmWith } from './rules.ts'

/** Lists what would go, what stays and what is out of reach; changes nothing. Errors: customer-missing. */
export function erasePreview(deps: PrivacyDeps, customerId: string): Result<CallOutput<'customer.erasePreview'>> {
  const db = deps.vault.store.read
  const person = personOf(db, customerId)
  if (person === undefined) return fail('customer-missing')
  const removed = deps.sources
    .map((source) => ({ kind: source.kind, count: source.count(db, customerId) }))
    .filter(({ count }) => count > 0)
  const files = filesHolding(db, customerId)
  return ok({
    customerId: person.customerId,
    name: person.name,
    confirmWith: confirmWith(person),
    removed,
    kept: [
      { kind: 'number code', count: 1 },
      { kind: 'receipt', count: 1 },
      ...removed.filter(({ kind }) => kind === 'orders').map(({ count }) => ({ kind: 'order sums', count })),
    ],
    exportedAt: files.map(({ at }) => at),
    exportedFiles: files,
    backups: deps.backup?.()?.holding(customerId) ?? { files: 0, seconds: 0 },
    // Whoever came after an earlier state was set aside does not stand in it.
    asides: listAsides(deps.vault.folder).flatMap(({ kind, at }) => (at >= person.createdAt ? [{ kind, at }] : [])),
    heldWhy: person.heldWhy,
  })
}
