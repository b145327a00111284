// Step 1: the npm packages of the lock file.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './paths.mjs'
import { lastLines, looksLikeNoNetwork, runCommand } from './run-command.mjs'

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry */

/**
 * @param {string} path
 * @returns {Record<string, LockEntry> | undefined} undefined where the file is missing or half written
 */
const readLock = (path) => {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * @param {string} path
 * @param {LockEntry} wanted
 * @param {LockEntry | undefined} present
 */
const difference = (path, wanted, present) => {
  if (path === '' || wanted.link) return undefined
  if (present === undefined) return wanted.optional || wanted.devOptional ? undefined : `${path} is missing`
  return present.version === wanted.version ? undefined : `${path} has another version`
}

/**
 * Compares what is installed with the lock file, by the list that npm leaves in node_modules when it has finished.
 * Packages for other platforms may be absent; any other difference asks for an installation.
 * @param {string} folder the project's folder
 * @returns {string | undefined} why an installation is needed, undefined when everything is there
 */
export const packagesNeeded = (folder) => {
  const wanted = readLock(join(folder, 'package-lock.json'))
  const installed = readLock(join(folder, 'node_modules', '.package-lock.json'))
  if (wanted === undefined) return 'package-lock.json cannot be read'
  if (installed === undefined) return 'no packages are installed yet'
  for (const [path, entry] of Object.entries(wanted)) {
    const found = difference(path, entry, installed[path])
    if (found !== undefined) return found
  }
  const unknown = Object.keys(installed).find((path) => wanted[path] === undefined)
  return unknown === undefined ? undefined : `${unknown} is not in the lock file`
}

/** The npm that runs this script, or the one on PATH. */
const npmCommand = () => {
  const cli = process.env['npm_execpath']
  if (cli?.endsWith('.js')) return { command: process.execPath, first: [cli] }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] }
}

/**
 * Runs npm quietly in the project's folder.
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, timeoutMs?: number }} [options]
 */
export const runNpm = (parameters, options = {}) => {
  const { command, first } = npmCommand()
  return runCommand(command, [...first, ...parameters], { cwd: projectFolder, ...options })
}

/**
 * Installs the packages where they are missing or do not match the lock file.
 * @param {import('./report.mjs').Reporter} reporter
 * @returns {Promise<import('./report.mjs').Outcome>}
 */
export const preparePackages = async (reporter) => {
  const need = packagesNeeded(projectFolder)
  if (need === undefined) return { ok: true, detail: 'as the lock file says' }
  reporter.progress(`installing packages with npm ci (${need}; about a minute, some 500 MB)`)
  const result = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (result.code === 0) return { ok: true, detail: 'installed' }
  const advice = looksLikeNoNetwork(result.output)
    ? 'the package registry could not be reached. Connect to the network (or set the registry with `npm config set registry`) and run the command again.'
    : 'read the lines below, then run `npm ci` by hand.'
  return { ok: false, reason: 'npm ci failed', advice: `${advice}\n${lastLines(result.output)}` }
}
