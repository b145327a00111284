import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { detectEncoding, isPlainAscii, type TextEncoding } from './encoding.ts'

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES = 500 * 1024 * 1024
const SAMPLE_BYTES = 64 * 1024
/** How far to look for bytes that tell the encoding; ASCII up to there is taken for UTF-8. */
const LOOK_BYTES = 64 * 1024 * 1024

/** A file that is open for reading and looked at: size and encoding known. Whoever opened it closes it. */
export type SourceFile = {
  readonly handle: FileHandle
  readonly fileName: string
  readonly sizeBytes: number
  readonly encoding: TextEncoding
  /** The file's beginning, decoded, for finding columns. */
  readonly beginning: string
}

/**
 * Opens a text file and finds its encoding. Errors: file-missing, file-unreadable, file-empty, file-too-large, file-not-text,
 * file-encoding-wrong (the chosen encoding can't be the file's).
 */
export async function openSourceFile(path: string, chosen: TextEncoding | undefined): Promise<Result<SourceFile>> {
  const opened = await openHandle(path)
  if (!opened.ok) return opened
  const { handle, sizeBytes } = opened.value
  const looked = await look(handle, { sizeBytes, chosen })
  if (!looked.ok) {
    await handle.close()
    return looked
  }
  return ok({ handle, fileName: basename(path), sizeBytes, ...looked.value })
}

async function openHandle(path: string): Promise<Result<{ handle: FileHandle; sizeBytes: number }>> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    const facts = await handle.stat()
    const problem = !facts.isFile() ? fail('file-unreadable') : sizeProblem(facts.size)
    if (problem === null) return ok({ handle, sizeBytes: facts.size })
    await handle.close()
    return problem
  } catch (cause) {
    await handle?.close()
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    return fail(code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable')
  }
}

function sizeProblem(sizeBytes: number): Result<never> | null {
  if (sizeBytes === 0) return fail('file-empty')
  return sizeBytes > MAX_FILE_BYTES ? fail('file-too-large', { sizeBytes, limitBytes: MAX_FILE_BYTES }) : null
}

type Looking = { readonly sizeBytes: number; readonly chosen: TextEncoding | undefined }

async function look(handle: FileHandle, looking: Looking): Promise<Result<{ encoding: TextEncoding; beginning: string }>> {
  const start = await readAt(handle, 0)
  const kind = knownKind(start)
  if (kind !== null) return fail('file-not-text', { kind })
  const encoding = looking.chosen ?? detectEncoding(await tellingSample(handle, start), start)
  const beginning = new TextDecoder(encoding).decode(start, { stream: true })
  if (beginning.trim() === '') return fail('file-empty')
  if (isBinary(beginning))
    return looking.chosen === undefined ? fail('file-not-text', { kind: 'other' }) : fail('file-encoding-wrong', { encoding })
  return ok({ encoding, beginning })
}

async function readAt(handle: FileHandle, position: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(SAMPLE_BYTES)
  const { bytesRead } = await handle.read(buffer, 0, SAMPLE_BYTES, position)
  return buffer.subarray(0, bytesRead)
}

/** The first part of the file that is more than ASCII; lists often begin with a header and numbers only. */
async function tellingSample(handle: FileHandle, start: Uint8Array): Promise<Uint8Array> {
  let sample = start
  for (let position = start.length; isPlainAscii(sample) && position < LOOK_BYTES; position += sample.length) {
    const next = await readAt(handle, position)
    if (next.length === 0) return start
    sample = next
  }
  if (sample === start) return start
  // The part may begin inside a character; whole lines never do.
  return sample.subarray(sample.indexOf(0x0a) + 1)
}

const OLD_OFFICE = '\u00d0\u00cf\u0011\u00e0'
/** How Office names the part of a document that only its password opens, two bytes a letter. */
const LOCKED_PART = Buffer.from('EncryptedPackage', 'utf16le')

/** What kind of file this is, by its first bytes. `old-excel` and `locked` are Office's containers of before 2007. */
export type FileKind = 'text' | 'archive' | 'old-excel' | 'locked'

/** Looks at the first bytes. Errors: file-missing, file-unreadable, file-empty, file-too-large. */
export async function lookAtKind(path: string): Promise<Result<{ readonly kind: FileKind; readonly sizeBytes: number }>> {
  const opened = await openHandle(path)
  if (!opened.ok) return opened
  const { handle, sizeBytes } = opened.value
  try {
    const start = Buffer.from(await readAt(handle, 0))
    const head = start.subarray(0, 8).toString('latin1')
    if (head.startsWith('PK\u0003\u0004')) return ok({ kind: 'archive', sizeBytes })
    if (!head.startsWith(OLD_OFFICE)) return ok({ kind: 'text', sizeBytes })
    const end = Buffer.from(await readAt(handle, Math.max(0, sizeBytes - SAMPLE_BYTES)))
    return ok({ kind: start.includes(LOCKED_PART) || end.includes(LOCKED_PART) ? 'locked' : 'old-excel', sizeBytes })
  } finally {
    await handle.close()
  }
}

/** Files that people choose by mistake, told by their first bytes. */
function knownKind(start: Uint8Array): string | null {
  const head = Buffer.from(start.subarray(0, 8)).toString('latin1')
  if (head.startsWith('PK\u0003\u0004') || head.startsWith(OLD_OFFICE)) return 'spreadsheet'
  if (head.startsWith('%PDF')) return 'pdf'
  return head.startsWith('\u0089PNG') || head.startsWith('\u00ff\u00d8\u00ff') || head.startsWith('GIF8') ? 'picture' : null
}

/** More than one control character in two hundred, and not only one or two: no list of people looks like that. */
function isBinary(text: string): boolean {
  let controls = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) controls += 1
  }
  return controls > 2 && controls * 200 > text.length
}
