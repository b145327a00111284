// Runs the tests of one vitest project and reports what was really counted:  node build/scripts/run-vitest.ts PROJECT
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'
import { tempInMemory } from './prepare/temp-in-memory.mjs'
import { failureLine, noTotals, reportTotals, type Totals } from './totals.ts'

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
    }[]
  }[]
}

const failuresOf = ({ testResults }: VitestReport): string[] =>
  testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(projectFolder, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [failureLine(file, message)]
      return failed.map(({ fullName, failureMessages }) => failureLine(`${file}: ${fullName}`, failureMessages?.[0] ?? ''))
    })

const readTotals = (file: string, exitCode: number): Totals => {
  // A runner that dies before it has counted is one failure, never none.
  if (!existsSync(file)) return { ...noTotals, failed: 1, failures: ['vitest ended before it had counted'] }
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = report.numPendingTests + report.numTodoTests
  const brokenFiles = report.numFailedTests === 0 && exitCode !== 0 ? Math.max(1, report.numFailedTestSuites) : 0
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped,
    reasons: skipped > 0 ? [`${skipped} unit or contract tests skip themselves on this machine`] : [],
    failures: failuresOf(report),
  }
}

const project = process.argv[2] ?? 'unit'
const folder = mkdtempSync(join(tmpdir(), 'shopbell-vitest-'))
const file = join(folder, 'report.json')
const cli = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
const parameters = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
const temporary = tempInMemory()
const env = { ...process.env, ...temporary.env }
const run = spawnSync(process.execPath, [cli, ...parameters], { cwd: projectFolder, stdio: 'inherit', env })
temporary.remove()
const totals = readTotals(file, run.status ?? 1)
rmSync(folder, { recursive: true, force: true })
reportTotals(totals)
process.exitCode = totals.failed === 0 && run.status === 0 ? 0 : 1
