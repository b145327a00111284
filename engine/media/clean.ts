import type { Logger } from '../kernel/index.ts'
import { sql, type Store, type WriteHandle } from '../store/index.ts'
import type { Row } from './queries.ts'
import type { Shelf } from './shelf.ts'
import { dropUnused } from './shop-files.ts'

const DAY_MS = 86_400_000
/** What was put to a chat and never sent. */
const UNSENT_KEPT_MS = 30 * DAY_MS
/** Meta keeps what customers send for seven days. @source reference part 4 */
const KEPT_AT_META_MS = 7 * DAY_MS

type Cleaning = { readonly store: Store; readonly shelf: Shelf; readonly now: number; readonly logger: Logger }

/**
 * Makes table and folder agree after a start: files without a row go (a row that was erased had their only key), rows
 * without a file say so or are fetched again.
 */
export function cleanUp({ store, shelf, now, logger }: Cleaning): void {
  const names = shelf.names()
  const lying = new Set(names)
  const lost = store.read
    .all<Pick<Row, 'seq' | 'storedName'>>(sql`select seq, stored_name as storedName from media_file where stored_name is not null`)
    .filter(({ storedName }) => storedName !== null && !lying.has(storedName))
  store.write((db) => {
    db.run(sql`delete from media_file where message_seq is null and is_evidence = 0 and since < ${now - UNSENT_KEPT_MS}`)
    // Sealed, and then the consent that it was to prove was not written.
    db.run(sql`
      delete from media_file where is_evidence = 1 and since < ${now - DAY_MS}
        and not exists (select 1 from consent_event e where e.evidence_id = media_file_id)`)
    dropUnused(db, now)
    for (const { seq } of lost) forgetBytes(db, seq, now)
  })
  const known = new Set(
    store.read
      .all<{ name: string }>(
        sql`select stored_name as name from media_file where stored_name is not null union select stored_name from shop_file`,
      )
      .map(({ name }) => name),
  )
  const strays = names.filter((name) => !known.has(name))
  for (const name of strays) removeQuietly(shelf, name, logger)
  if (lost.length + strays.length > 0) logger.info('media.cleaned', { lost: lost.length, strays: strays.length })
  sweep({ store, shelf, logger })
}

/** The bytes of a file are gone or damaged: fetched again while Meta has them, else the chat says so. */
export function forgetBytes(db: WriteHandle, seq: number, now: number): void {
  db.run(sql`
    insert or ignore into media_leftover (stored_name)
      select stored_name from media_file f where seq = ${seq} and stored_name is not null
        and not exists (select 1 from media_file o where o.stored_name = f.stored_name and o.seq <> f.seq)
        and not exists (select 1 from shop_file s where s.stored_name = f.stored_name)`)
  db.run(sql`
    update media_file set stored_name = null, file_key = null, reason = 'media-damaged', tries = 0,
      state = iif(origin = 'meta' and since > ${now - KEPT_AT_META_MS}, 'loading', 'refused'),
      next_try_at = iif(origin = 'meta' and since > ${now - KEPT_AT_META_MS}, 0, null)
    where seq = ${seq}`)
}

/** Removes the sealed files whose rows are gone. */
export function sweep({ store, shelf, logger }: Omit<Cleaning, 'now'>): void {
  const names = store.read.all<{ name: string }>(sql`select stored_name as name from media_leftover`).map(({ name }) => name)
  const removed = names.filter((name) => removeQuietly(shelf, name, logger))
  if (removed.length === 0) return
  store.write((db) => {
    for (const name of removed) db.run(sql`delete from media_leftover where stored_name = ${name}`)
  })
}

/** A file that something else holds open stays until the next time; nobody has its key. */
function removeQuietly(shelf: Shelf, name: string, logger: Logger): boolean {
  try {
    shelf.remove(name)
    return true
  } catch (error) {
    logger.error('media.remove-failed', error)
    return false
  }
}
