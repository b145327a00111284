import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ArchiveProblem, checkDirectory, Inflater, type ArchiveLimits, type EntrySink } from '../archive/inflate.ts'

/** The archive that a workbook is, open for reading from its beginning as often as it has to be. */
export type Archive = { readonly file: number; readonly sizeBytes: number; readonly limits: ArchiveLimits; close(): void }

const TAIL_BYTES = 8 * 1_048_576
const STEP_BYTES = 65_536

/** Opens a workbook's archive. Throws ArchiveProblem: those of `checkDirectory`. */
export function openArchive(path: string, limits: ArchiveLimits): Archive {
  const file = openSync(path, 'r')
  const { size: sizeBytes } = fstatSync(file)
  const tail = new Uint8Array(Math.min(sizeBytes, TAIL_BYTES))
  readSync(file, tail, 0, tail.byteLength, sizeBytes - tail.byteLength)
  checkDirectory({ bytes: tail, startsAt: sizeBytes - tail.byteLength }, limits)
  return { file, sizeBytes, limits, close: () => closeSync(file) }
}

/**
 * Unpacks an archive once, a step at a time, and gives after each how far it is, bytes.
 * @param choose says who takes a part; null throws it away, counted all the same
 */
export function* unpack(archive: Archive, choose: (name: string) => EntrySink | null): Generator<number> {
  const inflater = new Inflater(archive.limits, choose)
  for (let at = 0; at < archive.sizeBytes;) {
    // The library keeps what it does not need yet, so it gets bytes of its own.
    const step = new Uint8Array(STEP_BYTES)
    const size = readSync(archive.file, step, 0, STEP_BYTES, at)
    if (size === 0) throw new ArchiveProblem('file-unreadable')
    at += size
    inflater.push(step.subarray(0, size), at >= archive.sizeBytes)
    yield at
  }
}

/** Where a part begins and ends in the file, bytes. */
export type Span = { from: number; to: number }

/**
 * Unpacks all of an archive, so that whatever is wrong with any part of it is known before one is used. What its list says
 * is not believed: what comes out is counted.
 * @param choose says who takes a part
 * @returns where each part lies
 * @throws ArchiveProblem: file-bomb (too much, too dense, nested, declarations of entities, a part twice), file-unreadable
 */
export function proveAll(archive: Archive, choose: (name: string) => EntrySink | null): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>()
  let done = 0
  const begin = (name: string): EntrySink => {
    // A second part of the same name would stand in for the first that was proven.
    if (isXml(name) && spans.has(name)) throw new ArchiveProblem('file-bomb')
    const span = { from: done, to: done }
    spans.set(name, span)
    const prove = createProof(isXml(name))
    const sink = choose(name)
    return (chunk, isLast) => {
      prove(chunk)
      sink?.(chunk, isLast)
      span.to = done
    }
  }
  for (done of unpack(archive, begin));
  return spans
}

const isXml = (name: string): boolean => /^(?:xl|_rels|\[Content_Types\])/.test(name) && /\.(?:xml|rels)$/.test(name)

/** Archives within archives, by their first bytes: ZIP, gzip, 7z, RAR, xz, bzip2. */
const NESTED = ['504b0304', '1f8b08', '377abcaf271c', '526172211a07', 'fd377a585a00', '425a68']
const DECLARED = /<!(?:doctype|entity)/i
/** A declaration may be parted by the border between two chunks. */
const BORDER_CHARS = 16

function createProof(isMarkup: boolean): (chunk: Uint8Array) => void {
  let isBegun = false
  let border = ''
  return (chunk) => {
    if (!isBegun && chunk.byteLength > 0 && isNested(chunk)) throw new ArchiveProblem('file-bomb')
    isBegun ||= chunk.byteLength > 0
    if (!isMarkup) return
    const text = border + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    if (DECLARED.test(text)) throw new ArchiveProblem('file-bomb')
    border = text.slice(-BORDER_CHARS)
  }
}

function isNested(chunk: Uint8Array): boolean {
  const head = Buffer.from(chunk.subarray(0, 8)).toString('hex')
  return NESTED.some((sign) => head.startsWith(sign))
}
