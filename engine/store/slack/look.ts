import { open, type FileHandle } from 'node:fs/promises'
import { breathe } from '../../kernel/index.ts'
import { wordsOf } from './key-stream.ts'
import { childrenOf, leafRows, treePage, type TreePage } from './page.ts'
import type { Finder } from './needles.ts'

const PORTION_PAGES = 256
/** Less than this between cells can hold no text that is looked for. */
const LEAST_GAP_BYTES = 5
/** The last bytes of a page: the tag over what stands in it. */
const SEAL_BYTES = 16

/** A page in whose gap something stands that was removed. */
export type Dirty = {
  readonly number: number
  /** First page of the tree that it is in. */
  readonly root: number
  /** A few of its rows, and its free bytes; of leaves of tables only. */
  readonly rowids: readonly bigint[]
  readonly freeBytes: number
}

/** Where the pages lie, and what makes them readable. */
export type Pages = { readonly file: string; readonly key: string; readonly pageBytes: number }

/** What is known of the pages from looking at them before. */
type Seen = {
  /** Of each page the beginning of its seal, two words: it is another one whenever the page was written. */
  readonly seals: Uint32Array
  readonly parents: Uint32Array
  readonly dirty: Map<number, Omit<Dirty, 'root'>>
}

/**
 * Reads every page as it lies on the disk and looks into the gaps between its cells: SQLite clears what it deletes, but where
 * a page was parted a copy of the moved cells stays behind. A portion at a time, so that others are let in between. Called
 * again, it looks only at pages that were written since.
 */
export function createLook(pages: Pages, find: Finder): () => Promise<Dirty[]> {
  const key = wordsOf(Buffer.from(pages.key, 'hex'))
  let seen: Seen = { seals: new Uint32Array(), parents: new Uint32Array(), dirty: new Map() }
  return async () => {
    const file = await open(pages.file, 'r')
    try {
      const count = Math.floor((await file.stat()).size / pages.pageBytes)
      seen = { ...seen, seals: grown(seen.seals, 2 * (count + 1)), parents: grown(seen.parents, count + 1) }
      for await (const { portion, first } of portionsOf(file, pages, count)) {
        for (let index = 0; index * pages.pageBytes < portion.length; index += 1) {
          const raw = portion.subarray(index * pages.pageBytes, (index + 1) * pages.pageBytes)
          if (isNew(seen, raw, first + index)) lookAt(seen, treePage(raw, first + index, key), { number: first + index, find })
        }
        await breathe()
      }
      return [...seen.dirty.values()].map((dirty) => ({ ...dirty, root: rootOf(seen.parents, dirty.number) }))
    } finally {
      await file.close()
    }
  }
}

function grown(words: Uint32Array, length: number): Uint32Array {
  const longer = new Uint32Array(Math.max(length, words.length))
  longer.set(words)
  return longer
}

/** Whether the page was written since it was looked at last. */
function isNew({ seals }: Seen, raw: Buffer, number: number): boolean {
  const [one, other] = [raw.readUInt32LE(raw.length - SEAL_BYTES), raw.readUInt32LE(raw.length - SEAL_BYTES + 4)]
  if (seals[2 * number] === one && seals[2 * number + 1] === other) return false
  seals[2 * number] = one
  seals[2 * number + 1] = other
  return true
}

function lookAt(seen: Seen, page: TreePage | null, { number, find }: { readonly number: number; readonly find: Finder }): void {
  seen.dirty.delete(number)
  if (page === null) return
  if (!page.isLeaf) noteParents(seen.parents, page)
  if (isDirty(page, find)) seen.dirty.set(number, { number, ...rowsOf(page) })
}

type Portion = { readonly portion: Buffer; readonly first: number }

/** The pages of the file from the first to the last; the next portion is read while one is looked at. */
async function* portionsOf(file: FileHandle, { pageBytes }: Pages, count: number): AsyncGenerator<Portion> {
  const buffers = [Buffer.allocUnsafe(PORTION_PAGES * pageBytes), Buffer.allocUnsafe(PORTION_PAGES * pageBytes)] as const
  const read = async (first: number): Promise<Portion> => {
    const buffer = buffers[((first - 1) / PORTION_PAGES) % 2 === 0 ? 0 : 1]
    const { bytesRead } = await file.read(buffer, 0, buffer.length, (first - 1) * pageBytes)
    return { portion: buffer.subarray(0, bytesRead - (bytesRead % pageBytes)), first }
  }
  let coming: Promise<Portion> | null = read(1)
  for (let first = 1; first <= count && coming !== null; first += PORTION_PAGES) {
    const portion: Portion = await coming
    coming = first + PORTION_PAGES <= count ? read(first + PORTION_PAGES) : null
    // A failure is told when its turn comes; until then it is nobody's.
    coming?.catch(() => undefined)
    yield portion
  }
}

function isDirty(page: TreePage, find: Finder): boolean {
  if (page.gapEnd - page.gapStart < LEAST_GAP_BYTES) return false
  page.open(page.gapStart, page.gapEnd)
  return find(page.bytes.subarray(page.gapStart, page.gapEnd))
}

const rowsOf = (page: TreePage) => (page.isLeaf && page.isTable ? leafRows(page) : { rowids: [], freeBytes: 0 })

function noteParents(parents: Uint32Array, page: TreePage): void {
  for (const child of childrenOf(page)) if (child < parents.length) parents[child] = page.number
}

function rootOf(parents: Uint32Array, number: number): number {
  let page = number
  for (let depth = 0; depth < 30; depth += 1) {
    const parent = parents[page] ?? 0
    if (parent === 0) return page
    page = parent
  }
  return page
}
