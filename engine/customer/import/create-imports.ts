import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { openSourceFile } from '../../table-file/index.ts'
import { errorCodeOf, StoreError } from '../../store/index.ts'
import type { CallContext, Handlers, Logger } from '../../kernel/index.ts'
import { consentProblem, type CustomerDeps } from '../service.ts'
import { readLayout } from './beginning.ts'
import { keepHouse } from './housekeeping.ts'
import { runImport, type ImportJob } from './run-import.ts'
import { findRun, listRows, listRuns, type Run } from './run-queries.ts'
import { undoImport } from './undo.ts'

/** The imports of one vault: one at a time, each ended when the room stops. */
export type Imports = { readonly handlers: Handlers; stop(): Promise<void> }

/** Makes the import calls and begins the clearing of old rows. */
export function createImports(deps: CustomerDeps & { readonly logger: Logger }): Imports {
  const ending = new AbortController()
  let active: Promise<unknown> | null = null
  const stopHousekeeping = keepHouse(deps, () => active !== null)
  /** One import or undo at a time: two would judge the same people against each other's half. */
  const alone = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (active !== null) return fail('import-running')
    if (ending.signal.aborted) return fail('call-cancelled')
    const running = storeErrorsAsResults(work)
    active = running
    try {
      return await running
    } finally {
      active = null
    }
  }
  return {
    handlers: {
      'customer.inspectFile': (input) => inspectFile(deps, input),
      'customer.import': (input, context) =>
        alone(() => importFile(deps, input, { ...context, signal: AbortSignal.any([context.signal, ending.signal]) })),
      'customer.importRows': (input) => importRows(deps, input),
      'customer.imports': () => ok({ imports: listRuns(deps.vault.store.read, deps.clock.now()) }),
      'customer.undoImport': (input) => alone(() => undoImport(deps, input.importId)),
    },
    async stop() {
      ending.abort()
      await active
      await stopHousekeeping()
    },
  }
}

async function inspectFile(
  deps: CustomerDeps,
  input: ParsedInput<'customer.inspectFile'>,
): Promise<Result<CallOutput<'customer.inspectFile'>>> {
  const opened = await openSourceFile(input.file, input.encoding)
  if (!opened.ok) return opened
  const file = opened.value
  try {
    const layout = readLayout(file, deps.vault.shop.country)
    if (!layout.ok) return layout
    const { delimiter, headers, samples, guess, hasUndecodable } = layout.value
    const columns = headers.map((header, place) => ({ header, samples: samples.map((cells) => (cells[place] ?? '').slice(0, 200)) }))
    return ok({ fileName: file.fileName, sizeBytes: file.sizeBytes, encoding: file.encoding, delimiter, columns, guess, hasUndecodable })
  } finally {
    await file.handle.close()
  }
}

async function importFile(deps: CustomerDeps, input: ParsedInput<'customer.import'>, context: CallContext): Promise<Result<Run>> {
  const problem = input.consent.state === 'agreed' ? consentProblem(input.consent, input.consent.at, deps.clock.now()) : null
  if (problem !== null) return problem
  const opened = await openSourceFile(input.file, input.encoding)
  if (!opened.ok) return opened
  const job: ImportJob = { deps, input, by: context.person, signal: context.signal }
  try {
    return await runImport(job, opened.value)
  } finally {
    await opened.value.handle.close()
  }
}

function importRows(deps: CustomerDeps, input: ParsedInput<'customer.importRows'>): Result<CallOutput<'customer.importRows'>> {
  const db = deps.vault.store.read
  if (findRun(db, input.importId, deps.clock.now()) === undefined) return fail('import-missing')
  const after = Number(input.cursor ?? '0')
  if (!Number.isSafeInteger(after)) return fail('input-refused', { field: 'cursor' })
  const rows = listRows(db, input.importId, { verdict: input.verdict, after, limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  return ok({ rows: shown, nextCursor: rows.length > input.limit ? String(shown.at(-1)?.row) : null })
}

/** A full or failing disk ends an import; what it had written down is removed now or at the next start. */
async function storeErrorsAsResults<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof StoreError) return fail(errorCodeOf(cause.kind))
    throw cause
  }
}
