import { block, turn, wordsOf, type KeyStream } from './key-stream.ts'

/** Of a database with chacha20: the last 32 bytes of a page are its nonce and its tag (key-stream in SQLite3 Multiple Ciphers). */
const RESERVED_BYTES = 32
/** The first bytes of the file are not turned: SQLite must know the size of a page. */
const PLAIN_BYTES = 24
const FILE_HEADER_BYTES = 100
const [INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE] = [2, 5, 10, 13] as const
const KINDS: ReadonlySet<number> = new Set([INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE])

/** A page of a b-tree: what it is and where nothing stands in it. */
export type TreePage = {
  readonly number: number
  readonly isLeaf: boolean
  readonly isTable: boolean
  readonly cells: number
  /** Places within `bytes`: the list of cells, and the gap behind it. */
  readonly list: number
  readonly gapStart: number
  readonly gapEnd: number
  readonly bytes: Buffer
  /** Makes the bytes readable between two places. */
  readonly open: (start: number, end: number) => void
}

/**
 * Looks at one page as it lies on the disk, in a buffer of its own; null when it is no page of a b-tree (free, overflow).
 * Only the beginning is made readable.
 */
export function treePage(raw: Buffer, number: number, key: Uint32Array): TreePage | null {
  const end = raw.length - RESERVED_BYTES
  const nonce = raw.subarray(end, end + 12)
  const counter = (raw.readUInt32LE(end + 12) ^ number) >>> 0
  const first: KeyStream = { key, nonce: wordsOf(nonce), counter }
  const own: KeyStream = { key: block(first, 0).slice(8), nonce: first.nonce, counter: (counter + 1) >>> 0 }
  // On the first page the stream begins behind what is not turned.
  const offset = number === 1 ? PLAIN_BYTES : 0
  const body = raw.subarray(offset, end)
  const header = number === 1 ? FILE_HEADER_BYTES : 0
  const open = (start: number, stop: number) => turn(own, body, { start: Math.max(0, start - offset), end: Math.min(stop, end) - offset })
  open(header, header + 12)
  const kind = raw[header] ?? 0
  if (!KINDS.has(kind)) return null
  const isLeaf = kind === LEAF_INDEX || kind === LEAF_TABLE
  const cells = raw.readUInt16BE(header + 3)
  const list = header + (isLeaf ? 8 : 12)
  const gapStart = list + 2 * cells
  const top = raw.readUInt16BE(header + 5)
  const gapEnd = top === 0 ? end : Math.min(top, end)
  if (gapStart > gapEnd) return null
  return {
    number,
    isLeaf,
    isTable: kind === LEAF_TABLE || kind === INTERIOR_TABLE,
    cells,
    list,
    gapStart,
    gapEnd,
    bytes: raw,
    open: once(open, header, header + 12),
  }
}

/** Bytes that were turned once must not be turned back: what was opened already is left out. */
function once(open: (start: number, end: number) => void, from: number, until: number): (start: number, end: number) => void {
  const opened: [number, number][] = [[from, until]]
  return (start, end) => {
    let place = start
    for (const [first, last] of opened.toSorted(([one], [other]) => one - other)) {
      if (last <= place || first >= end) continue
      if (place < first) open(place, first)
      place = Math.max(place, last)
    }
    if (place < end) open(place, end)
    opened.push([start, end])
  }
}

/** The pages below an interior page. */
export function childrenOf(page: TreePage): number[] {
  const whole = page.bytes.length - RESERVED_BYTES
  page.open(page.list - 12, whole)
  const children = [page.bytes.readUInt32BE(page.list - 4)]
  for (let cell = 0; cell < page.cells; cell += 1) {
    const place = page.bytes.readUInt16BE(page.list + 2 * cell)
    if (place + 4 <= whole) children.push(page.bytes.readUInt32BE(place))
  }
  return children
}

/** Row numbers on a leaf of a table, and how many bytes of it are free altogether. */
export function leafRows(page: TreePage): { readonly rowids: readonly bigint[]; readonly freeBytes: number } {
  const whole = page.bytes.length - RESERVED_BYTES
  page.open(page.list - 8, whole)
  const rowids: bigint[] = []
  for (let cell = 0; cell < page.cells; cell += 1) {
    const place = page.bytes.readUInt16BE(page.list + 2 * cell)
    rowids.push(varint(page.bytes, varint(page.bytes, place).next).value)
  }
  let freeBytes = page.gapEnd - page.gapStart + (page.bytes[page.list - 1] ?? 0)
  for (let free = page.bytes.readUInt16BE(page.list - 7); free > 0 && free + 4 <= whole; free = page.bytes.readUInt16BE(free))
    freeBytes += page.bytes.readUInt16BE(free + 2)
  return { rowids, freeBytes }
}

/** A number of SQLite's one to nine bytes (file format, 1.6). */
function varint(bytes: Buffer, start: number): { readonly value: bigint; readonly next: number } {
  let value = 0n
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[start + index] ?? 0
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value, next: start + index + 1 }
  }
  return { value: BigInt.asIntN(64, (value << 8n) | BigInt(bytes[start + 8] ?? 0)), next: start + 9 }
}
