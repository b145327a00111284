import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Clock, Random } from '../../kernel/index.ts'
import type { OpenVault } from '../../store/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import { allReplies, type StoredReply } from '../queries.ts'
import { FIELDS, HEADINGS } from './columns.ts'

type ExportDeps = { readonly vault: OpenVault; readonly clock: Clock; readonly random: Random }

/** Writes all quick replies as CSV, one row for each language. Errors: file-write-failed, disk-full, disk-read-only, call-cancelled. */
export async function exportReplies(
  { vault, clock, random }: ExportDeps,
  { target, locale }: ParsedInput<'quickReply.export'>,
  signal: AbortSignal,
): Promise<Result<CallOutput<'quickReply.export'>>> {
  const words = HEADINGS[locale ?? vault.shop.locale]
  const replies = allReplies(vault.store.read, vault.shop.locale)
  const written = await writeTables({
    target,
    format: 'csv',
    tables: [{ name: words.table, headings: FIELDS.map((field) => words[field]), pages: [replies.flatMap(rowsOf)] }],
    timeZone: vault.shop.timeZone,
    at: clock.now(),
    random,
    signal,
  })
  return written.ok ? ok({ fileName: written.value.fileName, quickReplies: replies.length }) : written
}

const rowsOf = ({ shortcut, title, language, text, translations, retailerIds }: StoredReply): Cell[][] =>
  [{ language, text }, ...translations].map((spoken, place) => [
    shortcut,
    place === 0 ? title : '',
    spoken.language,
    spoken.text,
    place === 0 ? retailerIds.join('; ') : '',
  ])
