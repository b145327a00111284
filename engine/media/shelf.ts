import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'
import { DamagedFile, readSealed, SealedWriter, type Sealed } from './sealed-file.ts'

/** Where a kept file lies, and what opens it. */
export type Kept = { readonly storedName: string; readonly key: Uint8Array; readonly sizeBytes: number }

/** A file on its way into the folder. */
export type Incoming = {
  readonly sizeBytes: number
  /** Takes the next bytes, one call at a time. @throws when the disk takes no more; `trouble` says what that means */
  append(bytes: Uint8Array): Promise<void>
  /** Errors: disk-full, disk-read-only, disk-failed. */
  finish(): Promise<Result<Sealed & { readonly storedName: string }>>
  abandon(): Promise<void>
}

/** The vault's folder of sealed files. It holds nothing readable: names are random, bytes are sealed, each under a key of its own. */
export type Shelf = {
  /** Errors: disk-full, disk-read-only, disk-failed. */
  begin(): Promise<Result<Incoming>>
  /** Errors: media-damaged, disk-failed. */
  read(kept: Kept, range: { readonly start: number; readonly end: number }): Result<Buffer>
  has(storedName: string): boolean
  remove(storedName: string): void
  /** Every name in the folder, those of unfinished files too. */
  names(): readonly string[]
}

const FOLDER = 'media'
const NAME_BYTES = 16
const DISK_FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG']
const READ_ONLY: readonly string[] = ['EROFS', 'EACCES', 'EPERM']

/** What a failure of the file system means to a person; null when it is none. */
export function trouble(error: unknown): ErrorCode | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '') return null
  if (DISK_FULL.includes(code)) return 'disk-full'
  return READ_ONLY.includes(code) ? 'disk-read-only' : 'disk-failed'
}

function asTrouble(error: unknown): Result<never> {
  const code = trouble(error)
  if (code === null) throw error
  return fail(code)
}

/** @param vaultFolder the vault's own folder */
export function createShelf(vaultFolder: string, random: Random): Shelf {
  const folder = join(vaultFolder, FOLDER)
  const pathOf = (name: string): string => join(folder, name)
  const prepare = (): void => {
    if (existsSync(folder)) return
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // The rights of a new folder are cut by the habits of the account.
    if (process.platform !== 'win32') chmodSync(folder, 0o700)
  }
  return {
    async begin() {
      const storedName = Buffer.from(random.bytes(NAME_BYTES)).toString('hex')
      try {
        prepare()
        const writer = await SealedWriter.create(pathOf(storedName), (count) => random.bytes(count))
        return ok(incoming(writer, storedName))
      } catch (error) {
        return asTrouble(error)
      }
    },
    read({ storedName, key, sizeBytes }, { start, end }) {
      try {
        return ok(readSealed({ path: pathOf(storedName), key, sizeBytes }, start, Math.min(end, sizeBytes)))
      } catch (error) {
        return error instanceof DamagedFile || !existsSync(pathOf(storedName)) ? fail('media-damaged') : asTrouble(error)
      }
    },
    has: (name) => statSync(pathOf(name), { throwIfNoEntry: false })?.isFile() === true,
    remove: (name) => rmSync(pathOf(name), { force: true }),
    names: () => (existsSync(folder) ? readdirSync(folder) : []),
  }
}

const incoming = (writer: SealedWriter, storedName: string): Incoming => ({
  get sizeBytes() {
    return writer.sizeBytes
  },
  append: (bytes) => writer.append(bytes),
  async finish() {
    try {
      return ok({ ...(await writer.finish()), storedName })
    } catch (error) {
      await writer.abandon()
      return asTrouble(error)
    }
  },
  abandon: () => writer.abandon(),
})
