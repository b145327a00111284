import { Unzip, UnzipInflate, type UnzipFile } from 'fflate'
import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { readDirectory, type Tail } from './directory.ts'

/** How much of an archive is unpacked. @source SECURITY P-02 */
export type ArchiveLimits = { readonly inflatedBytes: number; readonly ratio: number; readonly entries: number }

export const ARCHIVE_LIMITS: ArchiveLimits = { inflatedBytes: 500 * 1_048_576, ratio: 200, entries: 10_000 }

/** Why an archive is not read. */
export class ArchiveProblem extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode) {
    super(code)
    this.name = 'ArchiveProblem'
    this.code = code
  }
}

/** What a sink throws comes back as the library's own error. */
const codeOf = (error: unknown): ErrorCode => (error instanceof ArchiveProblem ? error.code : 'file-unreadable')

/** Takes the bytes of one entry as they are unpacked; `isLast` with the last of them, which may be none. */
export type EntrySink = (chunk: Uint8Array, isLast: boolean) => void

const STEP_BYTES = 16_384
/** Small files of blanks pack very well and harm nobody. */
const RATIO_FROM_BYTES = 4 * 1_048_576

/**
 * Refuses what must not be unpacked by the archive's own list: locked entries (`file-locked`), links and too many entries
 * (`file-bomb`), and what is no archive (`file-unreadable`).
 * @returns the names in the list
 * @throws ArchiveProblem
 */
export function checkDirectory(tail: Tail, limits: ArchiveLimits): readonly string[] {
  const listed = readDirectory(tail, limits.entries)
  if (listed === null) throw new ArchiveProblem('file-unreadable')
  if (listed.length > limits.entries || listed.some((entry) => entry.isLink)) throw new ArchiveProblem('file-bomb')
  if (listed.some((entry) => entry.isLocked)) throw new ArchiveProblem('file-locked')
  return listed.map((entry) => entry.name)
}

/**
 * Unpacks a ZIP from its beginning to its end and counts what really comes out; sizes that the archive claims are not
 * believed, and the list at its end leads nowhere, so that nothing is unpacked twice. Names are given as they stand: they
 * are never a path of this computer.
 * @param choose says what becomes of an entry; null throws its bytes away, counted all the same
 */
export class Inflater {
  readonly #limits: ArchiveLimits
  readonly #choose: (name: string) => EntrySink | null
  readonly #unzip: Unzip
  #entries = 0
  #inflated = 0
  #packed = 0
  #problem: ArchiveProblem | null = null

  constructor(limits: ArchiveLimits, choose: (name: string) => EntrySink | null) {
    this.#limits = limits
    this.#choose = choose
    this.#unzip = new Unzip((file) => this.#begin(file))
    this.#unzip.register(UnzipInflate)
  }

  /**
   * Takes the next bytes of the archive, in any portions.
   * @throws ArchiveProblem of `file-bomb` over the limits, `file-unreadable` where it is damaged, and what a sink throws
   */
  push(bytes: Uint8Array, isLast: boolean): void {
    for (let at = 0; at < bytes.byteLength; at += STEP_BYTES) {
      const step = bytes.subarray(at, at + STEP_BYTES)
      this.#packed += step.byteLength
      this.#pushStep(step, isLast && at + STEP_BYTES >= bytes.byteLength)
      if (this.#problem !== null) throw this.#problem
    }
  }

  #begin(file: UnzipFile): void {
    this.#entries += 1
    if (this.#entries > this.#limits.entries) return this.#refuse('file-bomb')
    const sink = this.#choose(file.name)
    const packedBefore = this.#packed
    let ofEntry = 0
    file.ondata = (error, chunk, isLast) => {
      if (error !== null) return this.#refuse(codeOf(error))
      ofEntry += chunk.byteLength
      this.#inflated += chunk.byteLength
      const isTooDense = ofEntry > RATIO_FROM_BYTES && ofEntry > (STEP_BYTES + this.#packed - packedBefore) * this.#limits.ratio
      if (this.#inflated > this.#limits.inflatedBytes || isTooDense) return this.#refuse('file-bomb')
      sink?.(chunk, isLast)
    }
    file.start()
  }

  /** The library throws what it finds damaged, or a way of packing that it does not know. */
  #pushStep(step: Uint8Array, isLast: boolean): void {
    try {
      this.#unzip.push(step, isLast)
    } catch (error) {
      if (error instanceof ArchiveProblem) throw error
      this.#refuse('file-unreadable')
    }
  }

  #refuse(code: ErrorCode): void {
    this.#problem ??= new ArchiveProblem(code)
  }
}
