// Holds client, simulator and webhooks against Meta's contract:  npm run contract [-- --random 2000] [--seed 1] [--json]
import { parseArgs } from 'node:util'
import { describeRun } from './meta/report.ts'
import { runContract } from './meta/run.ts'

const { values } = parseArgs({
  options: {
    random: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

const [random, seed] = [Number(values.random), Number(values.seed)]
if (!Number.isInteger(random) || random < 0 || !Number.isInteger(seed)) {
  process.stderr.write('--random takes how many random messages of each kind are sent, --seed a whole number.\n')
  process.exitCode = 2
} else {
  const report = describeRun(await runContract({ random, seed }), { random, seed })
  process.stdout.write(`${values.json ? JSON.stringify(report.figures) : report.lines.join('\n')}\n`)
  process.exitCode = report.violations.length === 0 ? 0 : 1
}
