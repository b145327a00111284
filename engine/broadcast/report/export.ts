import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { CallContext } from '../../kernel/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast } from '../queries.ts'
import type { Intent } from './intent.ts'
import { orderedAmong } from './people.ts'
import { leftOutPage, sendPage, spanOf, type RecipientRow } from './queries.ts'
import { sortAnswers } from './replies.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Named = Readonly<Record<string, string>>
type Words = typeof en & { readonly states: Named; readonly reasons: Named }
const WORDS: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }
const COLUMNS = [
  'name',
  'phone',
  'state',
  'reason',
  'metaCode',
  'couponCode',
  'attempts',
  'updatedAt',
  'answeredAt',
  'intent',
  'ordered',
] as const
const PAGE = 500

/**
 * Writes what became of every single person of a broadcast, those sealed first, then those left out, each once. Words are in
 * the caller's language, times in the shop's zone. Other work goes on meanwhile.
 * Errors: broadcast-missing, broadcast-state-refused, file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function exportBroadcast(
  deps: BroadcastDeps,
  input: ParsedInput<'broadcast.export'>,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<Result<CallOutput<'broadcast.export'>>> {
  const { vault, clock, random } = deps
  const db = vault.store.read
  const row = findBroadcast(db, input.broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  if (row.approved === 0) return fail('broadcast-state-refused', { state: 'draft' })
  const words = WORDS[input.locale ?? vault.shop.locale]
  const answers = await sortAnswers(deps, input.broadcastId)
  const deeds: Deeds = {
    answers: new Map(answers.map(({ customerSeq, at, intent }) => [customerSeq, { at, intent }])),
    ordered: orderedAmong(db, input.broadcastId),
  }
  return writeTables({
    target: input.target,
    format: input.format,
    tables: [
      {
        name: words.table,
        headings: COLUMNS.map((column) => words.headings[column]),
        pages: peoplePages(db, row.broadcastId, { words, deeds }),
      },
    ],
    timeZone: vault.shop.timeZone,
    at: clock.now(),
    random,
    signal,
  })
}

type Deeds = {
  readonly answers: ReadonlyMap<number, { readonly at: number; readonly intent: Intent }>
  readonly ordered: ReadonlySet<number>
}
type Look = { readonly words: Words; readonly deeds: Deeds }

/** Pages in the order of the tables, so that everybody comes once though states change meanwhile. */
function* peoplePages(db: ReadHandle, broadcastId: string, look: Look): Generator<Cell[][]> {
  const filter = { broadcastId, state: undefined, reason: undefined, search: '' }
  const span = spanOf(db, broadcastId)
  for (const pageAfter of [
    (after: number) => sendPage(db, filter, { after, limit: PAGE, span }),
    (after: number) => leftOutPage(db, filter, { after, limit: PAGE }),
  ]) {
    let rows = pageAfter(0)
    while (rows.length > 0) {
      yield rows.map((row) => cellsOf(row, look))
      rows = pageAfter(rows.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER)
    }
  }
}

/** A word that this version does not know stands as it is. */
const stateWord = (words: Words, state: string): string => words.states[state] ?? state
const reasonWord = (words: Words, reason: string): string => words.reasons[reason] ?? reason

function cellsOf(row: RecipientRow, { words, deeds }: Look): Cell[] {
  const answer = row.customerSeq === null ? undefined : deeds.answers.get(row.customerSeq)
  return [
    row.name ?? '',
    row.phone === null ? null : { phone: row.phone },
    stateWord(words, row.state),
    row.reason === null ? null : reasonWord(words, row.reason),
    row.metaCode,
    row.couponCode,
    row.attempts,
    { at: row.updatedAt },
    answer === undefined ? null : { at: answer.at },
    answer === undefined ? null : words.intents[answer.intent],
    row.customerSeq !== null && deeds.ordered.has(row.customerSeq) ? words.yes : null,
  ]
}
