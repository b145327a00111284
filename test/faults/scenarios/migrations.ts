import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrations as steps } from '../../../engine/store/migrations/index.ts'
import { killMigration } from '../../support/migration-kills.ts'
import { check, type Scenario } from '../rig/scenario.ts'

const KILLS = 20
/** A small run takes a few of the steps, with a few kills each. */
const SMALL_RUN = { kills: 3, everyNth: 12 }

/** Each step of the schema, killed at twenty instants, every time from the file as the Shopbell before it left it. */
export const migrations: Scenario = {
  name: 'migrations',
  rows: [],
  expects: 'D-07: the next opening ends the step, with every row and every page whole',
  async run({ kills, say }) {
    const isSmall = kills < KILLS
    const chosen = steps.filter((_, index) => index > 0 && (!isSmall || index % SMALL_RUN.everyNth === 0))
    const each = isSmall ? SMALL_RUN.kills : KILLS
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-steps-'))
    try {
      const outcomes = []
      for (const { number } of chosen) outcomes.push(await killMigration(folder, number, each))
      const cut = outcomes.reduce((sum, { before }) => sum + before, 0)
      say(`${chosen.length} steps, ${chosen.length * each} kills, ${cut} of them before the step had returned`)
      const problems = outcomes.flatMap(({ step, problems: found }) => found.map((problem) => `step ${step}: ${problem}`))
      return {
        checks: [
          check('no step left anything half', problems.length === 0, problems.join('; ')),
          check('some kills came in the middle', cut > 0, cut),
        ],
        verdict: null,
        kills: chosen.length * each,
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
