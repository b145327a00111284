// A Secret Service of our own on a bus of our own, so that nobody's own keyring is touched: for tests and the tour, on Linux.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stopChild } from './background.mjs'
import { findProgram, lastLines, runCommand } from './run-command.mjs'

// Far more than two busy cores need: only what hangs comes near it.
const START_LIMIT_MS = 60_000
const SERVICE = 'org.freedesktop.secrets'

/** @typedef {{ ok: true, env: { readonly DBUS_SESSION_BUS_ADDRESS: string } } | { ok: false, reason: string, advice: string }} ThrowAwayOutcome */

/**
 * Tells the bus how to start the keyring, unlocked. It does so again whenever the keyring ended itself, as gnome-keyring does when
 * connections come and go at once; the system's own words for it would start a locked one.
 * @param {string} home
 * @param {string} keyring
 */
const writeService = (home, keyring) => {
  const services = join(home, 'data', 'dbus-1', 'services')
  mkdirSync(services, { recursive: true })
  const [script, password] = [join(home, 'keyring.sh'), join(home, 'password')]
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  writeFileSync(
    script,
    `DISPLAY= exec '${keyring}' --foreground --unlock --components=secrets '--control-directory=${join(home, 'control')}' < '${password}'\n`,
  )
  writeFileSync(join(services, `${SERVICE}.service`), `[D-BUS Service]\nName=${SERVICE}\nExec=/bin/sh ${script}\n`)
}

/**
 * Starts a session bus.
 * @param {string} program
 * @param {string} home
 * @param {{ add: (stop: () => Promise<void>) => void }} shutdown
 */
const startBus = async (program, home, shutdown) => {
  const child = spawn(program, ['--session', '--nofork', '--print-address=3', `--address=unix:path=${join(home, 'bus')}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: home },
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
 * Starts a bus and an unlocked keyring in a home that goes away with them. The bus must outlive the app: an Electron whose bus goes
 * away ends itself. The keyring ends with its bus.
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown
 * @returns {Promise<ThrowAwayOutcome>}
 */
export const startThrowAwayKeyring = async (shutdown) => {
  const [bus, keyring, send] = ['dbus-daemon', 'gnome-keyring-daemon', 'dbus-send'].map(findProgram)
  if (bus === undefined || keyring === undefined || send === undefined) {
    return { ok: false, reason: 'dbus or gnome-keyring is not installed', advice: 'install dbus, dbus-x11 and gnome-keyring.' }
  }
  const home = mkdtempSync(join(tmpdir(), 'shopbell-keyring-'))
  shutdown.add(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  writeService(home, keyring)
  const address = await startBus(bus, home, shutdown)
  if (address === '')
    return { ok: false, reason: 'the session bus did not start', advice: 'run `dbus-daemon --session` by hand to see why.' }
  const env = { DBUS_SESSION_BUS_ADDRESS: address }
  const words = ['--session', '--print-reply', `--reply-timeout=${START_LIMIT_MS}`, '--dest=org.freedesktop.DBus', '/']
  const started = await runCommand(send, [...words, 'org.freedesktop.DBus.StartServiceByName', `string:${SERVICE}`, 'uint32:0'], {
    env: { ...process.env, ...env },
    timeoutMs: 2 * START_LIMIT_MS,
  })
  if (started.code === 0) return { ok: true, env }
  return { ok: false, reason: 'the keyring did not start', advice: lastLines(started.output, 1).trim() }
}
