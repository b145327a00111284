import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { QuickReplyId } from '#contract/kernel/values.ts'
import { newId, type Announcer, type Clock, type Random } from '../../kernel/index.ts'
import type { OpenVault } from '../../store/index.ts'
import { columnNames, isBlank, openSourceFile, readHead, readRecords, type SourceFile } from '../../table-file/index.ts'
import { allReplies, saveReply, type StoredReply } from '../queries.ts'
import { findPlaces } from './columns.ts'
import { ReplyReader, type ReadReply } from './read-replies.ts'

type Outcome = CallOutput<'quickReply.import'>
type ImportDeps = { readonly vault: OpenVault; readonly clock: Clock; readonly random: Random; readonly announcer: Announcer }

const SAMPLE = 5

/**
 * Reads quick replies from a table and keeps all of them or none. Those of before stay but for what the table says of them.
 * Errors: those of opening a text file, file-column-missing (field), file-line-too-long, call-cancelled.
 */
export async function importReplies(
  deps: ImportDeps,
  input: ParsedInput<'quickReply.import'>,
  signal: AbortSignal,
): Promise<Result<Outcome>> {
  const opened = await openSourceFile(input.file, undefined)
  if (!opened.ok) return opened
  try {
    const read = await readTable(deps, opened.value, signal)
    return read.ok ? ok(keepAll(deps, { fileName: opened.value.fileName, reader: read.value, isDry: input.dryRun })) : read
  } finally {
    await opened.value.handle.close()
  }
}

async function readTable({ vault }: ImportDeps, file: SourceFile, signal: AbortSignal): Promise<Result<ReplyReader>> {
  const head = readHead(file)
  if (!head.ok) return head
  const [first] = head.value.records
  const places = findPlaces(columnNames(first.cells))
  if ('missing' in places) return fail('file-column-missing', { field: places.missing, column: '' })
  const reader = new ReplyReader(places, vault.shop.locale)
  for await (const batch of readRecords(file, head.value.delimiter, signal)) {
    if (!batch.ok) return batch
    for (const record of batch.value.records) if (record.row > first.row && !isBlank(record)) reader.take(record)
  }
  return reader.replies.length + reader.refused.length === 0 ? fail('file-empty') : ok(reader)
}

type Keeping = { readonly fileName: string; readonly reader: ReplyReader; readonly isDry: boolean }

function keepAll(deps: ImportDeps, { fileName, reader, isDry }: Keeping): Outcome {
  const { vault, clock, random, announcer } = deps
  const now = clock.now()
  const known = new Map(allReplies(vault.store.read, vault.shop.locale).map((reply) => [reply.shortcut.toLowerCase(), reply]))
  const counts = { added: 0, changed: 0, same: 0 }
  const wanted = reader.replies.flatMap((read) => {
    const before = known.get(read.shortcut.toLowerCase())
    const what = before === undefined ? 'added' : isSame(before, read) ? 'same' : 'changed'
    counts[what] += 1
    return what === 'same' ? [] : [{ ...read, before }]
  })
  if (!isDry && reader.refused.length === 0 && wanted.length > 0)
    vault.store.write((db) => {
      for (const { before, ...read } of wanted) {
        const quickReplyId = before?.quickReplyId ?? (newId('qrp', random, now) as QuickReplyId)
        saveReply(db, { ...read, quickReplyId, mediaFileIds: before?.mediaFileIds ?? [] }, now)
      }
      db.afterCommit(() => announcer.announce('quickReply.changed', {}))
    })
  return {
    fileName,
    ...counts,
    refused: reader.refused.slice(0, 1_000),
    sample: wanted.slice(0, SAMPLE).map(({ shortcut, title, text }) => ({ shortcut, title, text })),
  }
}

const told = ({ title, text, language, translations, retailerIds }: ReadReply | StoredReply): string =>
  JSON.stringify([title, text, language, translations.map((one) => [one.language, one.text]), retailerIds])

const isSame = (before: StoredReply, read: ReadReply): boolean => told(before) === told(read)
