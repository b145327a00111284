import type { EventData, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ImportId } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import { createDayReader, isBlank, undecodableIn, type OpenTable } from '../../table-file/index.ts'
import { fieldsOf } from '../field/values.ts'
import type { CustomerDeps } from '../service.ts'
import { readLayout, type Layout } from './beginning.ts'
import { carryOut, countRun } from './carry-out.ts'
import { placeColumns } from './columns.ts'
import { createNumbersSeen } from './numbers-seen.ts'
import { decide } from './plan.ts'
import { rememberColumns } from './remembered.ts'
import { addRun, closeRun, findRun, type Run } from './run-queries.ts'
import { createStage, type Stage, type StageOptions } from './stage.ts'
import { createTurns } from './turns.ts'

/** One import under way. */
export type ImportJob = {
  readonly deps: CustomerDeps
  readonly input: ParsedInput<'customer.import'>
  readonly by: string
  readonly stops: Stops
  /** Takes away whatever was written of an import that ends here; resolves early where that takes long. */
  readonly clear: (importId: string) => Promise<void>
}

/** What may end an import. */
export type Stops = {
  /** Anything: before the decision nothing has to be kept. */
  readonly any: AbortSignal
  /** Somebody wants it gone, also what is written. */
  readonly cancelled: AbortSignal
  /** The engine ends; what was decided goes on at the next start. */
  readonly ending: AbortSignal
}

/** Progress is told in this many steps at most, so that a window is not flooded. */
const REPORTS = 50

/**
 * Reads the file into waiting rows, then decides, then writes all of them, everything in short transactions. Before the
 * decision nothing of the import is visible and a failure removes all of it; after it, people appear bit by bit, a start
 * after a crash writes the rest, and whoever cancels has them all taken away again.
 */
export async function runImport(job: ImportJob, file: OpenTable): Promise<Result<Run>> {
  const fields = fieldsOf(job.deps.vault.store.read)
  const layout = readLayout(file, { defaultCountry: countryOf(job), own: fields })
  if (!layout.ok) return layout
  const options = stageOptions(job, file, layout.value)
  if (!options.ok) return options
  const { importId } = options.value.plan
  let outcome: Outcome = 'failed'
  try {
    const run = await bringIn(job, file, { layout: layout.value, options: options.value })
    outcome = outcomeOf(job, run)
    return run
  } finally {
    announce(job, importId, { phase: 'ended', rowsDone: 0, bytesDone: file.sizeBytes, bytesTotal: file.sizeBytes, outcome })
  }
}

type Outcome = NonNullable<EventData<'customer.importProgress'>['outcome']>

function outcomeOf({ input, stops }: ImportJob, run: Result<Run>): Outcome {
  if (run.ok) return input.dryRun ? 'tried' : 'done'
  if (run.error.code !== 'call-cancelled') return 'failed'
  return stops.ending.aborted && !stops.cancelled.aborted ? 'later' : 'cancelled'
}

type Prepared = { readonly layout: Layout; readonly options: StageOptions }

async function bringIn(job: ImportJob, file: OpenTable, { layout, options }: Prepared): Promise<Result<Run>> {
  const { importId, now, by } = options.plan
  const { store } = job.deps.vault
  const startedAt = now as Run['startedAt']
  store.write((db) => addRun(db, { importId: importId as ImportId, fileName: file.fileName, startedAt, by }))
  try {
    const staged = await stageRows(job, { file, layout, options })
    if (!staged.ok) {
      await job.clear(importId)
      return staged
    }
    if (job.input.dryRun) await closeDryRun(job, importId, staged.value)
    else if (!(await writeAll(job, { file, layout, options }))) return fail('call-cancelled')
  } catch (cause) {
    await job.clear(importId)
    throw cause
  }
  const run = findRun(store.read, importId, job.deps.clock.now())
  assert(run !== undefined, 'the run was closed above and only its own undo or a day of time removes it')
  return ok(run)
}

async function closeDryRun({ deps }: ImportJob, importId: string, stage: Stage): Promise<void> {
  const { store } = deps.vault
  const counts = await countRun(store, importId, stage.noConsent)
  store.write((db) => closeRun(db, importId, { state: 'dry-run', counts, undoUntil: null }))
}

/** Decides and writes; answers whether all of it is there. */
async function writeAll(job: ImportJob, { file, layout, options }: Staging): Promise<boolean> {
  const { deps, stops } = job
  const { plan, seen } = options
  deps.vault.store.write((db) => decide(db, plan))
  rememberColumns(job, layout)
  const progress = { phase: 'writing', bytesDone: file.sizeBytes, bytesTotal: file.sizeBytes } as const
  let told = 0
  const isWhole = await carryOut(deps, {
    plan,
    seen,
    signal: AbortSignal.any([stops.cancelled, stops.ending]),
    onProgress(rowsDone, rowsTotal) {
      if (told > 0 && rowsDone - told < rowsTotal / REPORTS && rowsDone < rowsTotal) return
      told = rowsDone
      announce(job, plan.importId, { ...progress, rowsDone, rowsTotal })
    },
  })
  // Whoever ends the engine finds the rest written after the next start.
  if (stops.cancelled.aborted && !isWhole) await job.clear(plan.importId)
  return isWhole
}

const countryOf = (job: ImportJob) => job.input.defaultCountry ?? job.deps.vault.shop.country

function stageOptions(job: ImportJob, file: OpenTable, layout: Layout): Result<StageOptions> {
  const { deps, input } = job
  const places = placeColumns(layout.headers, input.columns ?? layout.guess)
  if (!places.ok) return places
  const now = deps.clock.now()
  return ok({
    plan: { importId: newId('imp', deps.random, now), now, consent: input.consent, by: job.by },
    rules: {
      places: places.value,
      headers: layout.headers,
      fields: fieldsOf(deps.vault.store.read),
      undecodable: undecodableIn(file.encoding),
      isCards: file.format === 'vcard',
      defaultCountry: countryOf(job),
      readDay: createDayReader(deps.vault.shop.timeZone),
      tags: input.tags,
      now,
    },
    suppression: deps.suppression,
    seen: createNumbersSeen(),
  })
}

type Staging = { readonly file: OpenTable; readonly layout: Layout; readonly options: StageOptions }

async function stageRows(job: ImportJob, staging: Staging): Promise<Result<Stage>> {
  const { file, layout, options } = staging
  const stage = createStage(options)
  const report = (bytesDone: number) =>
    announce(job, options.plan.importId, { phase: 'reading', rowsDone: stage.rowsDone, bytesDone, bytesTotal: file.sizeBytes })
  const turns = createTurns({ store: job.deps.vault.store, clock: job.deps.clock })
  let reported = 0
  for await (const batch of file.batches(job.stops.any)) {
    if (!batch.ok) return batch
    const people = batch.value.records.filter((record) => record.row >= layout.firstRow && (record.isBroken || !isBlank(record)))
    for (let at = 0; at < people.length && !job.stops.any.aborted;)
      at += await turns.take((db, isEnough) => stage.add(db, people.slice(at), isEnough))
    if (batch.value.bytesDone - reported < file.sizeBytes / REPORTS) continue
    reported = batch.value.bytesDone
    report(reported)
  }
  report(file.sizeBytes)
  if (job.stops.any.aborted) return fail('call-cancelled')
  return stage.rowsDone === 0 ? fail('file-empty') : ok(stage)
}

type Progress = Omit<EventData<'customer.importProgress'>, 'importId'>

function announce(job: ImportJob, importId: string, progress: Progress): void {
  job.deps.announcer.announce('customer.importProgress', { importId: importId as ImportId, ...progress })
}
