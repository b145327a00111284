import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { openTable } from '../../table-file/index.ts'
import { errorCodeOf, StoreError } from '../../store/index.ts'
import type { Handlers, Logger } from '../../kernel/index.ts'
import { consentProblem } from '../record/consent-calls.ts'
import type { CustomerDeps } from '../service.ts'
import { readLayout } from './beginning.ts'
import { keepHouse } from './housekeeping.ts'
import { fieldsOf } from '../field/values.ts'
import { rememberedColumns } from './remembered.ts'
import { unfinishedRuns } from './plan.ts'
import { runImport, type ImportJob, type Stops } from './run-import.ts'
import { writeImportRows } from './write-rows.ts'
import { findRun, listRows, listRuns, type Run } from './run-queries.ts'
import { dropPeople, undoImport } from './undo.ts'
import { finishRun, takeAwayRun } from './unfinished.ts'
import type { ChatRuns } from './chat-face.ts'
import { chatRuns } from './chat-runs.ts'
import { lookAtChat } from '../../chat-file/index.ts'

/** How long whoever cancels waits for the clearing, ms. */
const CLEARING_SHOWN_MS = 500

/** The imports of one vault: one at a time, each ended when the room stops. */
export type Imports = { readonly handlers: Handlers; readonly chats: ChatRuns; stop(): Promise<void> }

/** Makes the import calls and begins the clearing of old rows. */
export function createImports(deps: CustomerDeps & { readonly logger: Logger }): Imports {
  const ending = new AbortController()
  let active: Promise<unknown> | null = null
  let cancelling = new AbortController()
  const takers: ((importId: string) => Promise<void>)[] = []
  const takeBack = async (importId: string): Promise<void> => {
    for (const take of takers) await take(importId)
  }
  let clearing: Promise<void> = Promise.resolve()
  /** One import or undo at a time: two would judge the same people against each other's half. */
  const alone = async <T>(work: (stops: Stops) => Promise<Result<T>>): Promise<Result<T>> => {
    if (active !== null) return fail('import-running')
    if (ending.signal.aborted) return fail('call-cancelled')
    cancelling = new AbortController()
    const stops = { ending: ending.signal, cancelled: cancelling.signal, any: AbortSignal.any([ending.signal, cancelling.signal]) }
    // What the last one left is cleared first: it is nobody's any more.
    const running = clearing.then(() => storeErrorsAsResults(() => work(stops)))
    active = running
    try {
      return await running
    } finally {
      active = null
    }
  }
  /** Whoever cancels a large import is answered at once; what was written of it goes afterwards, also after a crash. */
  const clear = async (importId: string): Promise<void> => {
    clearing = takeAwayRun(deps, importId).catch((cause: unknown) => deps.logger.error('import rows could not be cleared', cause))
    let forget = (): void => undefined
    await Promise.race([clearing, new Promise<void>((resolve) => (forget = deps.clock.after(CLEARING_SHOWN_MS, resolve)))])
    forget()
  }
  const goOn = async (): Promise<void> => {
    await clearing
    for (const run of unfinishedRuns(deps.vault.store.read))
      if (active === null && !ending.signal.aborted) {
        const finished = await alone(async (stops) => ok(await finishRun(deps, run, stops)))
        if (!finished.ok) deps.logger.warn('import-not-finished', { code: finished.error.code })
      }
  }
  const stopHousekeeping = keepHouse({ ...deps, takeBack, goOn }, () => active !== null)
  return {
    handlers: {
      'customer.inspectFile': (input, context) => inspectFile(deps, input, context.signal),
      'customer.import': (input, context) =>
        alone((stops) =>
          importFile({ ...deps, clear }, input, {
            by: context.person,
            stops: { ...stops, any: AbortSignal.any([context.signal, stops.any]) },
          }),
        ),
      'customer.cancelImport': () => {
        cancelling.abort()
        return ok({ isCancelled: active !== null })
      },
      'customer.importRows': (input) => importRows(deps, input),
      'customer.imports': () => ok({ imports: listRuns(deps.vault.store.read, deps.clock.now()) }),
      'customer.writeImportRows': (input, context) => storeErrorsAsResults(() => writeImportRows(deps, input, context.signal)),
      'customer.undoImport': (input) => alone((stops) => undoImport({ ...deps, takeBack }, input.importId, stops.any)),
    },
    chats: {
      ...chatRuns(deps),
      alone: (work, signal) => alone((stops) => work(AbortSignal.any([signal, stops.any]))),
      async drop(importId) {
        await takeBack(importId)
        await dropPeople(deps, importId)
        await clear(importId)
      },
      onTakeBack: (work) => void takers.push(work),
    },
    async stop() {
      ending.abort()
      await active
      await clearing
      await stopHousekeeping()
    },
  }
}

async function inspectFile(
  deps: CustomerDeps,
  input: ParsedInput<'customer.inspectFile'>,
  signal: AbortSignal,
): Promise<Result<CallOutput<'customer.inspectFile'>>> {
  const chat = await chatFacts(input.file)
  if (chat !== null) return chat
  const opened = await openTable(input.file, { ...input, signal })
  if (!opened.ok) return opened
  const { close, fileName, sizeBytes, format, sheets, encoding, delimiter, hasUndecodable } = opened.value
  try {
    const own = fieldsOf(deps.vault.store.read)
    const layout = readLayout(opened.value, { defaultCountry: deps.vault.shop.country, own })
    if (!layout.ok) return layout
    const { headers, samples, guess } = layout.value
    const remembered = rememberedColumns(deps.vault.store.read, layout.value, own)
    return ok({
      fileName,
      sizeBytes,
      format,
      sheets: [...sheets],
      isRemembered: remembered !== null,
      encoding,
      delimiter,
      columns: headers.map((header, place) => ({ header, samples: samples.map((cells) => (cells[place] ?? '').slice(0, 200)) })),
      guess: remembered ?? guess,
      hasUndecodable,
    })
  } finally {
    await close()
  }
}

/** A chat that the phone app exported has no columns; it goes another way. Null for anything else. */
async function chatFacts(path: string): Promise<Result<CallOutput<'customer.inspectFile'>> | null> {
  const looked = await lookAtChat(path)
  if (looked === null) return null
  const facts = { format: 'chat', sheets: [], isRemembered: false, delimiter: '', columns: [], guess: {}, hasUndecodable: false } as const
  return ok({ ...facts, ...looked, sheets: [], columns: [], encoding: 'utf-8' })
}

type ClearingDeps = CustomerDeps & Pick<ImportJob, 'clear'>
type Asked = Pick<ImportJob, 'by' | 'stops'>

async function importFile(deps: ClearingDeps, input: ParsedInput<'customer.import'>, asked: Asked): Promise<Result<Run>> {
  const problem = input.consent.state === 'agreed' ? consentProblem(input.consent, input.consent.at, deps.clock.now()) : null
  if (problem !== null) return problem
  const opened = await openTable(input.file, { ...input, signal: asked.stops.any })
  if (!opened.ok) return opened
  const job: ImportJob = { deps, input, ...asked, clear: deps.clear }
  try {
    return await runImport(job, opened.value)
  } finally {
    await opened.value.close()
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
