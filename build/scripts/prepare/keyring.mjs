// Step 6, Linux only: a Secret Service. Tests and the tour get a throw-away one, so that nobody's own keyring is touched.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startThrowAwayKeyring } from './throw-away-keyring.mjs'

/** @typedef {{ ok: true, detail: string, env: NodeJS.ProcessEnv } | { ok: false, reason: string, advice: string }} KeyringOutcome */

/** Whether somebody's own session offers a bus (a keyring behind it is the app's own business to find). */
const hasSessionBus = () =>
  Boolean(process.env['DBUS_SESSION_BUS_ADDRESS']) || existsSync(join(process.env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'bus'))

/**
 * Offers a keyring to what runs next.
 * @param {{ add: (stop: () => Promise<void> | void) => void }} shutdown
 * @param {{ throwAway: boolean }} options throwAway for tests and the tour: a keyring of our own wherever one can be started
 * @returns {Promise<KeyringOutcome>}
 */
export const prepareKeyring = async (shutdown, { throwAway }) => {
  if (process.platform !== 'linux') return { ok: true, detail: 'the one of this system', env: {} }
  if (!throwAway && hasSessionBus()) return { ok: true, detail: 'the one of this session', env: {} }
  const own = await startThrowAwayKeyring(shutdown)
  if (own.ok) return { ok: true, detail: 'a throw-away one, unlocked', env: own.env }
  return hasSessionBus() ? { ok: true, detail: 'the one of this session', env: {} } : own
}
