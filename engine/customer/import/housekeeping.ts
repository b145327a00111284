import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from '../../kernel/index.ts'
import { sql, type Sql } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import { DRY_RUN_KEPT_MS } from './rules.ts'
import { removeRows, removeRun } from './remove-run.ts'
import { dropPeople, type TakingBack } from './undo.ts'
import { importsBehind, indexWords } from './search-catch-up.ts'

type HouseDeps = CustomerDeps &
  TakingBack & {
    readonly logger: Logger
    /** Brings decided imports to their end that nobody works at. */
    readonly goOn: () => Promise<void>
  }

const EVERY_MS = 3_600_000

/**
 * Ends what the last run of the engine left, and keeps import rows no longer than they are needed (SECURITY G-09): rows of a
 * broken-off import at once, a dry run for a
 * day, what finished rows say about people until the import can't be undone any more. Once an hour, and at the beginning.
 * @returns how to stop; resolves when nothing is under way
 */
export function keepHouse(deps: HouseDeps, isImporting: () => boolean): () => Promise<void> {
  let isStopped = false
  let forget = () => {}
  let work = Promise.resolve()
  const round = () => {
    if (!isImporting())
      work = clean(deps, () => isStopped).catch((cause: unknown) => deps.logger.error('import rows could not be cleared', cause))
    forget = deps.clock.after(EVERY_MS, round)
  }
  round()
  return async () => {
    isStopped = true
    forget()
    await work
  }
}

/** A broken-off import of a chat: its messages were visible, and go with whoever it had added. */
async function clearChats(deps: HouseDeps, isStopped: () => boolean): Promise<void> {
  const broken = sql`state = 'failed' and (exists (select 1 from import_message m where m.import_id = import_run.import_id)
    or exists (select 1 from customer c where c.import_id = import_run.import_id))`
  for (const importId of runsWhere(deps, broken)) {
    if (isStopped()) return
    await deps.takeBack(importId)
    await dropPeople(deps, importId)
  }
}

async function clean(deps: HouseDeps, isStopped: () => boolean): Promise<void> {
  const { store } = deps.vault
  // Before the first wait, while surely no import is under way: whatever says "running" was broken off.
  store.write((db) => db.run(sql`update import_run set state = 'failed' where state = 'running' and plan is null`))
  await deps.goOn()
  await clearChats(deps, isStopped)
  for (const importId of importsBehind(store)) if (!isStopped()) await indexWords({ store, clock: deps.clock }, importId, () => undefined)
  const now = deps.clock.now()
  const ended = sql`state in ('failed', 'undone') and exists (select 1 from import_row r where r.import_id = import_run.import_id)`
  const expired = sql`state = 'done' and undo_until < ${now} and exists (select 1 from import_row r where r.import_id = import_run.import_id and r.facts <> '{}')`
  for (const importId of runsWhere(deps, ended)) if (!isStopped()) await removeRows(deps, importId)
  for (const importId of runsWhere(deps, sql`state = 'dry-run' and started_at < ${now - DRY_RUN_KEPT_MS}`))
    if (!isStopped()) await removeRun(deps, importId)
  for (const importId of runsWhere(deps, expired)) if (!isStopped()) await emptyRows(deps, importId)
}

const runsWhere = (deps: CustomerDeps, condition: Sql): string[] =>
  deps.vault.store.read
    .all<{ importId: string }>(sql`select import_id as importId from import_run where ${condition}`)
    .map(({ importId }) => importId)

/** Leaves of each row only its place, verdict and reason. */
async function emptyRows(deps: CustomerDeps, importId: string): Promise<void> {
  for (;;) {
    const changes = deps.vault.store.write((db) => {
      db.forgetSoon()
      return db.run(sql`
        update import_row set facts = '{}', before = null, phone = null, phone_as_written = ''
        where import_id = ${importId} and row in (select row from import_row where import_id = ${importId} and facts <> '{}' limit 2000)`)
        .changes
    })
    if (changes === 0) return
    await nextTurn()
  }
}
