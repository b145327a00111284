import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Space set aside on the disk, so that the outcome of messages under way can still be written when the disk is full. */
export type Ballast = {
  /** Whether the space is there to give. */
  readonly isThere: boolean
  release(): boolean
}

const CHUNK_BYTES = 1_048_576

function fill(path: string, sizeBytes: number): void {
  const file = openSync(path, 'w', 0o600)
  try {
    // Random, because a disk that compresses would set nothing aside for zeros.
    const chunk = randomBytes(Math.min(CHUNK_BYTES, sizeBytes))
    for (let written = 0; written < sizeBytes; written += chunk.length)
      writeSync(file, chunk, 0, Math.min(chunk.length, sizeBytes - written))
  } finally {
    closeSync(file)
  }
}

/**
 * Sets the space aside beside the database, when at least three times as much is free; without that it goes without.
 * @param sizeBytes 0 for none
 */
export function keepBallast(path: string, sizeBytes: number): Ballast {
  const isThere = existsSync(path) && statSync(path).size === sizeBytes
  if (sizeBytes > 0 && !isThere) {
    const disk = statfsSync(dirname(path))
    if (disk.bavail * disk.bsize >= 3 * sizeBytes) fill(path, sizeBytes)
  }
  return {
    get isThere() {
      return existsSync(path)
    },
    /** Gives the space back; false when there was none left to give. */
    release() {
      if (!existsSync(path)) return false
      rmSync(path, { force: true })
      return true
    },
  }
}
