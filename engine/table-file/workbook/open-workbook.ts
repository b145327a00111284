import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../archive/inflate.ts'
import type { FileRecord, RecordBatch } from '../records.ts'
import type { ThreadTask, ThreadWord } from './messages.ts'

/** What one workbook may take. @source SECURITY P-01, P-02 */
export type WorkbookLimits = {
  readonly memoryMb: number
  /** For each answer: whoever asks slowly, as an import that writes down what it got, takes nothing of it. */
  readonly timeMs: number
  readonly fileBytes: number
  readonly columns: number
  readonly archive: ArchiveLimits
}

export const WORKBOOK_LIMITS: WorkbookLimits = {
  memoryMb: 512,
  timeMs: 120_000,
  fileBytes: 100 * 1_048_576,
  columns: 1_000,
  archive: ARCHIVE_LIMITS,
}

export type OpenWorkbook = {
  readonly sheets: readonly string[]
  /** The first rows; `batches` gives them again. */
  readonly head: readonly FileRecord[]
  batches(signal: AbortSignal): AsyncGenerator<Result<RecordBatch>>
  close(): Promise<void>
}

/** Beside the bundle in the built app, a source file otherwise. A thread reads nothing inside the app's archive. */
const threadFile = (): string => {
  const own = import.meta.url
  const url = new URL(own.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js', own)
  return fileURLToPath(url).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

type Opening = {
  readonly path: string
  readonly sheet: string | undefined
  readonly sizeBytes: number
  readonly limits: WorkbookLimits
  /** Ends the opening, which takes seconds where a workbook is large. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads a workbook in a thread of its own that has no key, no network, and limits of memory and time; it is ended with the
 * reading, or by the signal. Errors: file-too-large, file-bomb, file-locked, file-unreadable, file-not-text, import-sheet-missing,
 * file-empty, file-no-columns, call-cancelled.
 */
export async function openWorkbook({ path, sheet, sizeBytes, limits, signal }: Opening): Promise<Result<OpenWorkbook>> {
  if (sizeBytes > limits.fileBytes) return fail('file-too-large', { sizeBytes, limitBytes: limits.fileBytes })
  const thread = startThread({ path, sheet: sheet ?? null, limits: limits.archive }, limits)
  const opened = await lookInside(thread, { sizeBytes, limits, signal })
  if (!opened.ok) await thread.end()
  return opened
}

type Looking = Pick<Opening, 'sizeBytes' | 'limits' | 'signal'>

async function lookInside(thread: Thread, { sizeBytes, limits, signal }: Looking): Promise<Result<OpenWorkbook>> {
  const first = await thread.next(signal)
  if (!first.ok) return first
  if (first.value.kind !== 'sheets') return fail('file-unreadable')
  const { sheets } = first.value
  thread.ask()
  const head = await nextRows(thread, { from: 0, limits, signal })
  if (!head.ok) return head
  if (head.value === null) return fail('file-empty')
  const beginning = head.value
  return ok({
    sheets,
    head: beginning.records,
    batches: (reading) => allRows(thread, { beginning, limits, sizeBytes, signal: reading }),
    close: () => thread.end(),
  })
}

type Reading = { readonly beginning: Rows; readonly limits: WorkbookLimits; readonly sizeBytes: number; readonly signal: AbortSignal }

/** Ends the thread with the last row: whoever writes what was read needs the memory. */
async function* allRows(thread: Thread, { beginning, limits, sizeBytes, signal }: Reading): AsyncGenerator<Result<RecordBatch>> {
  try {
    // Asked for before those that are there are looked at, the next rows are read meanwhile.
    thread.ask()
    for (let rows: Rows | null = beginning, from = 0; rows !== null;) {
      from += rows.records.length
      // The part of the sheet stands in for how far the file is, which is all that a bar of progress needs.
      yield ok({ records: rows.records, bytesDone: Math.round(sizeBytes * rows.share) })
      const next = await nextRows(thread, { from, limits, signal })
      if (!next.ok) yield next
      rows = next.ok ? next.value : null
      if (rows !== null) thread.ask()
    }
  } finally {
    await thread.end()
  }
}

type Rows = { readonly records: readonly FileRecord[]; readonly share: number }
type Asking = { readonly from: number; readonly limits: WorkbookLimits; readonly signal: AbortSignal | undefined }

/** What was asked for; null at the end. */
async function nextRows(thread: Thread, { from, limits, signal }: Asking): Promise<Result<Rows | null>> {
  const word = await thread.next(signal)
  if (!word.ok) return word
  if (word.value.kind === 'end') return ok(null)
  if (word.value.kind !== 'rows') return fail('file-unreadable')
  const { rows, share } = word.value
  const wide = rows.findIndex((cells) => cells.length > limits.columns)
  if (wide !== -1) return fail('file-no-columns', { row: from + wide + 1, columns: rows[wide]?.length ?? 0 })
  return ok({ records: rows.map((cells, index) => ({ row: from + index + 1, cells, isBroken: false })), share })
}

type Thread = {
  ask(): void
  /** The next word, or `call-cancelled` as soon as the signal says so. */
  next(signal: AbortSignal | undefined): Promise<Result<ThreadWord>>
  end(): Promise<void>
}

/** A thread that dies of its memory or does not answer for too long has a file that is too large. */
function startThread(task: ThreadTask, limits: WorkbookLimits): Thread {
  const worker = new Worker(threadFile(), {
    workerData: task,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 },
  })
  const words = createWords()
  const tooLarge = (): void => words.tell(fail('file-too-large', { limitBytes: limits.fileBytes }))
  const startBell = (): NodeJS.Timeout =>
    setTimeout(() => {
      tooLarge()
      void worker.terminate()
    }, limits.timeMs)
  let bell = startBell()
  worker.on('message', (word: ThreadWord) => {
    clearTimeout(bell)
    words.tell(word.kind === 'failed' ? fail(word.code) : ok(word))
  })
  worker.on('error', (error: Error & { code?: string }) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : words.tell(fail('file-unreadable')),
  )
  worker.on('exit', () => words.tell(fail('file-unreadable')))
  return {
    ask() {
      clearTimeout(bell)
      bell = startBell()
      worker.postMessage('more')
    },
    next: words.next,
    async end() {
      clearTimeout(bell)
      await worker.terminate()
    },
  }
}

/** Words that were said before somebody listened, and whoever listens. */
function createWords(): { tell(word: Result<ThreadWord>): void; readonly next: Thread['next'] } {
  const said: Result<ThreadWord>[] = []
  let hear: ((word: Result<ThreadWord>) => void) | null = null
  return {
    tell(word) {
      if (hear === null) said.push(word)
      else hear(word)
    },
    next(signal) {
      const word = signal?.aborted === true ? fail('call-cancelled') : said.shift()
      if (word !== undefined) return Promise.resolve(word)
      return new Promise((resolve) => {
        const cancel = (): void => hear?.(fail('call-cancelled'))
        hear = (next) => {
          hear = null
          signal?.removeEventListener('abort', cancel)
          resolve(next)
        }
        signal?.addEventListener('abort', cancel)
      })
    },
  }
}
