import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killKeyChanges } from '../../support/key-change-kills.ts'
import { check, type Scenario } from '../rig/scenario.ts'

const KILLS = 40
const SMALL_RUN_KILLS = 6
const PEOPLE = 20_000

/** A new key for the vault, killed at forty instants (fewer in a small run), one after the other in the same vault. */
export const keyChange: Scenario = {
  name: 'key-change',
  rows: [23],
  expects: 'D-15: the vault always opens with one of the two keys, every page whole and nobody lost',
  async run({ kills, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-key-'))
    try {
      const wanted = kills >= KILLS ? KILLS : SMALL_RUN_KILLS
      const outcome = await killKeyChanges(join(folder, 'shop'), { kills: wanted, people: PEOPLE })
      say(`${outcome.old} times the old key was in force, ${outcome.new} times the new one`)
      return {
        checks: [
          check('after each kill the vault opened whole', outcome.problems.length === 0, outcome.problems.join('; ')),
          check('each kill left one of the two keys in force', outcome.old + outcome.new === wanted, outcome),
        ],
        verdict: null,
        kills: outcome.kills,
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
