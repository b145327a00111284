import { NoticeRequest } from '#contract/ipc/integration-tool.ts'
import type { RowSource } from '#contract/ipc/integration.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import type { DayReader } from '../../table-file/index.ts'
import type { NoticeOrder } from '../notice/notify.ts'
import type { Row } from './read-rows.ts'
import type { Rule } from './rule-queries.ts'

type Source = z.infer<typeof RowSource>

/** Columns that a rule needs. */
export function neededColumns(rule: Rule): string[] {
  const sources = [rule.template, rule.language, ...Object.values(rule.values)]
  const named = sources.flatMap((source) => (source?.from === 'column' ? [source.column] : []))
  const plain = [rule.phone, rule.name, rule.reference, rule.notBefore, rule.latest].filter((column) => column !== null)
  return [...new Set([...plain, ...named])]
}

type Reading = {
  readonly rule: Rule
  /** Stands for the reference of rows without one: the file's own hash and the row's place. */
  readonly fileKey: string
  readonly readDay: DayReader
}

/** The tool's own reference of a row, or its place in the file. */
export const referenceOf = ({ rule, fileKey }: Pick<Reading, 'rule' | 'fileKey'>, row: Row): string => {
  const written = rule.reference === null ? '' : (row.cells.get(rule.reference) ?? '')
  return written === '' ? `${fileKey}:${row.row}` : written
}

const valueOf = (row: Row, source: Source): string => (source.from === 'text' ? source.text : (row.cells.get(source.column) ?? ''))

/** What a row asks for. Errors: folder-text-unreadable, input-refused (field). */
export function orderOf(reading: Reading, row: Row): Result<NoticeOrder> {
  const { rule } = reading
  const used = neededColumns(rule).map((column) => row.cells.get(column) ?? '')
  if (row.isBroken || used.some((text) => text.includes('\ufffd'))) return fail('folder-text-unreadable')
  const times = timesOf(reading, row)
  if (!times.ok) return times
  const parsed = NoticeRequest.safeParse({
    ...personOf(rule, row),
    ...times.value,
    kind: rule.kind,
    template: valueOf(row, rule.template),
    values: Object.fromEntries(Object.entries(rule.values).map(([key, source]) => [key, valueOf(row, source)])),
    reference: referenceOf(reading, row),
  })
  // The field is named, what stood in it never.
  if (!parsed.success) return fail('input-refused', { field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' })
  return ok({ ...parsed.data, tool: rule.ruleId })
}

/** Who it is for, and in which language; what is empty is left out. */
function personOf(rule: Rule, row: Row): Readonly<Record<string, string>> {
  const who = row.cells.get(rule.phone) ?? ''
  const written = {
    [/^cus_[0-9a-z]{10,32}$/.test(who) ? 'customerId' : 'phone']: who,
    name: rule.name === null ? '' : (row.cells.get(rule.name) ?? ''),
    language: rule.language === null ? '' : valueOf(row, rule.language),
  }
  return Object.fromEntries(Object.entries(written).filter(([, text]) => text !== ''))
}

function timesOf({ rule, readDay }: Reading, row: Row): Result<{ notBefore?: number; latest?: number }> {
  const times: { notBefore?: number; latest?: number } = {}
  for (const field of ['notBefore', 'latest'] as const) {
    const column = rule[field]
    const text = column === null ? '' : (row.cells.get(column) ?? '')
    if (text === '') continue
    const at = /^\d{12,14}$/.test(text) ? Number(text) : readDay(text)
    if (at === null) return fail('input-refused', { field })
    times[field] = at
  }
  return ok(times)
}
