import { breathe } from '../kernel/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { LedgerContext } from './context.ts'
import { skipStopped } from './runs.ts'

/** The log is emptied a little at a time: once it is full, that alone would take hundreds of ms. */
const SLICES_A_LOG = 5

/** Follows runs that were stopped until nobody of them is planned any more, a few people at a time. */
export type Stopping = {
  /** Goes on with the people of a run that was stopped. */
  begin(runId: string): void
  /** Also with those that a dead engine left. */
  beginAll(): void
  /** Resolves once nobody of a run waits to be skipped, or the ledger ends. */
  done(runId: string): Promise<void>
  /** Ends it; what is left is skipped after the next start. */
  end(): Promise<void>
}

const leftBehind = (db: ReadHandle): { runId: string }[] =>
  db.all(sql`
    select run_id as runId from run r where owner = 'broadcast' and state = 'stopped'
      and exists (select 1 from send s where s.run_id = r.run_id and s.state = 'planned')`)

export function createStopping(context: LedgerContext): Stopping {
  const { logger, vault } = context.deps
  const underWay = new Map<string, Promise<void>>()
  let hasEnded = false

  async function follow(runId: string): Promise<void> {
    try {
      for (let [isMore, slices] = [true, 1]; isMore && !hasEnded; slices += 1) {
        await breathe()
        if (hasEnded) break
        if (slices % SLICES_A_LOG === 0) vault.store.checkpoint()
        else isMore = vault.store.write((db) => skipStopped({ context, db }, runId))
      }
    } catch (error) {
      // A full disk, perhaps: nothing of a stopped run leaves, and the next start goes on here.
      logger.error('stopped-run-not-skipped', error)
    }
    underWay.delete(runId)
  }

  const begin = (runId: string): void => {
    if (!hasEnded && !underWay.has(runId)) underWay.set(runId, follow(runId))
  }
  return {
    begin,
    beginAll: () => leftBehind(vault.store.read).forEach(({ runId }) => begin(runId)),
    done: async (runId) => underWay.get(runId),
    async end() {
      hasEnded = true
      await Promise.all(underWay.values())
    },
  }
}
