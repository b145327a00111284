import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import type { RaffleDeps, RaffleView } from './face.ts'
import { allRaffles, deleteRaffle, findRaffle, insertRaffle, setState, updateRaffle } from './queries.ts'
import { announce, step, viewOf } from './view.ts'

/** All raffles, newest first. */
export function getAll({ vault }: RaffleDeps): Result<CallOutput<'raffle.list'>> {
  const db = vault.store.read
  return ok({ raffles: allRaffles(db).map((row) => viewOf(db, row)) })
}

/**
 * Makes a raffle or changes one that is not open yet. Errors: raffle-missing, raffle-state-refused, input-refused (field) for
 * times that do not follow each other.
 */
export function saveRaffle(deps: RaffleDeps, input: ParsedInput<'raffle.save'>): Result<RaffleView> {
  const wrong = wrongTime(input)
  if (wrong !== null) return fail('input-refused', { field: wrong })
  return deps.vault.store.write((db) => {
    const at = deps.clock.now()
    const known = input.raffleId === undefined ? undefined : findRaffle(db, input.raffleId)
    if (input.raffleId !== undefined && known === undefined) return fail('raffle-missing')
    if (known !== undefined && known.state !== 'draft') return fail('raffle-state-refused', { state: known.state })
    const raffleId = known?.raffleId ?? newId('raf', deps.random, at)
    const draft = { ...input, raffleId, entry: JSON.stringify(input.entry), confirmedFree: Number(input.isConfirmedFree) }
    if (known === undefined) insertRaffle(db, { ...draft, createdAt: at })
    else updateRaffle(db, draft)
    announce(deps, db, raffleId)
    const row = findRaffle(db, raffleId)
    assert(row !== undefined, 'it was written just now')
    return ok(viewOf(db, row))
  })
}

/** Entry closes after it opens, and before the number exists that seeds the draw. */
function wrongTime({ opensAt, closesAt, seedAt }: ParsedInput<'raffle.save'>): string | null {
  if (closesAt !== null && closesAt <= (opensAt ?? 0)) return 'closesAt'
  return seedAt <= (closesAt ?? opensAt ?? 0) ? 'seedAt' : null
}

/** Lets people in. Errors: raffle-missing, raffle-state-refused, raffle-not-free, raffle-seed-known. */
export const openRaffle = (deps: RaffleDeps, raffleId: string): Result<RaffleView> =>
  step(deps, raffleId, {
    from: ['draft'],
    act(db, row) {
      if (row.confirmedFree === 0) return fail('raffle-not-free')
      if (row.seedAt <= deps.clock.now()) return fail('raffle-seed-known')
      setState(db, row.seq, 'open')
      return ok(undefined)
    },
  })

/** Ends a raffle without a draw. Errors: raffle-missing, raffle-state-refused. */
export const cancelRaffle = (deps: RaffleDeps, raffleId: string): Result<RaffleView> =>
  step(deps, raffleId, {
    from: ['draft', 'open', 'frozen'],
    act(db, row) {
      setState(db, row.seq, 'cancelled')
      return ok(undefined)
    },
  })

/** Deletes a raffle that was never opened. Errors: raffle-missing, raffle-state-refused. */
export function removeRaffle(deps: RaffleDeps, raffleId: string): Result<CallOutput<'raffle.remove'>> {
  return deps.vault.store.write((db) => {
    const row = findRaffle(db, raffleId)
    if (row === undefined) return fail('raffle-missing')
    if (row.state !== 'draft') return fail('raffle-state-refused', { state: row.state })
    deleteRaffle(db, row.seq)
    announce(deps, db, raffleId)
    return ok({})
  })
}
