// Torments the real engine over the real simulator and holds its rows against the simulator's ledger:
//   npm run faults -- --kills 200 --messages 1000 --seed 1 [--scenario NAME]
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { scenarios } from './scenarios/index.ts'
import type { Scenario, ScenarioResult } from './rig/scenario.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    messages: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const noVerdict = { twice: 0, lostInSilence: 0, underWayAtKills: 0, unconfirmed: 0 }
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (values.help) {
  say('npm run faults -- [--kills N] [--messages N] [--seed N] [--scenario NAME]\n')
  for (const { name, expects } of scenarios) say(`  ${name.padEnd(24)} ${expects}`)
} else {
  process.exitCode = await runAll(scenarios.filter(({ name }) => values.scenario === undefined || name === values.scenario))
}

async function runAll(chosen: readonly Scenario[]): Promise<number> {
  if (chosen.length === 0) {
    say(`There is no scenario ${values.scenario}; --help lists them.`)
    return 2
  }
  const able = chosen.filter((scenario) => {
    const reason = scenario.skip?.() ?? null
    if (reason !== null) say(`skipped ${scenario.name}: ${reason}`)
    return reason === null
  })
  return close(await inLanes(able), chosen.length - able.length)
}

/** Each scenario has its own programs, ports and folder, and waits most of its time: a few run side by side, the longest from the start. */
async function inLanes(able: readonly Scenario[]): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  const left = [...able].reverse()
  const lane = async (): Promise<void> => {
    for (let scenario = left.shift(); scenario !== undefined; scenario = left.shift()) results.push(await runOne(scenario))
  }
  await Promise.all(Array.from({ length: Math.min(3, availableParallelism()) }, lane))
  return results
}

/** The closing lines, and the exit code. */
function close(results: readonly ScenarioResult[], skipped: number): number {
  const verdicts = results.map(({ verdict }) => verdict ?? noVerdict)
  const twice = sumOf(verdicts.map((verdict) => verdict.twice))
  const lost = sumOf(verdicts.map(({ lostInSilence }) => lostInSilence))
  const inDoubt = sumOf(verdicts.map(({ underWayAtKills }) => underWayAtKills))
  const unconfirmed = sumOf(verdicts.map((verdict) => verdict.unconfirmed))
  const checks = results.flatMap((result) => result.checks)
  const failed = checks.filter(({ ok }) => !ok).length
  say(
    `kills ${sumOf(results.map(({ kills }) => kills))}, twice ${twice}, lost in silence ${lost}, in doubt ${inDoubt}, unconfirmed ${unconfirmed}`,
  )
  say(`${checks.length - failed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
  return failed === 0 && twice === 0 && lost === 0 ? 0 : 1
}

async function runOne(scenario: Scenario): Promise<ScenarioResult> {
  const begun = Date.now()
  const result = await attempt(scenario)
  const checks = result.checks.map(({ name, ok, found }) => `  ${ok ? 'ok    ' : 'FAILED'} ${name}${found === '' ? '' : `: ${found}`}`)
  say([`${scenario.name}: ${scenario.expects} (seed ${values.seed}, ${((Date.now() - begun) / 1000).toFixed(1)} s)`, ...checks].join('\n'))
  return result
}

async function attempt(scenario: Scenario): Promise<ScenarioResult> {
  try {
    return await scenario.run({
      seed: Number(values.seed),
      kills: Number(values.kills),
      messages: Number(values.messages),
      say: (line) => say(`  ${scenario.name}: ${line}`),
    })
  } catch (error) {
    return {
      checks: [{ name: 'the scenario came to its end', ok: false, found: error instanceof Error ? error.message : String(error) }],
      verdict: null,
      kills: 0,
    }
  }
}
