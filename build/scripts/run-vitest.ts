// Runs the tests of one vitest project and reports what was really counted:  node build/scripts/run-vitest.ts PROJECT
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from './prepare/paths.mjs'
import { tempInMemory } from './prepare/temp-in-memory.mjs'
import { noTotals, reportTotals, type Totals } from './totals.ts'

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
}

const readTotals = (file: string, exitCode: number): Totals => {
  // A runner that dies before it has counted is one failure, never none.
  if (!existsSync(file)) return { ...noTotals, failed: 1 }
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = report.numPendingTests + report.numTodoTests
  const brokenFiles = report.numFailedTests === 0 && exitCode !== 0 ? Math.max(1, report.numFailedTestSuites) : 0
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped,
    reasons: skipped > 0 ? [`${skipped} unit or contract tests skip themselves on this machine`] : [],
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
