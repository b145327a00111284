// Step 2: a Node that runs TypeScript files directly and that today's tools accept.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './paths.mjs'
import { runCommand } from './run-command.mjs'

// 22.18 is the first 22 that strips types without a flag; the tools themselves ask for 22.12.
const LEAST = { major: 22, minor: 18 }

/** @param {string} version such as v24.21.0 */
export const isNewEnough = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor)
}

/** The Node that comes as a package, where one exists for this platform. */
const packagedNode = () => {
  const name = process.platform === 'win32' ? `node-win-${process.arch}` : `node-${process.platform}-${process.arch}`
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(projectFolder, 'node_modules', name, 'bin', file)
  return existsSync(path) ? path : undefined
}

/**
 * Finds the newer Node: the one from the packages, else the one that runs this script.
 * @returns {Promise<{ ok: true, detail: string, executable: string } | { ok: false, reason: string, advice: string }>}
 */
export const prepareNewerNode = async () => {
  const packaged = packagedNode()
  if (packaged !== undefined) {
    const result = await runCommand(packaged, ['--version'], { timeoutMs: 20_000 })
    if (result.code === 0) return { ok: true, detail: `${result.output.trim()} from the packages`, executable: packaged }
  }
  if (isNewEnough(process.version)) return { ok: true, detail: `${process.version}, your own`, executable: process.execPath }
  return {
    ok: false,
    reason: `Node ${process.version} is too old, and no newer one comes as a package for ${process.platform} ${process.arch}`,
    advice: 'install Node 24 from nodejs.org (22.18 is the least) and run the command again.',
  }
}
