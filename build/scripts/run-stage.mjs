// Runs one program of a longer command with its output going straight to the person, and says how it ended.
import { spawn } from 'node:child_process'

const FORCE_AFTER_MS = 15_000
const ownGroup = process.platform !== 'win32'

/**
 * Ends a program with everything that it started: test runners start others, which would stay behind.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
const endGroup = (child, signal) => {
  if (child.pid === undefined || child.exitCode !== null) return
  try {
    if (ownGroup) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It ended on its own between the look and the signal.
  }
}

/**
 * @typedef {object} StageOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {(text: string) => void} [onOutput] also sees standard output
 * @property {number} [timeoutMs] the stage is ended after this time and has failed
 */

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {StageOptions} options
 * @returns {Promise<number>} exit code; 1 when a signal ended it, 124 when it took too long
 */
export const runStage = (command, parameters, { cwd, env, onOutput, timeoutMs }) =>
  new Promise((resolve) => {
    const child = spawn(command, [...parameters], {
      cwd,
      env,
      stdio: ['ignore', onOutput ? 'pipe' : 'inherit', 'inherit'],
      detached: ownGroup,
    })
    let tookTooLong = false
    const forward = (/** @type {NodeJS.Signals} */ signal) => endGroup(child, signal)
    const limit = timeoutMs
      ? setTimeout(() => {
          tookTooLong = true
          console.error(`This took longer than ${Math.round(timeoutMs / 60_000)} minutes and was ended.`)
          endGroup(child, 'SIGTERM')
          setTimeout(() => endGroup(child, 'SIGKILL'), FORCE_AFTER_MS).unref()
        }, timeoutMs)
      : undefined
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
      process.stdout.write(chunk)
      onOutput?.(chunk.toString())
    })
    const finish = (/** @type {number} */ code) => {
      clearTimeout(limit)
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(tookTooLong ? 124 : code)
    }
    child.on('error', (error) => {
      console.error(error.message)
      finish(127)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
