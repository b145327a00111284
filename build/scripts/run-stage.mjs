// Runs one program of a longer command with its output going straight to the person, and says how it ended.
import { spawn } from 'node:child_process'

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options onOutput also sees standard output
 * @returns {Promise<number>} exit code; 1 when a signal ended it
 */
export const runStage = (command, parameters, { cwd, env, onOutput }) =>
  new Promise((resolve) => {
    const child = spawn(command, [...parameters], { cwd, env, stdio: ['ignore', onOutput ? 'pipe' : 'inherit', 'inherit'] })
    const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
      process.stdout.write(chunk)
      onOutput?.(chunk.toString())
    })
    const finish = (/** @type {number} */ code) => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(error.message)
      finish(127)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
