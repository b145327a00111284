import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

const MEGABYTE = 1024 * 1024

/** Kinds of example that Meta's upload takes, told by their first bytes. @source reference part 4, resumable upload */
const kinds = [
  { mime: 'image/jpeg', limitBytes: 5 * MEGABYTE, matches: (bytes: Uint8Array) => starts(bytes, [0xff, 0xd8, 0xff]) },
  { mime: 'image/png', limitBytes: 5 * MEGABYTE, matches: (bytes: Uint8Array) => starts(bytes, [0x89, 0x50, 0x4e, 0x47]) },
  { mime: 'application/pdf', limitBytes: 16 * MEGABYTE, matches: (bytes: Uint8Array) => starts(bytes, [0x25, 0x50, 0x44, 0x46]) },
  { mime: 'video/mp4', limitBytes: 16 * MEGABYTE, matches: (bytes: Uint8Array) => starts(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70]) },
] as const

const starts = (bytes: Uint8Array, beginning: readonly number[]): boolean => beginning.every((byte, place) => bytes[place] === byte)
const LARGEST_BYTES = 16 * MEGABYTE

/**
 * Reads an example file. What it is follows from its bytes, never from its name.
 * @returns file-missing, file-unreadable, file-empty, file-too-large (sizeBytes, limitBytes), template-file-refused
 */
export async function readSampleFile(path: string): Promise<Result<{ fileName: string; mime: string; bytes: Uint8Array }>> {
  const read = await readWhole(path)
  if (!read.ok) return read
  const bytes = read.value
  const kind = kinds.find((one) => one.matches(bytes))
  if (kind === undefined) return fail('template-file-refused')
  const sizeBytes = bytes.byteLength
  if (sizeBytes > kind.limitBytes) return fail('file-too-large', { sizeBytes, limitBytes: kind.limitBytes })
  return ok({ fileName: basename(path).slice(-200), mime: kind.mime, bytes })
}

async function readWhole(path: string): Promise<Result<Uint8Array>> {
  try {
    const facts = await stat(path)
    if (!facts.isFile()) return fail('file-unreadable')
    if (facts.size === 0) return fail('file-empty')
    // A film of many gigabytes is refused before it is read.
    if (facts.size > LARGEST_BYTES) return fail('file-too-large', { sizeBytes: facts.size, limitBytes: LARGEST_BYTES })
    return ok(new Uint8Array(await readFile(path)))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable')
  }
}

/** A picture as a data address for the window, which may fetch nothing; null for films and files. */
export const dataUrlOf = ({ mime, bytes }: { readonly mime: string; readonly bytes: Uint8Array }): string | null =>
  mime.startsWith('image/') ? `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` : null
