// Where tests put their temporary files: in memory, where the system has room for it. Thousands of small encrypted databases are
// made and thrown away, and on a disk each waits for it at every commit. What a process that dies leaves behind is the same.
import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MEMORY_FOLDER = '/dev/shm'
// Several times what all tests together have on the disk at once; containers often give no more than 64 MB.
const LEAST_FREE_BYTES = 3 * 1024 ** 3
const PREFIX = 'shopbell-run-'
// A run that goes on makes files in its folder all the time.
const ABANDONED_AFTER_MS = 60 * 60_000

/** Whether Linux keeps this folder in memory and lets programs start there, as some tests do. */
const isFastFolder = (/** @type {string} */ folder) => {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
  const [, , kind, options = ''] = mounts.find((line) => line.split(' ')[1] === folder)?.split(' ') ?? []
  if (kind !== 'tmpfs' || options.split(',').includes('noexec')) return false
  accessSync(folder, constants.W_OK)
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= LEAST_FREE_BYTES
}

const hasFastFolder = () => {
  if (process.platform !== 'linux') return false
  try {
    return isFastFolder(MEMORY_FOLDER)
  } catch {
    // Not there or not for us: the system's own folder does as well.
    return false
  }
}

const removeFolder = (/** @type {string} */ folder) => {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    // A killed test of a full disk leaves its small disk mounted; that must not fail those who had nothing to do with it.
    console.error(`${folder} could not be removed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A run that was killed could not tidy up, and memory is dear. */
const removeAbandoned = () => {
  for (const name of readdirSync(MEMORY_FOLDER).filter((one) => one.startsWith(PREFIX))) {
    const folder = join(MEMORY_FOLDER, name)
    const made = statSync(folder, { throwIfNoEntry: false })
    const isOurs = made?.uid === process.getuid?.()
    if (made !== undefined && isOurs && Date.now() - made.mtimeMs > ABANDONED_AFTER_MS) removeFolder(folder)
  }
}

/**
 * A folder for temporary files of tests, as what to add to their environment. A TMPDIR that somebody chose stays.
 * @returns {{ env: { TMPDIR?: string }, remove: () => void }} `remove` deletes the folder with everything that was left in it
 */
export const tempInMemory = () => {
  if (process.env['TMPDIR'] !== undefined || !hasFastFolder()) return { env: {}, remove: () => undefined }
  removeAbandoned()
  const folder = mkdtempSync(join(MEMORY_FOLDER, PREFIX))
  // The packed app is started as another user, who has to get to a folder of its own in here, and sees no others.
  chmodSync(folder, 0o711)
  return { env: { TMPDIR: folder }, remove: () => removeFolder(folder) }
}
