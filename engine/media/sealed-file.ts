import { createCipheriv, createDecipheriv, createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes of each part that is sealed by itself, so that a film can be shown from its middle. */
const PART_BYTES = 65_536
const TAG_BYTES = 16
const SEALED_PART_BYTES = PART_BYTES + TAG_BYTES
const KEY_BYTES = 32
const CIPHER = 'aes-256-gcm'
/** What the type of a file is told by. */
const HEAD_BYTES = 4_096

/** Thrown when a sealed file is not, bit by bit, what was written. */
export class DamagedFile extends Error {
  constructor() {
    super('a sealed file is damaged')
    this.name = 'DamagedFile'
  }
}

/** Counts the parts and marks the last, so that parts can't be swapped, repeated or cut off. A key seals one file only, so no pair of key and nonce comes twice. */
function nonceOf(part: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(part, 4)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function seal(key: Uint8Array, bytes: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce)
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function unseal(key: Uint8Array, sealed: Uint8Array, nonce: Uint8Array): Buffer {
  if (sealed.byteLength <= TAG_BYTES) throw new DamagedFile()
  const decipher = createDecipheriv(CIPHER, key, nonce)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    // The tag does not fit: whatever the reason, nothing of it may be shown.
    throw new DamagedFile()
  }
}

/** What is known of a file once it is sealed. */
export type Sealed = {
  readonly key: Uint8Array
  readonly sizeBytes: number
  /** Of the plain bytes, in hexadecimal digits. */
  readonly sha256: string
  /** Its first bytes. */
  readonly head: Uint8Array
}

/** Seals bytes as they come into a file that has another name until it is whole and on the disk. */
export class SealedWriter {
  readonly #path: string
  readonly #file: FileHandle
  readonly #key: Uint8Array
  readonly #hash: Hash = createHash('sha256')
  #rest = Buffer.alloc(0)
  #head = Buffer.alloc(0)
  #part = 0
  #sizeBytes = 0

  private constructor(path: string, file: FileHandle, key: Uint8Array) {
    this.#path = path
    this.#file = file
    this.#key = key
  }

  /** @param drawKey gives that many unpredictable bytes */
  static async create(path: string, drawKey: (count: number) => Uint8Array): Promise<SealedWriter> {
    return new SealedWriter(path, await open(partPath(path), 'wx', 0o600), drawKey(KEY_BYTES))
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  /** Takes the next bytes; one call at a time. What does not fill a part waits in memory for what follows. */
  async append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    this.#sizeBytes += bytes.byteLength
    if (this.#head.byteLength < HEAD_BYTES) this.#head = Buffer.concat([this.#head, bytes.subarray(0, HEAD_BYTES - this.#head.byteLength)])
    this.#rest = Buffer.concat([this.#rest, bytes])
    // The last part is marked as such, so one is held back until more comes.
    while (this.#rest.byteLength > PART_BYTES) {
      await this.#write(this.#rest.subarray(0, PART_BYTES), false)
      this.#rest = this.#rest.subarray(PART_BYTES)
    }
  }

  /** Ends the file: on the disk and under its name when it resolves. */
  async finish(): Promise<Sealed> {
    await this.#write(this.#rest, true)
    this.#rest = Buffer.alloc(0)
    await this.#file.sync()
    await this.#file.close()
    await rename(partPath(this.#path), this.#path)
    await syncFolder(dirname(this.#path))
    return { key: this.#key, sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex'), head: this.#head }
  }

  /** Throws everything away. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined)
    await rm(partPath(this.#path), { force: true })
  }

  async #write(bytes: Uint8Array, isLast: boolean): Promise<void> {
    await this.#file.writeFile(seal(this.#key, bytes, nonceOf(this.#part, isLast)))
    this.#part += 1
  }
}

const partPath = (path: string): string => `${path}.part`

/** A new name lasts only once its folder is on the disk; Windows keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Which bytes of which sealed file; `sizeBytes` is its whole plain size. */
export type Asked = { readonly path: string; readonly key: Uint8Array; readonly sizeBytes: number }

/**
 * Reads bytes of a sealed file, from `start` up to but not including `end`; each part that is touched is proven first.
 * @throws DamagedFile, and what the file system throws
 */
export function readSealed({ path, key, sizeBytes }: Asked, start: number, end: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const lastPart = Math.max(0, Math.ceil(sizeBytes / PART_BYTES) - 1)
    const firstWanted = Math.floor(start / PART_BYTES)
    const lastWanted = Math.min(lastPart, Math.floor(Math.max(start, end - 1) / PART_BYTES))
    const parts: Buffer[] = []
    for (let part = firstWanted; part <= lastWanted; part += 1) {
      const sealed = Buffer.alloc(part === lastPart ? sizeBytes - lastPart * PART_BYTES + TAG_BYTES : SEALED_PART_BYTES)
      const length = readSync(file, sealed, 0, sealed.byteLength, part * SEALED_PART_BYTES)
      if (length !== sealed.byteLength) throw new DamagedFile()
      parts.push(unseal(key, sealed, nonceOf(part, part === lastPart)))
    }
    return Buffer.concat(parts).subarray(start - firstWanted * PART_BYTES, end - firstWanted * PART_BYTES)
  } finally {
    closeSync(file)
  }
}
