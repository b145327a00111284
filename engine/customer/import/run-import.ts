import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ImportId } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import { createDayReader, isBlank, readRecords, type SourceFile } from '../../table-file/index.ts'
import type { CustomerDeps } from '../service.ts'
import { applyRows } from './apply.ts'
import { readLayout, type Layout } from './beginning.ts'
import { placeColumns } from './columns.ts'
import { addRun, closeRun, countRows, findRun, type Run } from './run-queries.ts'
import { UNDO_MS } from './rules.ts'
import { indexWords, markWordsBehind } from './search-catch-up.ts'
import { createStage, type Stage, type StageOptions } from './stage.ts'

/** One import under way. */
export type ImportJob = {
  readonly deps: CustomerDeps
  readonly input: ParsedInput<'customer.import'>
  readonly by: string
  readonly signal: AbortSignal
}

/** Also removing needs room on the disk: where an import filled it, the reserve is given up for that. */
const CLEANING = { repeatable: true }
/** Progress is told in this many steps at most, so that a window is not flooded. */
const REPORTS = 50

/**
 * Reads the file into waiting rows, a batch at a time, then writes all of them in one transaction, then gives new people
 * their search words. Before that one transaction nothing of the import is visible, and a failure removes all of it.
 */
export async function runImport(job: ImportJob, file: SourceFile): Promise<Result<Run>> {
  const layout = readLayout(file, countryOf(job))
  if (!layout.ok) return layout
  const options = stageOptions(job, layout.value)
  if (!options.ok) return options
  const { importId } = options.value
  const { store } = job.deps.vault
  store.write((db) =>
    addRun(db, { importId: importId as ImportId, fileName: file.fileName, startedAt: job.deps.clock.now() as Run['startedAt'] }),
  )
  try {
    const staged = await stageRows(job, { file, layout: layout.value, options: options.value })
    if (!staged.ok) {
      await removeRun(job.deps, importId)
      return staged
    }
    commit(job, options.value, staged.value)
  } catch (cause) {
    await removeRun(job.deps, importId)
    throw cause
  }
  if (!job.input.dryRun) await catchUp(job, importId, file.sizeBytes)
  const run = findRun(store.read, importId, job.deps.clock.now())
  assert(run !== undefined, 'the run was closed above and only its own undo or a day of time removes it')
  return ok(run)
}

/** Removes an import that did not come to its end, a slice at a time. */
export async function removeRun(deps: CustomerDeps, importId: string): Promise<void> {
  await removeRows(deps, importId)
  deps.vault.store.write((db) => {
    db.run(sql`delete from import_run where import_id = ${importId}`)
    db.forgetSoon()
  }, CLEANING)
}

/** Removes the rows of an import, a slice at a time. */
export async function removeRows(deps: CustomerDeps, importId: string): Promise<void> {
  const slice = sql`select row from import_row where import_id = ${importId} limit 2000`
  for (;;) {
    const changes = deps.vault.store.write((db) => {
      db.forgetSoon()
      return db.run(sql`delete from import_row where import_id = ${importId} and row in (${slice})`).changes
    }, CLEANING)
    if (changes === 0) return
    await nextTurn()
  }
}

const countryOf = (job: ImportJob) => job.input.defaultCountry ?? job.deps.vault.shop.country

function stageOptions(job: ImportJob, layout: Layout): Result<StageOptions> {
  const { deps, input } = job
  const places = placeColumns(layout.headers, input.columns ?? layout.guess)
  if (!places.ok) return places
  const now = deps.clock.now()
  return ok({
    importId: newId('imp', deps.random, now),
    rules: {
      places: places.value,
      defaultCountry: countryOf(job),
      readDay: createDayReader(deps.vault.shop.timeZone),
      tags: input.tags,
      now,
    },
    consent: input.consent,
    suppression: deps.suppression,
    random: deps.random,
    clock: deps.clock,
    by: job.by,
  })
}

type Staging = { readonly file: SourceFile; readonly layout: Layout; readonly options: StageOptions }

async function stageRows(job: ImportJob, staging: Staging): Promise<Result<Stage>> {
  const { file, layout, options } = staging
  const stage = createStage(options)
  const report = (bytesDone: number) =>
    announce(job, options.importId, { phase: 'reading', rowsDone: stage.rowsDone, bytesDone, bytesTotal: file.sizeBytes })
  let reported = 0
  for await (const batch of readRecords(file, layout.delimiter, job.signal)) {
    if (!batch.ok) return batch
    const people = batch.value.records.filter((record) => record.row >= layout.firstRow && !isBlank(record))
    if (people.length > 0) job.deps.vault.store.write((db) => stage.add(db, people))
    if (batch.value.bytesDone - reported < file.sizeBytes / REPORTS) continue
    reported = batch.value.bytesDone
    report(reported)
  }
  report(file.sizeBytes)
  if (job.signal.aborted) return fail('call-cancelled')
  return stage.rowsDone === 0 ? fail('file-empty') : ok(stage)
}

/** The one transaction: all people of the file, or none. */
function commit(job: ImportJob, options: StageOptions, stage: Stage): void {
  const { deps, input } = job
  const { importId } = options
  deps.vault.store.write((db) => {
    if (input.dryRun) {
      closeRun(db, importId, { state: 'dry-run', counts: countRows(db, importId, stage.noConsent), undoUntil: null })
      return
    }
    applyRows(db, options)
    const counts = countRows(db, importId, countWithoutConsent(db, importId))
    closeRun(db, importId, { state: 'done', counts, undoUntil: deps.clock.now() + UNDO_MS })
    markWordsBehind(db, importId)
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: null }))
  })
}

const countWithoutConsent = (db: ReadHandle, importId: string): number =>
  db.get<{ count: number }>(sql`
    select (select count(*) from customer where import_id = ${importId} and offers <> 'yes') +
      (select count(*) from import_row r join customer c on c.seq = r.customer_seq
        where r.import_id = ${importId} and r.verdict = 'update' and c.offers <> 'yes') as count`)?.count ?? 0

async function catchUp(job: ImportJob, importId: string, bytesTotal: number): Promise<void> {
  await indexWords(job.deps.vault.store, importId, (rowsDone) =>
    announce(job, importId, { phase: 'writing', rowsDone, bytesDone: bytesTotal, bytesTotal }),
  )
  job.deps.announcer.announce('customer.changed', { customerId: null })
}

type Progress = {
  readonly phase: 'reading' | 'writing'
  readonly rowsDone: number
  readonly bytesDone: number
  readonly bytesTotal: number
}

function announce(job: ImportJob, importId: string, progress: Progress): void {
  job.deps.announcer.announce('customer.importProgress', { importId: importId as ImportId, ...progress })
}
