// Torments the real engine over the real simulator and holds its rows against the simulator's ledger:
//   npm run faults -- --kills 200 --messages 1000 --seed 1 [--seeds 10] [--scenario NAME | --row NUMBER]
import { parseArgs } from 'node:util'
import { runApart } from './rig/apart.ts'
import { elsewhere } from './rig/elsewhere.ts'
import { closingLines } from './rig/figures.ts'
import { inLanes } from './rig/lanes.ts'
import type { Scenario, ScenarioResult } from './rig/scenario.ts'
import { scenarios } from './scenarios/index.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    messages: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    scenario: { type: 'string' },
    row: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const isAll = values.scenario === undefined && values.row === undefined

const rowsOf = ({ rows }: Scenario): string => (rows.length === 0 ? '' : `row${rows.length > 1 ? 's' : ''} ${rows.join(', ')}: `)
const isChosen = ({ name, rows }: Scenario): boolean =>
  isAll || name === values.scenario || (values.row !== undefined && rows.includes(Number(values.row)))

if (values.help) {
  say('npm run faults -- [--kills N] [--messages N] [--seed N] [--seeds N] [--scenario NAME | --row NUMBER]\n')
  for (const scenario of scenarios) say(`  ${scenario.name.padEnd(20)} ${rowsOf(scenario)}${scenario.expects}`)
} else {
  process.exitCode = await runAll(scenarios.filter(isChosen))
}

async function runAll(chosen: readonly Scenario[]): Promise<number> {
  if (chosen.length === 0) {
    say(`There is no scenario ${values.scenario ?? ''} and no row ${values.row ?? ''}; --help lists them.`)
    return 2
  }
  const able = chosen.filter((scenario) => {
    const reason = scenario.skip?.() ?? null
    if (reason !== null) say(`skipped ${rowsOf(scenario)}${scenario.name}: ${reason}`)
    return reason === null
  })
  const results: ScenarioResult[] = []
  for (let turn = 0; turn < Number(values.seeds); turn += 1) {
    const seed = Number(values.seed) + turn
    results.push(...(await inLanes(able.map((scenario) => () => runOne(scenario, seed)))))
  }
  if (isAll) for (const { row, what, where } of elsewhere) say(`elsewhere row ${row}: ${what}: ${where}`)
  const closing = closingLines(results, { skipped: chosen.length - able.length, elsewhere: isAll ? elsewhere.length : 0 })
  closing.lines.forEach(say)
  return closing.isGood ? 0 : 1
}

async function runOne(scenario: Scenario, seed: number): Promise<ScenarioResult> {
  const begun = Date.now()
  const order = { name: scenario.name, seed, kills: Number(values.kills), messages: Number(values.messages) }
  const result = await runApart(order)
  const checks = result.checks.map(({ name, ok, found }) => {
    const outcome = ok ? `ok     ${name}` : `FAILED ${scenario.name}: ${name}`
    return `  ${outcome}${found === '' ? '' : `: ${found}`}`
  })
  const seconds = ((Date.now() - begun) / 1000).toFixed(1)
  say([`${rowsOf(scenario)}${scenario.name}: ${scenario.expects} (seed ${seed}, ${seconds} s)`, ...checks].join('\n'))
  return result
}
