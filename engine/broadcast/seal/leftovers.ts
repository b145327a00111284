import type { BroadcastId } from '#contract/kernel/values.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast, halfSealed, removeLeftOut } from '../queries.ts'
import { writeInSlices, type Step } from './slices.ts'

const ROWS_AT_ONCE = 40

/** Removes what was written of broadcasts that were not approved in the end; the drafts stay as they were. */
export type Leftovers = {
  /** Begins with what an engine left that died while it sealed. */
  begin(): void
  /** Resolves once that is done, also when it could not be; the next approval of the same draft tries again. */
  done(): Promise<void>
  stop(): Promise<void>
}

export function createLeftovers(deps: BroadcastDeps): Leftovers {
  let cleaning: Promise<void> | null = null
  let isStopped = false
  async function clean(found: readonly string[]): Promise<void> {
    try {
      for (const broadcastId of found) {
        if (isStopped) return
        deps.logger.warn('half-sealed-removed', { broadcastId })
        await removeLeftovers(deps, broadcastId, () => isStopped)
      }
    } catch (error) {
      deps.logger.error('half-sealed-not-removed', error)
    }
  }
  return {
    begin() {
      const found = halfSealed(deps.vault.store.read)
      if (found.length > 0) cleaning = clean(found)
    },
    done: async () => cleaning ?? undefined,
    async stop() {
      isStopped = true
      await cleaning
    },
  }
}

/** Takes a half-sealed broadcast apart in short transactions and gives its codes back. Nothing happens to an approved one. */
export async function removeLeftovers(deps: BroadcastDeps, broadcastId: string, isStopped = (): boolean => false): Promise<void> {
  const { vault, ledger, coupon, announcer } = deps
  const { store } = vault
  if (findBroadcast(store.read, broadcastId)?.approved !== 0 || ledger.run(store.read, broadcastId) === undefined) return
  let isMore = true
  // The run goes last: as long as it is there, the next start finds what is left.
  const remove: Step<never> = (db) => {
    isMore =
      coupon.giveBack(db, broadcastId, ROWS_AT_ONCE) ||
      removeLeftOut(db, broadcastId, ROWS_AT_ONCE) ||
      ledger.sealing.takeBack(db, broadcastId, ROWS_AT_ONCE)
    return null
  }
  function* steps() {
    while (isMore && !isStopped()) yield remove
  }
  await writeInSlices(store, steps())
  announcer.announce('broadcast.changed', { broadcastId: broadcastId as BroadcastId })
}
