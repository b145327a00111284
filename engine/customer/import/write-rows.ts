import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { ReadHandle } from '../../store/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import type { CustomerDeps } from '../service.ts'
import { findRun, listRows } from './run-queries.ts'
import type { Verdict } from './rules.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Words = typeof en
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }
const PAGE = 1_000

/**
 * Writes rows of an import or dry run as CSV, each with its verdict and why; nothing in it is computed by a spreadsheet.
 * Errors: import-missing, file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function writeImportRows(
  { vault, clock, random }: CustomerDeps,
  input: ParsedInput<'customer.writeImportRows'>,
  signal: AbortSignal,
): Promise<Result<CallOutput<'customer.writeImportRows'>>> {
  const db = vault.store.read
  if (findRun(db, input.importId, clock.now()) === undefined) return fail('import-missing')
  const words = WORDS[vault.shop.locale]
  const { row, phone, name, verdict, reason } = words.headings
  const pages = pagesOf(db, { importId: input.importId, verdicts: input.verdicts, words })
  return writeTables({
    target: input.target,
    format: 'csv',
    tables: [{ name: words.table, headings: [row, phone, name, verdict, reason], pages }],
    timeZone: vault.shop.timeZone,
    at: clock.now(),
    random,
    signal,
  })
}

type Wanted = { readonly importId: string; readonly verdicts: readonly Verdict[] | undefined; readonly words: Words }

function* pagesOf(db: ReadHandle, { importId, verdicts, words }: Wanted): Generator<Cell[][]> {
  for (let after = 0; ;) {
    const rows = listRows(db, importId, { verdict: undefined, after, limit: PAGE })
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.row
    const wanted = rows.filter((row) => verdicts === undefined || verdicts.includes(row.verdict))
    if (wanted.length > 0)
      yield wanted.map((row) => [
        row.row,
        row.phoneAsWritten,
        row.name,
        words.verdicts[row.verdict],
        row.reason === 'none' ? '' : words.reasons[row.reason].replace('{row}', String(row.sameAsRow ?? '')),
      ])
  }
}
