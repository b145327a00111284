// npm test: prepares the machine, then runs every check there is: the house, contract tests, the real app on a real display with a
// real keyring, a small run of the faults harness and a small canary scan. Whatever can't be had here is counted as skipped, with
// the reason; it never counts as passed. The last line is the sum.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createShutdown, stopOnSignals } from './prepare/background.mjs'
import { prepareAll } from './prepare/index.mjs'
import { projectFolder } from './prepare/paths.mjs'
import { createReporter } from './prepare/report.mjs'
import { tempInMemory } from './prepare/temp-in-memory.mjs'
import { runStage } from './run-stage.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, reasons: readonly string[], failures: readonly string[] }} Totals */
/** @typedef {import('./prepare/index.mjs').Prepared} Prepared */

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {string} entry file or folder that must be there; a stage without it is not part of this copy
 * @property {readonly string[]} run what the newer Node runs
 * @property {(prepared: Prepared) => string | undefined} skip why it cannot run here
 * @property {true} [waits] mostly waits, so that the stages after it run beside it
 */

// Many times what a stage takes on two slow cores: only something that hangs reaches it.
const STAGE_LIMIT_MS = 45 * 60_000

const needsNothing = () => undefined
const needsApp = (/** @type {Prepared} */ { noApp }) => noApp
const needsLinuxApp = (/** @type {Prepared} */ { noApp }) =>
  noApp ?? (process.platform === 'linux' ? undefined : 'looks at a Linux package')
const needsKeyring = (/** @type {Prepared} */ { noKeyring }) => noKeyring

/** @type {readonly Stage[]} */
const stages = [
  { title: 'Check', entry: 'build/scripts/check.ts', run: ['build/scripts/check.ts'], skip: needsNothing },
  {
    title: 'Faults, a small run',
    entry: 'test/faults/main.ts',
    run: ['test/faults/main.ts', '--kills', '8', '--messages', '120', '--seed', '1'],
    skip: needsNothing,
    waits: true,
  },
  { title: 'Contract tests', entry: 'test/contract', run: ['build/scripts/run-vitest.ts', 'contract'], skip: needsNothing },
  { title: 'The app, end to end', entry: 'test/e2e', run: ['build/scripts/run-e2e.ts'], skip: needsApp },
  { title: 'The packed app', entry: 'build/scripts/check-package.ts', run: ['build/scripts/check-package.ts'], skip: needsLinuxApp },
  { title: 'Canary, a small run', entry: 'test/canary/main.ts', run: ['test/canary/main.ts'], skip: needsKeyring },
]

/** @param {string} entry */
const isThere = (entry) => {
  const path = join(projectFolder, entry)
  if (!existsSync(path)) return false
  return entry.endsWith('.ts') || readdirSync(path, { recursive: true }).some((name) => /\.(test|e2e)\.ts$/.test(String(name)))
}

/** @param {readonly Totals[]} all @returns {Totals} */
const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
  failures: all.flatMap(({ failures }) => failures),
})

/** @param {string} file @returns {Totals} */
const countsInFile = (file) =>
  sum(
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )

/**
 * The counts of a program that prints the plain closing line.
 * @param {string} output
 * @returns {Totals | undefined} undefined when it printed none
 */
const countsInOutput = (output) => {
  const line = [...output.matchAll(/^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1)
  if (line === undefined) return undefined
  const [passed = 0, failed = 0, skipped = 0] = line.slice(1).map((text) => Number(text ?? 0))
  const failures = [...output.matchAll(/^ +FAILED +(.*)$/gm)].map(([, what = '']) => what)
  return { passed, failed, skipped, reasons: [...output.matchAll(/^skipped:? (.*)$/gm)].map(([, what = '']) => what), failures }
}

/**
 * What a stage counted: from the file it writes, else from its own closing line, else its exit code is one check.
 * A stage that ends badly has failed, whatever it counted.
 * @param {string} file
 * @param {string} output
 * @param {number} code
 * @returns {Totals}
 */
const countsOf = (file, output, code) => {
  const counted = existsSync(file) ? countsInFile(file) : countsInOutput(output)
  if (counted === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, reasons: [], failures: [] }
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

/**
 * @param {Stage} stage
 * @param {Prepared} prepared
 * @param {string} folder for the counts
 * @returns {Promise<Totals>}
 */
const runOne = async (stage, prepared, folder) => {
  const startedAt = Date.now()
  const reason = stage.skip(prepared)
  if (reason !== undefined) {
    console.log(`\n${stage.title}: skipped, ${reason}`)
    return { passed: 0, failed: 0, skipped: 1, reasons: [`${stage.title}: ${reason}`], failures: [] }
  }
  console.log(`\n${stage.title}`)
  const file = join(folder, `${stage.title}.jsonl`)
  let output = ''
  const code = await runStage(prepared.node, stage.run, {
    cwd: projectFolder,
    env: { ...prepared.env, SHOPBELL_TOTALS: file },
    onOutput: (text) => void (output += text),
    timeoutMs: STAGE_LIMIT_MS,
  })
  const counts = countsOf(file, output, code)
  const failures = counts.failed > 0 && counts.failures.length === 0 ? [`ended with ${code}`] : counts.failures
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${stage.title}: ${counts.failed === 0 ? 'fine' : 'FAILED'} after ${seconds} s`)
  return { ...counts, failures: failures.map((failure) => `${stage.title}: ${failure}`) }
}

/**
 * Bundles the engine's command line and the simulator once for all stages that start them; they take the sources where that fails,
 * and the stage that builds the app says what is wrong.
 * @param {Prepared} prepared
 * @param {string} folder
 * @returns {Promise<NodeJS.ProcessEnv>} what the stages are told
 */
const bundlePrograms = async ({ node, env }, folder) => {
  const code = await runStage(node, ['build/scripts/bundle-engine.ts', folder], { cwd: projectFolder, env })
  if (code !== 0) return {}
  return { SHOPBELL_ENGINE_PROGRAM: join(folder, 'command-line.js'), SHOPBELL_SIMULATOR_PROGRAM: join(folder, 'simulator', 'main.js') }
}

/** A new folder inside the project, where programs find the native packages. */
const newBundleFolder = () => {
  const parent = join(projectFolder, 'node_modules', '.cache')
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'engine-'))
}

/** @param {Prepared} prepared */
const runAll = async (prepared) => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-test-'))
  const bundle = newBundleFolder()
  const temporary = tempInMemory()
  const env = { ...prepared.env, ...temporary.env, ...(await bundlePrograms(prepared, bundle)) }
  /** @type {Totals[]} */
  const counts = []
  /** @type {Promise<Totals>[]} */
  const waiting = []
  for (const stage of stages.filter(({ entry }) => isThere(entry))) {
    const running = runOne(stage, { ...prepared, env }, folder)
    if (stage.waits) waiting.push(running)
    else counts.push(await running)
  }
  counts.push(...(await Promise.all(waiting)))
  for (const made of [folder, bundle]) rmSync(made, { recursive: true, force: true })
  temporary.remove()
  return sum(counts)
}

const shutdown = createShutdown()
stopOnSignals(shutdown)
const startedAt = Date.now()
try {
  console.log('Preparing')
  const prepared = await prepareAll(createReporter(process.stdout), shutdown, { throwAwayKeyring: true })
  console.log(`Prepared in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  const totals =
    prepared === undefined
      ? { passed: 0, failed: 1, skipped: 0, reasons: [], failures: ['the machine could not be prepared'] }
      : await runAll(prepared)
  console.log(`\nAll done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`)
  for (const reason of totals.reasons) console.log(`Skipped: ${reason}`)
  // Once more at the end: what stands hundreds of lines above is not found, or was cut off.
  for (const failure of totals.failures) console.log(`Failed: ${failure}`)
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
  process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1
} finally {
  await shutdown.run()
}
