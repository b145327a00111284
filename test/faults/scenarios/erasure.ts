import { eraseRounds, type EraseRounds } from '../../support/erase-rounds.ts'
import { check, type Scenario } from '../rig/scenario.ts'

/** Of further kills where the machine changed its speed meanwhile. */
const MOST_FURTHER = 10

/** Who looked late heard of beginning and end at once, and measured nothing. */
const LEAST_WHOLE_MS = 20

/** One kill in the small run, fifty in the full one, spread over the whole act and a little beyond. */
const killsOf = (kills: number): number => (kills >= 200 ? 50 : Math.max(5, Math.floor(kills / 4)))

/** Row 44: an erasure that is killed has not begun, or the next start brings it to its end. */
export const erasure: Scenario = {
  name: 'erasure',
  rows: [44],
  expects: 'killed at any instant, an erasure has not begun or is ended by the next start; the receipt comes last and no trace is left',
  async run({ kills, say }) {
    const rounds = await eraseRounds()
    try {
      const { found, traces, logBytes } = await killAll(rounds, killsOf(kills))
      const count = found.nothing + found.all + found.half
      say(`${count} kills over ${Math.round(rounds.wholeMs)} ms: ${found.nothing} not begun, ${found.all} ended, ${found.half} half`)
      return {
        checks: [
          check('none was left half done', found.half === 0, found),
          check('no trace on any page of those that happened', traces.length === 0, traces.join(', ')),
          check('the log of writes is empty', logBytes === 0, `${logBytes} bytes`),
          check('kills met both sides of the commit', found.nothing > 0 && found.all > 0, found),
        ],
        verdict: null,
        kills: count,
      }
    } finally {
      rounds.remove()
    }
  },
}

/**
 * Kills at instants spread over the whole act. A machine that is slower or quicker by then than when the whole was measured meets
 * one side of the commit only: then further kills come twice as late each time, or at once, until both were met.
 */
async function killAll(rounds: EraseRounds, count: number) {
  const found = { nothing: 0, all: 0, half: 0 }
  const traces: string[] = []
  let logBytes = 0
  const killAfter = async (ms: number): Promise<void> => {
    const round = await rounds.round(ms)
    found[round.outcome] += 1
    traces.push(...round.traces)
    logBytes += round.logBytes
  }
  for (let kill = 0; kill < count; kill += 1) await killAfter((rounds.wholeMs * 1.1 * kill) / Math.max(1, count - 1))
  for (let more = 1; more <= MOST_FURTHER && found.all === 0; more += 1)
    await killAfter(Math.max(LEAST_WHOLE_MS, rounds.wholeMs) * 2 ** more)
  for (let more = 1; more <= MOST_FURTHER && found.nothing === 0; more += 1) await killAfter(0)
  return { found, traces, logBytes }
}
