import { RaffleEntryRule } from '#contract/ipc/raffle.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { RaffleId } from '#contract/kernel/values.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import type { RaffleDeps, RaffleView } from './face.ts'
import { countEntries, drawnEntries, findRaffle, type RaffleRow } from './queries.ts'

export const entryRuleOf = (row: Pick<RaffleRow, 'entry'>): RaffleView['entry'] => RaffleEntryRule.parse(JSON.parse(row.entry))

/** A raffle as it is told outside. */
export function viewOf(db: ReadHandle, row: RaffleRow): RaffleView {
  const { raffleId, opensAt, closesAt, seedAt, frozenAt, drawnAt, broadcastId } = row
  const times = { opensAt, closesAt, seedAt, frozenAt, drawnAt } as Pick<
    RaffleView,
    'opensAt' | 'closesAt' | 'seedAt' | 'frozenAt' | 'drawnAt'
  >
  return {
    raffleId: raffleId as RaffleId,
    name: row.name,
    prize: row.prize,
    winners: row.winners,
    entry: entryRuleOf(row),
    state: row.state,
    seedSource: row.seedSource,
    isConfirmedFree: row.confirmedFree !== 0,
    entries: countEntries(db, row.seq),
    listHash: row.listHash,
    seed: row.seed,
    broadcastId: broadcastId as RaffleView['broadcastId'],
    drawn: row.state === 'drawn' ? drawnEntries(db, row.seq).map(drawnView) : [],
    ...times,
  }
}

const drawnView = ({ place, entryCode, customerId, customerName, passedOver }: ReturnType<typeof drawnEntries>[number]) => ({
  place,
  entryCode,
  customerId: customerId as RaffleView['drawn'][number]['customerId'],
  customerName,
  passedOver,
})

/**
 * Takes a raffle one step on, in one transaction, and tells of it; it has to stand where the step begins.
 * Errors: raffle-missing, raffle-state-refused (state), and those of the step.
 */
export function step(
  deps: RaffleDeps,
  raffleId: string,
  { from, act }: { readonly from: readonly RaffleRow['state'][]; act(db: WriteHandle, row: RaffleRow): Result<void> },
): Result<RaffleView> {
  return deps.vault.store.write((db) => {
    const row = findRaffle(db, raffleId)
    if (row === undefined) return fail('raffle-missing')
    if (!from.includes(row.state)) return fail('raffle-state-refused', { state: row.state })
    const done = act(db, row)
    if (!done.ok) return done
    const after = findRaffle(db, raffleId)
    assert(after !== undefined, 'a step removes no raffle')
    announce(deps, db, raffleId)
    return ok(viewOf(db, after))
  })
}

/** Tells once it is kept. */
export const announce = ({ announcer }: Pick<RaffleDeps, 'announcer'>, db: WriteHandle, raffleId: string): void =>
  db.afterCommit(() => announcer.announce('raffle.changed', { raffleId: raffleId as RaffleId }))
