import type { ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { RaffleDeps, RaffleView } from './face.ts'
import { drawOrder, listHashOf } from './hash.ts'
import { drawnEntries, entryCodes, markDrawn, passOver, promoteNext, setTurn } from './queries.ts'
import { canonicalText } from './rules.ts'
import { step } from './view.ts'

/**
 * Draws the winners from the frozen list and the seed, once. Errors: raffle-missing, raffle-state-refused, raffle-seed-early
 * (seedAt) before the number is published.
 */
export const drawWinners = (deps: RaffleDeps, raffleId: string, seed: string): Result<RaffleView> =>
  step(deps, raffleId, {
    from: ['frozen'],
    act(db, row) {
      const at = deps.clock.now()
      if (at < row.seedAt) return fail('raffle-seed-early', { seedAt: row.seedAt })
      const codes = entryCodes(db, row.seq)
      assert(row.listHash === listHashOf(canonicalText({ ...row, entryCodes: codes })), 'a frozen list never changes')
      for (const [place, code] of drawOrder(row.listHash, seed, codes).entries())
        setTurn(db, { raffleSeq: row.seq, code, turn: place + 1, place: place < row.winners ? place + 1 : null })
      markDrawn(db, row.seq, { at, seed })
      return ok(undefined)
    },
  })

/**
 * Lets the next in the drawn order take a place; it stays empty when nobody is left. Errors: raffle-missing,
 * raffle-state-refused, raffle-place-empty.
 */
export const passOverWinner = (deps: RaffleDeps, { raffleId, place, reason }: ParsedInput<'raffle.passOver'>): Result<RaffleView> =>
  step(deps, raffleId, {
    from: ['drawn'],
    act(db, row) {
      const winner = drawnEntries(db, row.seq).find((drawn) => drawn.place === place && drawn.passedOver === null)
      if (winner === undefined) return fail('raffle-place-empty', { place })
      passOver(db, winner.seq, reason)
      promoteNext(db, row.seq, place)
      return ok(undefined)
    },
  })
