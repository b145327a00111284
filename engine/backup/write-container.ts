import { createHash } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readContainer } from './read-container.ts'
import { CHUNK_BYTES, fileSeal, headBytes, LENGTH_BYTES, type FileSeal } from './sealing.ts'
import type { Header, Manifest, PartHead, Whole } from './shapes.ts'

/** Seals bytes as they come; what does not fill a chunk waits for what follows. One chunk is in memory, and is used again. */
class SealedOutput {
  readonly #file: FileHandle
  readonly #seal: FileSeal
  readonly #waiting = new Uint8Array(CHUNK_BYTES)
  #filled = 0
  #chunk = 0

  constructor(file: FileHandle, seal: FileSeal) {
    this.#file = file
    this.#seal = seal
  }

  /** Where the next bytes may be put, at least one; `took` says how many were. */
  async free(): Promise<Uint8Array> {
    // The last chunk is marked as such, so a full one is held back until more comes.
    if (this.#filled === CHUNK_BYTES) await this.#write(false)
    return this.#waiting.subarray(this.#filled)
  }

  took(bytes: number): void {
    this.#filled += bytes
  }

  async head(head: PartHead): Promise<void> {
    const text = Buffer.from(JSON.stringify(head))
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(text.length)
    await this.#append(Buffer.concat([length, text]))
  }

  finish(): Promise<void> {
    return this.#write(true)
  }

  async #append(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.byteLength;) {
      const free = await this.free()
      const piece = bytes.subarray(from, from + free.byteLength)
      free.set(piece)
      this.took(piece.byteLength)
      from += piece.byteLength
    }
  }

  async #write(isLast: boolean): Promise<void> {
    const sealed = await this.#seal.seal(this.#waiting.subarray(0, this.#filled), { chunk: this.#chunk, isLast })
    await this.#file.writeFile(sealed)
    this.#chunk += 1
    this.#filled = 0
  }
}

/** What goes into a backup. */
export type Ingredients = {
  readonly header: Header
  readonly vaultKey: string
  readonly manifest: Manifest
  /** A whole copy of the database that nobody writes to. */
  readonly database: string
  /** Folder of the sealed files, and which of them; one that is gone by then is left out. */
  readonly media: { readonly folder: string; readonly names: readonly string[] }
  readonly signal: AbortSignal
}

type Source = { readonly file: FileHandle; readonly size: number }

async function copyInto(output: SealedOutput, { file, size }: Source, onBytes: (bytes: Uint8Array) => void): Promise<void> {
  for (let left = size; left > 0;) {
    const free = await output.free()
    const { bytesRead } = await file.read(free, 0, Math.min(free.byteLength, left))
    if (bytesRead === 0) throw Object.assign(new Error('a file became shorter while it was read'), { code: 'EIO' })
    onBytes(free.subarray(0, bytesRead))
    output.took(bytesRead)
    left -= bytesRead
  }
}

async function withFile<T>(path: string, work: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    return await work(file, (await file.stat()).size)
  } finally {
    await file.close()
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function appendMedia(output: SealedOutput, folder: string, name: string): Promise<boolean> {
  try {
    await withFile(join(folder, name), async (file, size) => {
      await output.head({ kind: 'media', name, size })
      await copyInto(output, { file, size }, () => undefined)
    })
    return true
  } catch (error) {
    // Erased since the list was made: opened before anything of it was written, so nothing half stands in the backup.
    if (isGone(error)) return false
    throw error
  }
}

async function writeParts(output: SealedOutput, { manifest, database, media, signal }: Ingredients): Promise<void> {
  const hash = createHash('sha256')
  await output.head(manifest)
  await withFile(database, async (file, size) => {
    await output.head({ kind: 'database', size })
    await copyInto(output, { file, size }, (bytes) => void hash.update(bytes))
  })
  let files = 0
  for (const name of media.names) {
    signal.throwIfAborted()
    if (await appendMedia(output, media.folder, name)) files += 1
  }
  await output.head({ kind: 'end', files, sha256: hash.digest('hex') })
  await output.finish()
}

/** A new name lasts only once its folder is on the disk; Windows keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Some network disks know no such request; the file itself has been synced.
    if (!(error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP'))) throw error
  } finally {
    await handle.close()
  }
}

/**
 * Writes a backup: beside its place, synced, read back from end to end, and only then under its name. What fails leaves nothing
 * that is named a backup.
 * @throws what disk and file system throw; BackupError when what was read back is not what was written
 */
export async function writeContainer(target: string, ingredients: Ingredients): Promise<Whole> {
  const part = `${target}.part`
  await rm(part, { force: true })
  const file = await open(part, 'wx', 0o600)
  try {
    try {
      await file.writeFile(headBytes(ingredients.header))
      await writeParts(new SealedOutput(file, await fileSeal(ingredients.vaultKey, ingredients.header)), ingredients)
      await file.sync()
    } finally {
      await file.close()
    }
    const whole = await readContainer(part, async () => ingredients.vaultKey)
    await rename(part, target)
    await syncFolder(dirname(target))
    return whole
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
