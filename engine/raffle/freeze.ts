import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { makeCode } from '../coupon/index.ts'
import { groupCondition, momentOf } from '../group/index.ts'
import type { Random } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { RaffleDeps, RaffleView } from './face.ts'
import { listHashOf } from './hash.ts'
import { addEntriesWhere, dropUnfit, entrySeqs, markFrozen, setEntryCode, type RaffleRow } from './queries.ts'
import { canonicalText } from './rules.ts'
import { entryRuleOf, step } from './view.ts'

/** Random letters of an entry's code; with the check character eight, so that two lists hardly ever share one. */
const RANDOM_LETTERS = 7

/**
 * Closes the list for good: people come in by the rule where one holds, blocked, restricted and erased ones go, everybody gets a random
 * code, and the text of rules and codes is hashed. One transaction: a list is frozen whole or not at all.
 * Errors: raffle-missing, raffle-state-refused, raffle-seed-known, raffle-nobody.
 */
export const freezeList = (deps: RaffleDeps, raffleId: string): Result<RaffleView> =>
  step(deps, raffleId, { from: ['open'], act: (db, row) => freeze(deps, db, row) })

function freeze({ vault, clock, random }: RaffleDeps, db: WriteHandle, row: RaffleRow): Result<void> {
  const at = clock.now()
  // Whoever knew the seed could try lists until one draws the wished winner.
  if (row.seedAt <= at) return fail('raffle-seed-known')
  const rule = entryRuleOf(row)
  if (rule.kind === 'group') addEntriesWhere(db, row.seq, { condition: groupCondition(rule.rule, momentOf(vault.shop, at)), at })
  dropUnfit(db, row.seq)
  const entries = entrySeqs(db, row.seq)
  if (entries.length === 0) return fail('raffle-nobody')
  const codes = drawEntryCodes(random, entries.length)
  for (const [place, seq] of entries.entries()) setEntryCode(db, seq, codes[place] ?? '')
  markFrozen(db, row.seq, { at, listHash: listHashOf(canonicalText({ ...row, entryCodes: codes })) })
  return ok(undefined)
}

function drawEntryCodes(random: Random, count: number): string[] {
  const codes = new Set<string>()
  for (let rounds = 0; codes.size < count; rounds += 1) {
    assert(rounds < 1_000, 'random bytes do not repeat themselves')
    const bytes = random.bytes((count - codes.size) * RANDOM_LETTERS)
    for (let start = 0; start < bytes.length; start += RANDOM_LETTERS) {
      const code = makeCode('', bytes.subarray(start, start + RANDOM_LETTERS))
      if (code !== null) codes.add(code)
    }
  }
  return [...codes]
}
