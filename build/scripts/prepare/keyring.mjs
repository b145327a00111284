// Step 6, Linux only: a Secret Service. Tests and the tour get a throw-away one, so that nobody's own keyring is touched.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stopChild } from './background.mjs'
import { findProgram, runCommand } from './run-command.mjs'

const START_LIMIT_MS = 10_000
const PROBE_EVERY_MS = 100

/** @typedef {{ ok: true, detail: string, env: NodeJS.ProcessEnv } | { ok: false, reason: string, advice: string }} KeyringOutcome */

/** Whether somebody's own session offers a bus (a keyring behind it is the app's own business to find). */
const hasSessionBus = () =>
  Boolean(process.env['DBUS_SESSION_BUS_ADDRESS']) || existsSync(join(process.env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'bus'))

/**
 * Asks the bus who owns the Secret Service, until somebody does.
 * @param {NodeJS.ProcessEnv} env
 */
const secretServiceAppears = async (env) => {
  const parameters = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.secrets',
  ]
  for (let waited = 0; waited < START_LIMIT_MS; waited += PROBE_EVERY_MS) {
    const answer = await runCommand('dbus-send', parameters, { env: { ...process.env, ...env }, timeoutMs: 5_000 })
    if (answer.output.includes('boolean true')) return true
    await wait(PROBE_EVERY_MS)
  }
  return false
}

/**
 * Starts a session bus of our own.
 * @param {string} program
 * @param {string} home
 * @param {{ add: (stop: () => Promise<void>) => void }} shutdown
 */
const startBus = async (program, home, shutdown) => {
  const child = spawn(program, ['--session', '--nofork', '--print-address=3', `--address=unix:path=${join(home, 'bus')}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data') },
  })
  shutdown.add(() => stopChild(child))
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3])
  return Promise.race([
    once(pipe, 'data').then(([data]) => String(data).trim()),
    once(child, 'exit').then(() => ''),
    wait(START_LIMIT_MS, '', { ref: false }),
  ])
}

/**
 * Starts a bus and an unlocked keyring in a throw-away home. The bus must outlive the app: an Electron whose bus goes away ends itself.
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown
 * @returns {Promise<KeyringOutcome>}
 */
const startThrowAway = async (shutdown) => {
  const bus = findProgram('dbus-daemon')
  const keyring = findProgram('gnome-keyring-daemon')
  if (bus === undefined || keyring === undefined) {
    return { ok: false, reason: 'dbus or gnome-keyring is not installed', advice: 'install dbus, dbus-x11 and gnome-keyring.' }
  }
  const home = mkdtempSync(join(tmpdir(), 'shopbell-keyring-'))
  shutdown.add(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  const address = await startBus(bus, home, shutdown)
  if (address === '')
    return { ok: false, reason: 'the session bus did not start', advice: 'run `dbus-daemon --session` by hand to see why.' }
  const env = { DBUS_SESSION_BUS_ADDRESS: address }
  const child = spawn(keyring, ['--foreground', '--unlock', '--components=secrets', `--control-directory=${join(home, 'control')}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...env, HOME: home, XDG_DATA_HOME: join(home, 'data') },
  })
  shutdown.add(() => stopChild(child))
  child.stdin.end(randomBytes(24).toString('hex'))
  if (await secretServiceAppears(env)) return { ok: true, detail: 'a throw-away one, unlocked', env }
  return { ok: false, reason: 'the keyring did not start', advice: 'run `gnome-keyring-daemon --foreground --unlock` by hand to see why.' }
}

/**
 * Offers a keyring to what runs next.
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown
 * @param {{ throwAway: boolean }} options throwAway for tests and the tour: a keyring of our own wherever one can be started
 * @returns {Promise<KeyringOutcome>}
 */
export const prepareKeyring = async (shutdown, { throwAway }) => {
  if (process.platform !== 'linux') return { ok: true, detail: 'the one of this system', env: {} }
  if (!throwAway && hasSessionBus()) return { ok: true, detail: 'the one of this session', env: {} }
  const own = await startThrowAway(shutdown)
  return own.ok || !hasSessionBus() ? own : { ok: true, detail: 'the one of this session', env: {} }
}
