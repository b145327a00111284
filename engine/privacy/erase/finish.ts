import type { PrivacyContext } from '../deps.ts'
import { emptyLog } from './empty-log.ts'
import { addReceipt, type Receipt } from './receipts.ts'
import { removeTraces } from './traces.ts'
import { listUnfinished, removeUnfinished, type Unfinished } from './unfinished.ts'

/**
 * Does what an erasure leaves after its commit: tombstones beside the vault, no old page in the log of writes, no copy in the
 * gaps of pages, no backup that holds them; then the receipts, which come last because they say that all of this is done.
 */
export async function finishErasure(context: PrivacyContext, works: readonly Unfinished[]): Promise<Receipt[]> {
  if (works.length === 0) return []
  const { store } = context.vault
  context.tombstones.writeDown(store.read)
  await removeTraces(
    context,
    works.flatMap((work) => work.traces),
  )
  emptyLog(context)
  const backup = works.some((work) => work.rewritesBackups) ? (context.backup?.() ?? null) : null
  const backups = backup === null ? { rewritten: 0, waiting: [] } : await backup.rewriteWithout()
  const receipts = writeReceipts(context, works, backups)
  context.receiptBook.writeDown(store.read)
  emptyLog(context)
  return receipts
}

/** Writes a receipt for each; one that was already written has none any more. */
export function writeReceipts(context: PrivacyContext, works: readonly Unfinished[], backups: Receipt['backups'] | Rewritten): Receipt[] {
  return context.vault.store.write((db) => {
    db.afterCommit(() => context.announcer.announce('privacy.changed', {}))
    return works.flatMap((work) => {
      if (!removeUnfinished(db, work.seq)) return []
      const facts = { at: work.at, by: work.by, removed: work.removed, suppressionKept: work.suppressionKept }
      return [
        addReceipt(db, { ...facts, backups: { rewritten: backups.rewritten, waiting: [...backups.waiting] } }, context.vault.shop.timeZone),
      ]
    })
  })
}

type Rewritten = { readonly rewritten: number; readonly waiting: readonly string[] }

/** Brings erasures to their end that were cut off after their rows were gone. Empties the log first: that much is owed at once. */
export async function finishLeftOver(context: PrivacyContext): Promise<void> {
  const works = listUnfinished(context.vault.store.read)
  context.tombstones.writeDown(context.vault.store.read)
  if (works.length > 0) await finishErasure(context, works)
  context.receiptBook.writeDown(context.vault.store.read)
}
