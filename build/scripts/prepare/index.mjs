// All preparing steps in their order. Runs on the Node that a bare machine has, with nothing installed.
import { dirname, join } from 'node:path'
import { prepareDisplay, hasDisplay } from './display.mjs'
import { prepareElectron } from './electron-runtime.mjs'
import { prepareKeyring } from './keyring.mjs'
import { prepareNewerNode } from './newer-node.mjs'
import { preparePackages } from './packages.mjs'
import { projectFolder } from './paths.mjs'
import { runStep } from './report.mjs'
import { prepareSystemLibraries } from './system-libraries.mjs'

/**
 * What the later programs may count on.
 * @typedef {object} Prepared
 * @property {string} node the newer Node
 * @property {NodeJS.ProcessEnv} env the environment for everything that runs next
 * @property {string | undefined} noApp why the app cannot be opened here; undefined when it can
 * @property {string | undefined} noKeyring why there is no keyring; undefined when there is one
 */

/**
 * Packages and the newer Node: without these nothing can run.
 * @param {import('./report.mjs').Reporter} reporter
 * @returns {Promise<string | undefined>} the newer Node, undefined when the command cannot go on
 */
const prepareTools = async (reporter) => {
  const packages = await runStep(reporter, 'Packages', () => preparePackages(reporter))
  if (!packages.ok) return undefined
  const node = await runStep(reporter, 'Newer Node', prepareNewerNode)
  return node.ok ? node.executable : undefined
}

/**
 * The environment for programs that run in the newer Node: it comes first on PATH, as it does in npm scripts.
 * @param {string} node
 */
export const environmentFor = (node) => ({
  ...process.env,
  PATH: [dirname(node), join(projectFolder, 'node_modules', '.bin'), process.env['PATH']].join(process.platform === 'win32' ? ';' : ':'),
  SHOPBELL_ENGINE_NODE: node,
  SHOPBELL_APP_DIR: projectFolder,
  // Node keeps what it compiled: tests and scripts start the same programs some hundred times.
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(projectFolder, 'node_modules', '.cache', 'compiled'),
})

/**
 * What a step adds to the environment, nothing when it failed.
 * @param {{ ok: boolean, env?: NodeJS.ProcessEnv }} outcome
 */
const added = (outcome) => (outcome.ok ? (outcome.env ?? {}) : {})

/**
 * How later programs find Electron. Playwright finds the stand-in through the variable that the electron package itself reads.
 * @param {{ executable: string, standIn: boolean }} electron
 */
const electronEnvironment = ({ executable, standIn }) => ({
  SHOPBELL_ELECTRON: executable,
  ...(standIn ? { ELECTRON_OVERRIDE_DIST_PATH: dirname(executable) } : {}),
})

/**
 * The first reason why something is not to be had.
 * @param {readonly { ok: boolean, reason?: string }[]} outcomes
 */
const firstReason = (outcomes) => outcomes.find(({ ok }) => !ok)?.reason

/**
 * Prepares everything that running the app needs; a step that fails does not stop the others.
 * @param {import('./report.mjs').Reporter} reporter
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown what must be ended afterwards is added here
 * @param {{ throwAwayKeyring: boolean }} options
 * @returns {Promise<Prepared | undefined>} undefined when not even the tools could be had
 */
export const prepareAll = async (reporter, shutdown, options) => {
  const node = await prepareTools(reporter)
  if (node === undefined) return undefined
  const electron = await runStep(reporter, 'Electron', () => prepareElectron(reporter, node))
  const executable = electron.ok ? electron.executable : undefined
  const libraries = await runStep(reporter, 'System libraries', () =>
    prepareSystemLibraries(reporter, { executable, needsDisplay: !hasDisplay() }),
  )
  const display = await runStep(reporter, 'Display', () => prepareDisplay(shutdown))
  const throwAway = options.throwAwayKeyring || !hasDisplay()
  const keyring = await runStep(reporter, 'Keyring', () => prepareKeyring(shutdown, { throwAway }))
  const env = {
    ...environmentFor(node),
    ...(electron.ok ? electronEnvironment(electron) : {}),
    ...added(display),
    ...added(keyring),
    SHOPBELL_KEYRING: keyring.ok ? 'yes' : 'no',
  }
  const librariesForApp = { ok: libraries.ok || !libraries.appCannotRun, reason: libraries.ok ? '' : libraries.reason }
  return { node, env, noApp: firstReason([electron, librariesForApp, display]), noKeyring: firstReason([keyring]) }
}
