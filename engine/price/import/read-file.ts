import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** Rate files have some hundred rows. */
const MAX_FILE_BYTES = 5 * 1024 * 1024

/** Reads a whole small text file. Errors: file-missing, file-unreadable, file-empty, file-too-large, file-not-text. */
export async function readTextFile(path: string): Promise<Result<{ readonly fileName: string; readonly text: string }>> {
  const bytes = await readBytes(path)
  if (!bytes.ok) return bytes
  const text = decode(bytes.value)
  if (text.includes('\u0000') || isSpreadsheet(bytes.value)) return fail('file-not-text')
  return text.trim() === '' ? fail('file-empty') : ok({ fileName: basename(path), text })
}

async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    await using handle = await open(path, 'r')
    const facts = await handle.stat()
    if (!facts.isFile()) return fail('file-unreadable')
    if (facts.size > MAX_FILE_BYTES) return fail('file-too-large', { sizeBytes: facts.size, limitBytes: MAX_FILE_BYTES })
    return facts.size === 0 ? fail('file-empty') : ok(await handle.readFile())
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable')
  }
}

/** By the mark at the beginning, else UTF-8 where it fits, else the old Western encoding: prices are digits in all of them. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8 is an answer, not a failure.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const isSpreadsheet = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03) || (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11)
