import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

/** Which catalog was read and when. */
export type LastSync = { readonly catalogId: string; readonly name: string | null; readonly at: number }

/** The catalog that was chosen here, instead of the one that the connection named then. */
type Choice = { readonly catalogId: string | null; readonly insteadOf: string | null }

function read(db: ReadHandle, name: string): unknown {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${name}`)
  return row === undefined ? null : JSON.parse(row.value)
}

const write = (db: WriteHandle, entry: { readonly name: string; readonly value: unknown; readonly at: number }) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${entry.name}, ${JSON.stringify(entry.value)}, ${entry.at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)

/** Null before the first reading. */
export function lastSync(db: ReadHandle): LastSync | null {
  const value = read(db, 'catalog.synced') as (Omit<LastSync, 'name'> & { name?: string | null }) | null
  return value === null ? null : { ...value, name: value.name ?? null }
}

/** Notes which catalog was read and when; null forgets it. */
export const saveSync = (db: WriteHandle, sync: LastSync | null, at: number) => write(db, { name: 'catalog.synced', value: sync, at })

/** Notes that another catalog counts than the one that the connection names. */
export const saveChoice = (db: WriteHandle, choice: Choice, at: number) => write(db, { name: 'catalog.chosen', value: choice, at })

/** The catalog that counts: the one chosen here, as long as the connection names no other since; else the connection's. */
export function namedCatalog(db: ReadHandle, named: string | null): string | null {
  const choice = read(db, 'catalog.chosen') as Choice | null
  return choice !== null && choice.insteadOf === named ? choice.catalogId : named
}
