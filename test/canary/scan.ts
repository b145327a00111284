import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Needle } from './canaries.ts'

const CHUNK = 4 * 1_048_576

/** A canary that lies where it must not. */
export type Find = { readonly place: string; readonly what: string }

export type Scan = { readonly finds: readonly Find[]; readonly files: number; readonly bytes: number }

/** Looks through files for canaries; counts what it saw, so that a scan of nothing is noticed. */
export class Scanner {
  readonly #needles: readonly Needle[]
  readonly #longest: number
  #finds: Find[] = []
  #files = 0
  #bytes = 0

  constructor(needles: readonly Needle[]) {
    this.#needles = needles
    this.#longest = Math.max(...needles.map(({ bytes }) => bytes.length))
  }

  result(): Scan {
    return { finds: this.#finds, files: this.#files, bytes: this.#bytes }
  }

  /**
   * Looks through a folder with everything below it, in names and contents.
   * @param options.except folders and files that hold canaries on purpose
   * @param options.changedSince only files changed since this time (ms since epoch)
   */
  folder(path: string, options: { readonly except?: readonly string[]; readonly changedSince?: number } = {}): void {
    for (const name of namesIn(path)) {
      const inner = join(path, name)
      if (options.except?.includes(inner) === true) continue
      const facts = factsOf(inner)
      if (facts === null) continue
      this.#search(Buffer.from(name), `name of ${inner}`)
      if (facts.isDirectory()) this.folder(inner, options)
      else if (facts.isFile() && Math.max(facts.mtimeMs, facts.ctimeMs) >= (options.changedSince ?? 0)) this.file(inner, inner)
    }
  }

  /** Looks through what a running process holds open, deleted files too. */
  openFilesOf(pid: number, options: { readonly except?: readonly string[] } = {}): number {
    let deleted = 0
    for (const name of namesIn(`/proc/${pid}/fd`)) {
      const link = `/proc/${pid}/fd/${name}`
      const target = linkOf(link)
      if (
        !target.startsWith('/') ||
        (target.startsWith('/dev/') && !target.startsWith('/dev/shm/')) ||
        options.except?.some((path) => target.startsWith(path)) === true
      )
        continue
      if (target.endsWith(' (deleted)')) deleted += 1
      this.file(link, `${target} held open by ${pid}`)
    }
    return deleted
  }

  file(path: string, place: string): void {
    let handle: number
    try {
      handle = openSync(path, 'r')
    } catch {
      // Gone, or of another kind; a file that nobody can open tells nobody anything.
      return
    }
    try {
      this.#files += 1
      this.#readThrough(handle, place)
    } finally {
      closeSync(handle)
    }
  }

  #readThrough(handle: number, place: string): void {
    const piece = Buffer.alloc(CHUNK + this.#longest)
    let kept = 0
    for (let position = 0; ;) {
      const read = readPiece(handle, piece, { kept, position })
      if (read === 0) return
      position += read
      this.#bytes += read
      this.#search(piece.subarray(0, kept + read), place)
      // The end of this piece may be the beginning of a canary.
      const tail = Math.min(this.#longest - 1, kept + read)
      piece.copy(piece, 0, kept + read - tail, kept + read)
      kept = tail
    }
  }

  #search(bytes: Buffer, place: string): void {
    for (const needle of this.#needles) {
      if (!bytes.includes(needle.bytes)) continue
      if (!this.#finds.some((find) => find.place === place && find.what === needle.what)) this.#finds.push({ place, what: needle.what })
    }
  }
}

// Files come and go while others work; what is gone is not there to be read.
function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function factsOf(path: string) {
  try {
    return lstatSync(path)
  } catch {
    return null
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function readPiece(handle: number, piece: Buffer, at: { readonly kept: number; readonly position: number }): number {
  try {
    return readSync(handle, piece, at.kept, CHUNK, at.position)
  } catch {
    // Pipes and directories can't be read at a place.
    return 0
  }
}
