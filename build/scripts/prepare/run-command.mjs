// Child processes of the preparing steps: quiet while all is well, with their last words when it is not.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const KEPT_OUTPUT_BYTES = 64_000

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the command is ended after this time; none when left out
 * @property {string} [input] what the command reads from standard input
 */

/** @typedef {{ code: number, output: string, timedOut: boolean }} CommandResult */

/**
 * Runs a command without a shell and collects what it prints on both streams (the last 64 kB).
 * Never throws: a program that is not there ends with code 127.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export const runCommand = (command, parameters, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, [...parameters], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    })
    let output = ''
    let timedOut = false
    const collect = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT_BYTES)
    }
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.timeoutMs)
      : undefined
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    // A program that never reads its input closes the pipe early; its exit code tells what matters.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: error.message, timedOut })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, output, timedOut })
    })
  })

/**
 * The last lines of what a command said, indented for the report.
 * @param {string} output
 * @param {number} [lines]
 */
export const lastLines = (output, lines = 8) =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines)
    .map((line) => `      ${line}`)
    .join('\n')

/**
 * Finds a program on PATH.
 * @param {string} name
 * @returns {string | undefined} its whole path
 */
export const findProgram = (name) => {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    if (folder === '') continue
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      continue
    }
  }
  return undefined
}

/**
 * Says whether commands can be run as root here, and with which words in front.
 * @returns {readonly string[] | undefined} nothing in front for root, `sudo -n` where sudo asks no password, undefined where neither holds
 */
export const rootPrefix = () => {
  if (process.getuid?.() === 0) return []
  if (findProgram('sudo') === undefined) return undefined
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined
}

/**
 * Recognises the words with which tools say that no network can be reached.
 * @param {string} output
 */
export const looksLikeNoNetwork = (output) =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Temporary failure resolving|Could not resolve|network/i.test(output)
