import { breathe } from '../kernel/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { LedgerContext } from './context.ts'

/** Few enough for one transaction to hold up nobody. */
const FREED_AT_ONCE = 250

/** Lets everybody of open runs who was given a time ask again, some at a time. */
export type LookingAnew = {
  /** Begins with those who have a time now, or begins anew. */
  begin(): void
  /** Ends it; who was not asked again by then goes at the time that was given. */
  end(): Promise<void>
}

/** Where it stands: the latest times come first, and it only goes down, so whoever is given an earlier time meanwhile can't keep it going for ever. */
type Place = { readonly at: number; readonly seq: number }

const openRuns = (db: ReadHandle): string[] =>
  db.all<{ runId: string }>(sql`select run_id as runId from run where state in ('running', 'paused')`).map(({ runId }) => runId)

const heldBefore = (db: ReadHandle, runId: string, { at, seq }: Place): Place[] =>
  db.all<Place>(sql`
    select coalesce(not_before, 0) as at, seq from send
    where run_id = ${runId} and state = 'planned' and coalesce(not_before, 0) > 0
      and (coalesce(not_before, 0), seq) < (${at}, ${seq})
    order by coalesce(not_before, 0) desc, seq desc limit ${FREED_AT_ONCE}`)

export function createLookingAnew(context: LedgerContext): LookingAnew {
  const { logger, vault } = context.deps
  let [hasEnded, turn] = [false, 0]
  let underWay: Promise<void> = Promise.resolve()

  /** Where it goes on; null when nobody of the run is left. */
  function free(runId: string, before: Place): Place | null {
    const page = vault.store.write((db) => {
      const held = heldBefore(db, runId, before)
      for (const { seq } of held) db.run(sql`update send set not_before = null where seq = ${seq} and state = 'planned'`)
      return held
    })
    context.wake()
    return page.length < FREED_AT_ONCE ? null : (page.at(-1) ?? null)
  }

  async function follow(own: number): Promise<void> {
    try {
      for (const runId of openRuns(vault.store.read)) {
        let place: Place | null = { at: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER }
        while (place !== null && !hasEnded && own === turn) {
          place = free(runId, place)
          await breathe()
        }
      }
    } catch (error) {
      // A full disk, perhaps: whoever was given a time goes then.
      logger.error('held-not-looked-at', error)
    }
  }
  return {
    begin() {
      if (hasEnded) return
      turn += 1
      underWay = Promise.all([underWay, follow(turn)]).then(() => undefined)
    },
    async end() {
      hasEnded = true
      await underWay
    },
  }
}
