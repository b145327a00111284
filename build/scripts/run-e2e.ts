// Builds the app and drives it with Playwright:  node build/scripts/run-e2e.ts [PLAYWRIGHT ARGUMENT ...]
// Expects the environment that the preparing steps made (test/support/app/environment.ts lists it).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'
import { tempInMemory } from './prepare/temp-in-memory.mjs'
import { failureLine, noTotals, reportTotals, type Totals } from './totals.ts'

type Problem = { readonly message?: string }

type Suite = {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly file: string
    readonly title: string
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly errors: readonly Problem[] }[] }[]
  }[]
}

type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly skipped: number; readonly unexpected: number; readonly flaky: number }
  readonly errors: readonly Problem[]
  readonly suites: readonly Suite[]
}

const failuresIn = ({ suites = [], specs }: Suite): string[] => [
  ...specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => failureLine(`${file}: ${title}`, results.flatMap(({ errors }) => errors)[0]?.message ?? '')),
  ),
  ...suites.flatMap(failuresIn),
]

const readTotals = (file: string): Totals => {
  // A runner that dies before it has counted is one failure, never none.
  if (!existsSync(file)) return { ...noTotals, failed: 1, failures: ['the app was not built, or Playwright ended before it had counted'] }
  const { stats, errors, suites }: PlaywrightReport = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: stats.expected,
    // A test that passes only when it is repeated has failed.
    failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
    reasons: stats.skipped > 0 ? [`${stats.skipped} end-to-end tests skip themselves on this machine`] : [],
    failures: [...suites.flatMap(failuresIn), ...errors.map(({ message = '' }) => failureLine('Playwright', message))],
  }
}

const run = (parameters: readonly string[], env: NodeJS.ProcessEnv): number =>
  spawnSync(process.execPath, parameters, { cwd: projectFolder, stdio: 'inherit', env }).status ?? 1

const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
const file = join(folder, 'report.json')
const built = run(['build/scripts/build.ts'], process.env)
const cli = 'node_modules/@playwright/test/cli.js'
const temporary = tempInMemory()
const env = { ...process.env, ...temporary.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
const code =
  built === 0 ? run([cli, 'test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json', ...process.argv.slice(2)], env) : 1
const totals = readTotals(file)
rmSync(folder, { recursive: true, force: true })
temporary.remove()
reportTotals(totals)
process.exitCode = code === 0 && totals.failed === 0 ? 0 : 1
