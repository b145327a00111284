// The thread that reads workbooks: no key of the vault, no environment, no network, a limit of memory; the engine ends it at will.
import { parentPort, workerData } from 'node:worker_threads'
import { ArchiveProblem } from '../archive/inflate.ts'
import type { ThreadTask, ThreadWord } from './messages.ts'
import { readBookOf, type ReadBook } from './open-book.ts'
import { openArchive, unpack, type Archive } from './parts.ts'
import { createRowBatches } from './row-batches.ts'
import { createRowReader } from './sheet-rows.ts'
import { createXmlReader } from './xml.ts'

/** Nothing here has any reason to reach another computer. */
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)

const say = (word: ThreadWord): void => parentPort?.postMessage(word)
const asked = countAsked()

async function read({ path, sheet, limits }: ThreadTask): Promise<void> {
  const archive = openArchive(path, limits)
  try {
    const opened = readBookOf(archive)
    const { sheets } = opened.book
    say({ kind: 'sheets', sheets: sheets.map(({ name }) => name) })
    const wanted = sheet === null ? sheets[0] : sheets.find(({ name }) => name === sheet)
    if (wanted === undefined) return say({ kind: 'failed', code: 'import-sheet-missing' })
    await giveRows(archive, opened, wanted.part)
    await asked()
    say({ kind: 'end' })
  } finally {
    archive.close()
  }
}

/** Reads a sheet as far as it was asked for, and a little further. */
async function giveRows(archive: Archive, { facts, spans }: ReadBook, part: string): Promise<void> {
  const span = spans.get(part)
  if (span === undefined) throw new ArchiveProblem('file-unreadable')
  const batches = createRowBatches(archive.limits.inflatedBytes)
  const reader = createXmlReader(createRowReader(facts, { row: (row) => batches.add(row), end: () => reader.stop() }))
  const give = async (share: number, isEnd: boolean): Promise<void> => {
    for (let rows = batches.take(isEnd); rows !== null; rows = batches.take(isEnd)) {
      await asked()
      say({ kind: 'rows', rows, share })
    }
  }
  for (const done of unpack(archive, (name) => (name === part ? reader.add : null))) {
    if (reader.isStopped || done > span.to) break
    await give(Math.min(1, Math.max(0, done - span.from) / Math.max(1, span.to - span.from)), false)
  }
  await give(1, true)
}

/** Waits until there is one more question than was answered. */
function countAsked(): () => Promise<void> {
  let open = 0
  let hear: (() => void) | null = null
  parentPort?.on('message', () => {
    open += 1
    hear?.()
  })
  return async () => {
    if (open === 0) await new Promise<void>((resolve) => (hear = resolve))
    hear = null
    open -= 1
  }
}

read(workerData as ThreadTask).catch((error: unknown) => say({ kind: 'failed', code: codeOf(error) }))

function codeOf(error: unknown): 'file-unreadable' | 'file-missing' | ArchiveProblem['code'] {
  if (error instanceof ArchiveProblem) return error.code
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'file-missing' : 'file-unreadable'
}
