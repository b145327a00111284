import { messageKindRows, messagePartRows } from './messages.ts'
import { operationRows } from './operations.ts'
import type { CoverageRow } from './row.ts'
import { webhookRows } from './webhooks.ts'

/** A table of the reference beside what was really seen. */
export type CoverageCount = {
  readonly name: string
  readonly covered: number
  readonly of: number
  readonly leftOut: readonly { readonly part: string; readonly what: string; readonly leftOut: string }[]
  /** Rows that name something which was not seen, and things seen that stand in no row. */
  readonly violations: readonly string[]
}

/** What was seen on the wire, by the names that the tables use. */
export type Seen = { readonly operations: ReadonlySet<string>; readonly features: ReadonlySet<string>; readonly samples: readonly string[] }

const namesOf = (rows: readonly CoverageRow[]): readonly string[] => rows.flatMap((row) => ('by' in row ? row.by : []))

function countTable(name: string, rows: readonly CoverageRow[], seen: ReadonlySet<string>): CoverageCount {
  const missing = rows.flatMap((row) =>
    'by' in row ? row.by.filter((one) => !seen.has(one)).map((one) => `${name}: "${row.what}" names ${one}, which was not seen`) : [],
  )
  const broken = rows.filter((row) => 'by' in row && row.by.some((one) => !seen.has(one))).length
  const leftOut = rows.flatMap((row) => ('leftOut' in row ? [row] : []))
  return { name, covered: rows.length - leftOut.length - broken, of: rows.length, leftOut, violations: missing }
}

const strangers = (name: string, seen: Iterable<string>, known: readonly string[]): readonly string[] =>
  [...seen].filter((one) => !known.includes(one)).map((one) => `${name}: ${one} stands in no row`)

/** Counts what is covered of each table of the reference. */
export function countCoverage(seen: Seen): readonly CoverageCount[] {
  const messages = [...namesOf(messageKindRows), ...namesOf(messagePartRows)]
  const edges = ['message.send', 'message.send-marketing']
  const operations = countTable('operations', operationRows, seen.operations)
  const kinds = countTable('message kinds', messageKindRows, seen.features)
  const webhooks = countTable('webhook kinds', webhookRows, new Set(seen.samples))
  return [
    { ...operations, violations: [...operations.violations, ...strangers('operations', seen.operations, namesOf(operationRows))] },
    { ...kinds, violations: [...kinds.violations, ...strangers('message kinds', seen.features, [...messages, ...edges])] },
    countTable('message parts', messagePartRows, seen.features),
    { ...webhooks, violations: [...webhooks.violations, ...strangers('webhook kinds', seen.samples, namesOf(webhookRows))] },
  ]
}
