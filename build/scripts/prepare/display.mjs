// Step 5, Linux only: a virtual display where there is no real one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stopChild } from './background.mjs'
import { findProgram } from './run-command.mjs'

// Far more than two busy cores need: only what hangs comes near it.
const START_LIMIT_MS = 60_000
const SCREEN = '1440x900x24'

/** Whether this machine shows windows to a person. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

/** @typedef {{ ok: true, detail: string, env: NodeJS.ProcessEnv } | { ok: false, reason: string, advice: string }} DisplayOutcome */

/**
 * Starts Xvfb on a number that it chooses itself and tells over a pipe, so that two runs never meet.
 * @param {{ add: (stop: () => Promise<void>) => void }} shutdown
 * @returns {Promise<DisplayOutcome>}
 */
export const prepareDisplay = async (shutdown) => {
  if (hasDisplay()) return { ok: true, detail: 'the one of this desktop', env: {} }
  const program = findProgram('Xvfb')
  if (program === undefined) {
    return { ok: false, reason: 'no display, and Xvfb is not installed', advice: 'install xvfb, or run the command in a desktop session.' }
  }
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  shutdown.add(() => stopChild(child))
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3])
  const answer = await Promise.race([
    once(pipe, 'data').then(([data]) => String(data).trim()),
    once(child, 'exit').then(() => ''),
    new Promise((resolve) => setTimeout(resolve, START_LIMIT_MS, '').unref()),
  ])
  if (answer === '') return { ok: false, reason: 'Xvfb did not start', advice: 'run `Xvfb :99` by hand to see why.' }
  return { ok: true, detail: `virtual, :${answer} (${SCREEN})`, env: { DISPLAY: `:${answer}` } }
}
