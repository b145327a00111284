// Torments the real engine over the real simulator and holds its rows against the simulator's ledger:
//   npm run faults -- --kills 200 --messages 1000 --seed 1 [--scenario NAME]
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

const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (values.help) {
  say('npm run faults -- [--kills N] [--messages N] [--seed N] [--scenario NAME]\n')
  for (const { name, expects } of scenarios) say(`  ${name.padEnd(24)} ${expects}`)
} else {
  process.exitCode = await runAll(scenarios.filter(({ name }) => values.scenario === undefined || name === values.scenario))
}

type Sum = { passed: number; failed: number; skipped: number; kills: number; twice: number; lost: number; inDoubt: number; unconfirmed: number }

async function runAll(chosen: readonly Scenario[]): Promise<number> {
  if (chosen.length === 0) {
    say(`There is no scenario ${values.scenario}; --help lists them.`)
    return 2
  }
  const sum: Sum = { passed: 0, failed: 0, skipped: 0, kills: 0, twice: 0, lost: 0, inDoubt: 0, unconfirmed: 0 }
  for (const scenario of chosen) await runOne(scenario, sum)
  say(`kills ${sum.kills}, twice ${sum.twice}, lost in silence ${sum.lost}, in doubt ${sum.inDoubt}, unconfirmed ${sum.unconfirmed}`)
  say(`${sum.passed} passed, ${sum.failed} failed${sum.skipped === 0 ? '' : `, ${sum.skipped} skipped`}`)
  return sum.failed === 0 && sum.twice === 0 && sum.lost === 0 ? 0 : 1
}

async function runOne(scenario: Scenario, sum: Sum): Promise<void> {
  const reason = scenario.skip?.() ?? null
  if (reason !== null) {
    say(`skipped ${scenario.name}: ${reason}`)
    sum.skipped += 1
    return
  }
  say(`${scenario.name}: ${scenario.expects} (seed ${values.seed})`)
  const begun = Date.now()
  const result = await attempt(scenario)
  for (const { name, ok, found } of result.checks) {
    say(`  ${ok ? 'ok    ' : 'FAILED'} ${name}${found === '' ? '' : `: ${found}`}`)
    sum[ok ? 'passed' : 'failed'] += 1
  }
  sum.kills += result.kills
  sum.twice += result.verdict?.twice ?? 0
  sum.lost += result.verdict?.lostInSilence ?? 0
  sum.inDoubt += result.verdict?.underWayAtKills ?? 0
  sum.unconfirmed += result.verdict?.unconfirmed ?? 0
  say(`  ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}

async function attempt(scenario: Scenario): Promise<ScenarioResult> {
  try {
    return await scenario.run({
      seed: Number(values.seed),
      kills: Number(values.kills),
      messages: Number(values.messages),
      say: (line) => say(`  ${line}`),
    })
  } catch (error) {
    return { checks: [{ name: 'the scenario came to its end', ok: false, found: error instanceof Error ? error.message : String(error) }], verdict: null, kills: 0 }
  }
}
