import { closeSync, openSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { openAside, type Aside } from './aside.ts'
import { StoreError } from './errors.ts'

/**
 * What a check of every page may keep in memory. It looks each row up in each index: with a small cache the same pages are opened
 * again and again, which took most of a backup's time (measured: half of it at 500,000 messages with 8 MB).
 */
const CHECK_CACHE_KIB = 128 * 1024

/** Room that is left over beside what a copy takes, so that the disk is not filled to its last byte. */
const SPARE_BYTES = 8_388_608

/**
 * Refuses work for which the disk has no room, before anything is written.
 * @throws StoreError of kind `full`
 */
export function refuseWithoutRoom(folder: string, neededBytes: number): void {
  const disk = statfsSync(folder)
  if (disk.bavail * disk.bsize < neededBytes + SPARE_BYTES) throw new StoreError('full')
}

/** Whether each page of a database is whole and each index agrees with its table. @throws StoreError of kind `corrupt` when not */
async function checkEveryPage(database: Aside): Promise<void> {
  const rows = await database.all<{ integrity_check: string }>('pragma integrity_check(1)')
  if (rows[0]?.integrity_check !== 'ok') throw new StoreError('corrupt')
}

const countIn = async (database: Aside, table: string): Promise<number> =>
  (await database.all<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n ?? 0

/** What a database holds, as a person would count it, and the step of its schema. */
export type Contents = { readonly customers: number; readonly messages: number; readonly version: number }

/** Counts what an open database holds. @throws StoreError */
async function contentsOf(database: Aside): Promise<Contents> {
  const [version] = await database.all<{ user_version: number }>('pragma user_version')
  return {
    customers: await countIn(database, 'customer'),
    messages: await countIn(database, 'message'),
    version: version?.user_version ?? 0,
  }
}

/** Opens a database that nobody has open, checks every page and counts. @throws StoreError */
export async function proveWhole(options: { readonly file: string; readonly key: string }): Promise<Contents> {
  const database = openAside({ ...options, cacheKib: CHECK_CACHE_KIB })
  try {
    await checkEveryPage(database)
    return await contentsOf(database)
  } finally {
    await database.close()
  }
}

/**
 * Writes a whole copy of a database, under the same key and while it is in use; then opens the copy and checks every page.
 * @param target a path where nothing is yet
 * @throws StoreError; `full` before anything is written when there is no room
 */
export async function copyWhole(source: { readonly file: string; readonly key: string }, target: string): Promise<Contents> {
  const wal = statSync(`${source.file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  refuseWithoutRoom(dirname(target), statSync(source.file).size + wal)
  // Made empty first, because SQLite would make it readable for others.
  closeSync(openSync(target, 'wx', 0o600))
  const database = openAside(source)
  try {
    await database.all('vacuum into ?', [target])
  } finally {
    await database.close()
  }
  return proveWhole({ file: target, key: source.key })
}
