import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

/** Beside the vault, so that it stays when an older `vault.db` takes the place of this one. */
export const TOMBSTONE_FILE = 'erased.log'

/** One erasure: when, and the hashes under which older copies know that person. */
type Tombstone = { readonly at: number; readonly hashes: readonly string[] }

/** The people of a copy as far as a tombstone can know them. */
type Known = { readonly customerId: string; readonly phone: string | null; readonly userId: string | null; readonly createdAt: number }

/** Remembers whom older copies must forget. */
export type Tombstones = {
  /** Notes an erasure inside its transaction. */
  add(db: WriteHandle, person: Omit<Known, 'createdAt'>, at: number): void
  /** Copies what is new in the database to the file beside it; safe to repeat. */
  writeDown(db: ReadHandle): void
  /**
   * Ids of people in these rows, of this vault or of a copy, who were erased after they were added: by the tombstones of
   * this vault, of the file beside it, and of the copy itself.
   */
  returned(db: ReadHandle): string[]
}

export type TombstoneDeps = {
  /** The vault's folder. */
  readonly folder: string
  /** The rows of this vault. */
  readonly read: ReadHandle
  /** Keyed hashes of number and user id. */
  readonly keyed: (phone: string | null, userId: string | null) => readonly string[]
}

// An id has 80 random bits (kernel, `newId`): nobody finds it by trying, so its hash needs no key and fits on any computer.
const idHash = (customerId: string): string => `id:${createHash('sha256').update(`shopbell-erased/1:${customerId}`).digest('hex')}`

/** Makes the book of tombstones over one vault folder (ADR 0022). */
export function createTombstones({ folder, read, keyed }: TombstoneDeps): Tombstones {
  const file = join(folder, TOMBSTONE_FILE)
  const hashesOf = (person: Omit<Known, 'createdAt'>) => [idHash(person.customerId), ...keyed(person.phone, person.userId)]
  return {
    add(db, person, at) {
      db.run(sql`insert into erasure_tombstone (at, hashes) values (${at}, ${JSON.stringify(hashesOf(person))})`)
    },
    writeDown(db) {
      const known = new Set(readFile(file).map(lineOf))
      appendTo(
        file,
        inDatabase(db)
          .map(lineOf)
          .filter((line) => !known.has(line)),
      )
    },
    returned: (db) => returned(db, latestOf([...inDatabase(read), ...inDatabase(db), ...readFile(file)]), hashesOf),
  }
}

/** How many people were erased after a time (ms), by the file beside a vault; needs no key. */
export function erasuresSince(folder: string, at: number): number {
  const later = readFile(join(folder, TOMBSTONE_FILE)).filter((tombstone) => tombstone.at > at)
  return new Set(later.flatMap(({ hashes }) => hashes.filter((hash) => hash.startsWith('id:')))).size
}

const inDatabase = (db: ReadHandle): Tombstone[] =>
  db
    .all<{ at: number; hashes: string }>(sql`select at, hashes from erasure_tombstone order by seq`)
    .map(({ at, hashes }) => ({ at, hashes: JSON.parse(hashes) as string[] }))

const lineOf = ({ at, hashes }: Tombstone): string => JSON.stringify([at, ...hashes])

/** A line that was cut off by a power cut is left out; its erasure stands in the database still. */
function readFile(file: string): Tombstone[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (!/^\[\d+(,"[a-z]*:?[0-9a-f]{64}")+\]$/.test(line)) return []
      const [at, ...hashes] = JSON.parse(line) as [number, ...string[]]
      return [{ at, hashes }]
    })
}

/** Adds lines to the file beside the vault, on the disk when this returns. */
export function appendTo(file: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  const handle = openSync(file, 'a', 0o600)
  try {
    writeSync(handle, `\n${lines.join('\n')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function latestOf(tombstones: readonly Tombstone[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>()
  for (const { at, hashes } of tombstones) for (const hash of hashes) latest.set(hash, Math.max(latest.get(hash) ?? 0, at))
  return latest
}

/** Who came back by themselves after the erasure was added later than it, and stays. */
function returned(db: ReadHandle, latest: ReadonlyMap<string, number>, hashesOf: (person: Known) => readonly string[]): string[] {
  if (latest.size === 0) return []
  const found: string[] = []
  for (const person of db.each<Known>(
    sql`select customer_id as customerId, phone, user_id as userId, created_at as createdAt from customer`,
  ))
    if (hashesOf(person).some((hash) => (latest.get(hash) ?? -1) >= person.createdAt)) found.push(person.customerId)
  return found
}
