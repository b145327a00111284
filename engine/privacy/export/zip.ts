import { createHash } from 'node:crypto'
import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../../kernel/index.ts'
import { writeWhole } from '../../table-export/index.ts'

// Its workers would be files of their own beside the bundle.
configure({ useWebWorkers: false })

/** Strength 3 of the WinZip format: AES-256. */
const AES_256 = 3

/** Puts one file into the ZIP; its bytes are not kept. */
export type AddEntry = (path: string, bytes: Uint8Array) => Promise<void>

/** Where to write, the time that entries carry (ms), what makes the temporary name, and what locks it. */
export type ZipOptions = {
  readonly target: string
  readonly at: number
  readonly random: Random
  readonly password?: string | undefined
}

/** What was written. */
export type Written<T> = { readonly fileName: string; readonly sizeBytes: number; readonly sha256: string; readonly value: T }

/**
 * Writes a ZIP that is whole or not there, entry by entry as `fill` brings them, so that it need not fit into memory. With a
 * password each entry is locked before it reaches the disk (AES-256, WinZip's AE-2); names of entries stay readable.
 * Errors: file-write-failed, disk-full, disk-read-only; nothing is left behind then, nor when `fill` throws.
 */
export async function writeZip<T>(options: ZipOptions, fill: (add: AddEntry) => Promise<T>): Promise<Result<Written<T>>> {
  const hash = createHash('sha256')
  const written = await writeWhole(options, async (write) => {
    const sink = new WritableStream<Uint8Array>({
      write(chunk) {
        hash.update(chunk)
        write(chunk)
      },
    })
    const zip = new ZipWriter(sink, {
      lastModDate: new Date(options.at),
      extendedTimestamp: true,
      keepOrder: true,
      ...(options.password === undefined ? {} : { password: options.password, encryptionStrength: AES_256 }),
    })
    const value = await fill(async (path, bytes) => void (await zip.add(path, new Uint8ArrayReader(bytes))))
    await zip.close()
    return value
  })
  if (!written.ok) return written
  const { fileName, sizeBytes, value } = written.value
  return ok({ fileName, sizeBytes, sha256: hash.digest('hex'), value })
}
