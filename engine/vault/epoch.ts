import { forgetLostCommits, hasLostCommits, sql, type Store, type WriteHandle } from '../store/index.ts'

const EPOCH = 'send-epoch'
const RESTORED = 'restored-copy'

/** Where the newest epoch is remembered outside the vault's files. */
export type EpochMemory = { get(): Promise<string | null>; set(value: string): Promise<void> }

const factOf = (store: Store, name: string): string | null =>
  store.read.get<{ value: string }>(sql`select value from vault_fact where name = ${name}`)?.value ?? null

function keepFact(db: WriteHandle, name: string, value: string): void {
  db.run(sql`insert into vault_fact (name, value) values (${name}, ${value}) on conflict (name) do update set value = excluded.value`)
}

/**
 * Counts this opening of the vault and tells whether the files are older than what the memory has seen: then they were
 * copied or restored, or lost rows that had been committed, and what they call unsent may have been sent. The finding stays until `settleRestoredCopy`.
 * The database is written first, so that a crash between the two never looks like an old copy.
 * @param memory null where there is no keychain; then a whole copy can't be told from the original
 */
export async function advanceEpoch(store: Store, memory: EpochMemory | null): Promise<{ epoch: number; restoredCopy: boolean }> {
  const here = Number(factOf(store, EPOCH) ?? 0)
  const seen = memory === null ? null : await memory.get()
  // Files that were opened before, on a computer that has never seen them, come from elsewhere.
  const isElsewhere = memory !== null && (seen === null ? here > 0 : Number(seen) > here)
  // Files of this computer whose log was taken away or damaged are old in the same way.
  const isOld = isElsewhere || hasLostCommits(store.read)
  const epoch = Math.max(here, Number(seen ?? 0)) + 1
  store.write((db) => {
    keepFact(db, EPOCH, String(epoch))
    if (isOld) keepFact(db, RESTORED, 'yes')
  })
  await memory?.set(String(epoch))
  return { epoch, restoredCopy: factOf(store, RESTORED) !== null }
}

/** Says in the rows themselves that they are an old copy, where no keychain could tell. */
export const markRestoredCopy = (store: Store): void => store.write((db) => keepFact(db, RESTORED, 'yes'))

/** Forgets that the files are an old copy, once everything that could send has been paused for it. */
export function settleRestoredCopy(store: Store): void {
  store.write((db) => {
    db.run(sql`delete from vault_fact where name = ${RESTORED}`)
    forgetLostCommits(db)
  })
}
