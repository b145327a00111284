// npm run check: format, types, lint, dependency rules, unused code, duplicates, message files and unit tests, two at a time.
// One line for each; the whole output only of what failed. Arguments choose stages by part of their title.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { checkStages, type Stage } from './check-stages.ts'
import { projectFolder } from './prepare/paths.mjs'
import { addTotals, failureLine, noTotals, reportTotals, type Totals } from './totals.ts'

const AT_ONCE = 2

type Ended = { readonly code: number; readonly output: string }

/** Runs one stage; its own counts, where it has any, come back through a file. */
const runProgram = (stage: Stage, totalsFile: string): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...stage.env, SHOPBELL_TOTALS: totalsFile, NO_COLOR: '1' }
    const child = spawn(process.execPath, [join(projectFolder, stage.script), ...stage.parameters], { cwd: projectFolder, env })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })

const readCounts = (file: string): Totals => {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line): Totals => JSON.parse(line)).reduce(addTotals, noTotals)
}

/** A stage that counts nothing itself is one check. */
const oneCheck = ({ title }: Stage, code: number, output: string): Totals =>
  code === 0 ? { ...noTotals, passed: 1 } : { ...noTotals, failed: 1, failures: [failureLine(title, output)] }

const runOne = async (stage: Stage, folder: string): Promise<Totals> => {
  const startedAt = performance.now()
  const totalsFile = join(folder, `${stage.title}.json`)
  const { code, output } = await runProgram(stage, totalsFile)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const totals = stage.counts ? readCounts(totalsFile) : oneCheck(stage, code, output)
  const numbers = stage.counts ? `, ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped` : ''
  console.log(`  ${code === 0 ? '✓' : '✗'} ${stage.title} (${seconds} s${numbers})`)
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '      '))
  return totals
}

/** Takes stages from the list until it is empty; two of these run side by side. */
const work = async (waiting: Stage[], folder: string): Promise<Totals> => {
  let sum = noTotals
  for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) sum = addTotals(sum, await runOne(stage, folder))
  return sum
}

const wanted = process.argv.slice(2).map((word) => word.toLowerCase())
const stages = checkStages().filter(({ title }) => wanted.length === 0 || wanted.some((word) => title.toLowerCase().includes(word)))
const folder = mkdtempSync(join(tmpdir(), 'shopbell-check-'))
const waiting = [...stages]
const counts = await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting, folder)))
rmSync(folder, { recursive: true, force: true })
const totals = counts.reduce(addTotals, noTotals)
reportTotals(totals)
process.exitCode = totals.failed === 0 ? 0 : 1
