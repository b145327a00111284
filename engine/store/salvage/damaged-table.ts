import type Database from 'better-sqlite3-multiple-ciphers'

type Connection = InstanceType<typeof Database>
export type Row = readonly unknown[]

/** One table as it can be read from a damaged file. The last `keyCount` values of each row are its key. */
export type DamagedTable = {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** The key is one whole number, so that a place beyond the damage can be named. */
  readonly isNumbered: boolean
}

/** How many places are tried in a stretch that can't be read, so that a rescue comes to its end. */
const MOST_TRIES = 50_000
/** Where this many numbers or fewer can't be read, no whole page lies between. */
const FINEST = 8

const quoted = (name: string): string => `"${name}"`
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
/** Damage of the file; anything else is a bug of ours. */
const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error))

/** Reads rows until the end, until `last` (not taken) or until damage. Answers the last key that was read, and whether damage ended it. */
type Walk = { readonly rows: number; readonly lastKey: Row | null; readonly isCut: boolean }

type Span = { readonly direction: 'asc' | 'desc'; readonly isAfter: boolean; readonly isBefore: boolean }

/** Rows in the order of their keys, between two of them. */
function walkText({ name, columns, key, isNumbered }: DamagedTable, { direction, isAfter, isBefore }: Span): string {
  const place = (sign: string): string => `(${key.map(quoted).join(', ')}) ${sign} (${key.map(() => '?').join(', ')})`
  // From the next number on, not beyond this one: the search for a key that was the last of a damaged page ends on that page.
  const beyond = isNumbered ? '>=' : '>'
  const [onwards, back] = direction === 'asc' ? [beyond, '<'] : ['<', '>']
  const bounds = [...(isAfter ? [place(onwards)] : []), ...(isBefore ? [place(back)] : [])].join(' and ')
  const order = key.map((column) => `${quoted(column)} ${direction}`).join(', ')
  const where = bounds === '' ? '' : `where ${bounds}`
  return `select ${[...columns, ...key].map(quoted).join(', ')} from ${quoted(name)} not indexed ${where} order by ${order}`
}

/**
 * Gives every row of a table that can still be read, each once, in no promised order. Pages prove themselves (the cipher's tag), so
 * a row is either what was written or not read at all.
 */
export class DamagedReader {
  readonly #connection: Connection
  readonly #table: DamagedTable
  readonly #take: (row: Row) => void
  /** Places between which nothing could be read: at most so many numbers. */
  gapNumbers = 0
  /** The last number that was read where nothing beyond it can be, not even whether there is an end; null where the end was seen. */
  openEnd: number | null = null

  constructor(connection: Connection, table: DamagedTable, take: (row: Row) => void) {
    this.#connection = connection
    this.#table = table
    this.#take = take
  }

  readAll(): void {
    let after: Row | null = null
    for (;;) {
      const walk = this.#walk('asc', after, null)
      if (!walk.isCut) return
      const from: Row | null = walk.lastKey ?? after
      const next: Row | null = this.#table.isNumbered ? this.#beyondNumber(from) : this.#beyondText(from)
      if (next === null) return
      after = next
    }
  }

  /** Takes rows from `after` on (not itself) up to `before` (not itself). */
  #walk(direction: 'asc' | 'desc', after: Row | null, before: Row | null): Walk {
    const { columns } = this.#table
    const text = walkText(this.#table, { direction, isAfter: after !== null, isBefore: before !== null })
    let rows = 0
    let lastKey: Row | null = null
    try {
      const first = after !== null && direction === 'asc' && this.#table.isNumbered ? [Number(after[0]) + 1] : (after ?? [])
      const list = this.#connection
        .prepare(text)
        .raw()
        .iterate(...first, ...(before ?? [])) as IterableIterator<Row>
      for (const row of list) {
        this.#take(row.slice(0, columns.length))
        lastKey = row.slice(columns.length)
        rows += 1
      }
      return { rows, lastKey, isCut: false }
    } catch (error) {
      if (!isDamage(error)) throw error
      return { rows, lastKey, isCut: true }
    }
  }

  /** The first key at or beyond a place; undefined when that can't be read, null when there is none. */
  #firstFrom(key: Row): Row | null | undefined {
    const { key: names, name } = this.#table
    // The whole row, because one whose long values lie on a damaged page is lost as well.
    const text = `select ${[...names, ...this.#table.columns].map(quoted).join(', ')} from ${quoted(name)} not indexed where (${names.map(quoted).join(', ')}) >= (${names.map(() => '?').join(', ')}) order by ${names.map(quoted).join(', ')} limit 1`
    try {
      const row = this.#connection
        .prepare(text)
        .raw()
        .get(...key) as Row | undefined
      return row === undefined ? null : row.slice(0, names.length)
    } catch (error) {
      if (!isDamage(error)) throw error
      return undefined
    }
  }

  /** Searches for a place beyond the damage, takes what lies readable before it, and answers where to go on; null at the end. */
  #beyondNumber(from: Row | null): Row | null {
    const low = Number(from?.[0] ?? this.#leastNumber())
    for (let step = 1; step <= Number.MAX_SAFE_INTEGER / 4 && low + step <= Number.MAX_SAFE_INTEGER; step *= 2) {
      const found = this.#firstFrom([low + step])
      if (found === undefined) continue
      const high = found === null ? low + step : Number(found[0])
      this.#takeIslands(low, high)
      return found === null ? null : [high - 1]
    }
    this.openEnd = low
    return null
  }

  #leastNumber(): number {
    return this.#firstFrom([0]) === undefined ? 0 : -1
  }

  /** Takes what can be read strictly between two numbers, by trying places in the middle. */
  #takeIslands(low: number, high: number): void {
    const waiting: [number, number][] = [[low, high]]
    for (let tries = 0; waiting.length > 0;) {
      const [from, to] = waiting.pop() ?? [0, 0]
      if (to - from <= 1) continue
      tries += 1
      if (to - from <= FINEST || tries > MOST_TRIES) {
        this.gapNumbers += this.#takeOneByOne(from, to, tries > MOST_TRIES)
        continue
      }
      const middle = from + Math.floor((to - from) / 2)
      waiting.push(...this.#takeAround(from, middle, to))
    }
  }

  /** Takes what can be read from a place in the middle on; answers where it has yet to be looked. */
  #takeAround(from: number, middle: number, to: number): [number, number][] {
    const found = this.#firstFrom([middle])
    if (found === undefined)
      return [
        [from, middle],
        [middle - 1, to],
      ]
    const first = Math.min(Number(found?.[0] ?? to), to)
    const up = this.#walk('asc', [middle - 1], [to])
    const left: [number, number][] = [[from, middle]]
    return up.isCut ? [...left, [Number(up.lastKey?.[0] ?? first), to]] : left
  }

  /** Tries each number strictly between two; answers how many could not be read. */
  #takeOneByOne(from: number, to: number, isTooMany: boolean): number {
    if (isTooMany) return to - from - 1
    let lost = 0
    for (let number = from + 1; number < to; number += 1) {
      const walk = this.#walk('asc', [number - 1], [number + 1])
      if (walk.isCut && walk.rows === 0) lost += 1
    }
    return lost
  }

  /** A place beyond the damage for keys of text: longer and longer jumps, then back to where the damage ends. */
  #beyondText(from: Row | null): Row | null {
    const first = from?.[0]
    const start = typeof first === 'string' ? first : ''
    for (let length = start.length; length >= 0; length -= 1) {
      const jump = `${start.slice(0, length)}\u{10ffff}`
      const found = this.#firstFrom(this.#table.key.map((_, index) => (index === 0 ? jump : '')))
      if (found === undefined) continue
      if (found === null) break
      this.#walk('desc', found, from)
      // Itself has not been taken yet: going on begins just before it.
      this.#walkOne(found)
      return found
    }
    this.#walk('desc', null, from)
    return null
  }

  #walkOne(key: Row): void {
    const { columns, key: names, name } = this.#table
    const text = `select ${columns.map(quoted).join(', ')} from ${quoted(name)} not indexed where (${names.map(quoted).join(', ')}) = (${names.map(() => '?').join(', ')})`
    const row = this.#connection
      .prepare(text)
      .raw()
      .get(...key) as Row | undefined
    if (row !== undefined) this.#take(row)
  }
}
