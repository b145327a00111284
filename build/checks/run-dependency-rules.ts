// Runs the dependency rules over the rooms given as arguments. A run that looked at nothing is a failure: without a TypeScript
// that it can use, dependency-cruiser passes silently with no module read.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from '../scripts/prepare/paths.mjs'

type Report = {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
      readonly comment?: string
    }[]
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] }
  }
}

const cli = join(projectFolder, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
const parameters = ['--config', 'build/checks/dependency-rules.cjs', '--output-type', 'json', ...process.argv.slice(2)]
const run = spawnSync(process.execPath, [cli, ...parameters], { cwd: projectFolder, encoding: 'utf8', maxBuffer: 256_000_000 })
if (run.stdout === '') {
  console.error(run.stderr)
  process.exit(1)
}
const { summary }: Report = JSON.parse(run.stdout)
const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment ?? '']))
for (const { rule, from, to } of summary.violations)
  console.error(`${rule.name}: ${from} imports ${to}\n  ${comments.get(rule.name) ?? ''}`)
if (summary.totalCruised === 0) console.error('No module was read, so nothing was checked.')
console.log(`${summary.totalCruised} modules read, ${summary.violations.length} violations`)
process.exitCode = summary.totalCruised > 0 && summary.violations.length === 0 ? 0 : 1
