import { SPEC_FILE } from '../spec/published-spec.ts'
import { countCoverage, type CoverageCount } from './coverage/count.ts'
import { logOnlyCount } from './coverage/webhooks.ts'
import { allExceptions, type RunFindings, type RunOptions } from './run.ts'

/** Checks that need the published spec; where it is not there they are skipped, by these names. */
const specChecks = (found: RunFindings): readonly string[] => [
  `${found.requests} requests of the client`,
  `${found.messages} messages`,
  `${found.described.answers} of ${found.answers} answers of the simulator`,
  `${found.described.webhooks} webhooks of the simulator`,
]
const namesWithoutSpec = ['requests of the client', 'messages', 'answers of the simulator', 'webhooks of the simulator']

/** A run, for people and for programs. */
export type Report = { readonly lines: readonly string[]; readonly violations: readonly string[]; readonly figures: object }

/** Words what was found. */
export function describeRun(found: RunFindings, { random, seed }: RunOptions): Report {
  const tables = countCoverage(found)
  const { verdict } = found
  const stale = (verdict?.unused ?? []).map((one) => `an exception is no longer needed: ${one}`)
  const violations = [...tables.flatMap((table) => table.violations), ...found.violations, ...(verdict?.violations ?? []), ...stale]
  return {
    violations,
    lines: [
      ...coverageLines(tables),
      '',
      ...heldLines(found, { random, seed }),
      '',
      ...exceptionLines(found),
      '',
      ...violations.map((one) => `VIOLATION  ${one}`),
      `${violations.length} violations`,
    ],
    figures: figuresOf(found, tables, violations.length),
  }
}

const column = (text: string | number, width: number): string => String(text).padStart(width)

function coverageLines(tables: readonly CoverageCount[]): readonly string[] {
  return [
    `Covered of the reference      covered    of  left out`,
    ...tables.map(
      ({ name, covered, of, leftOut }) => `  ${name.padEnd(28)}${column(covered, 7)}${column(of, 6)}${column(leftOut.length, 10)}`,
    ),
    `  (${logOnlyCount} of the webhook kinds are known by name and counted; a shop has no use for their content)`,
    '',
    'Left out',
    ...tables.flatMap(({ leftOut }) => leftOut.map(({ part, what, leftOut: why }) => `  part ${part}, ${what}: ${why}`)),
  ]
}

function heldLines(found: RunFindings, { random, seed }: RunOptions): readonly string[] {
  const own = [
    `${found.requests} requests of the client, made by the real client and read off the wire`,
    `${found.messages} messages, random ones of each kind (of each ${random} by seed ${seed}): sent, read again, and taken by the rules of the second server`,
    `${found.answers} answers and ${found.refusals} refusals of the simulator, to ${new Set(found.driven).size} operations; ${found.knownErrors} errors are known`,
    `${found.posts} posts of the simulator with ${found.posted.size} kinds of webhooks, and ${found.samples.length} sample webhooks of the reference`,
  ]
  const byHand = found.verdict === null ? [] : specChecks(found)
  return [
    'Held against contract and reference',
    ...own.map((line) => `  ${line}`),
    ...(found.specCalls === null
      ? [
          `Held against Meta’s published spec: skipped, ${SPEC_FILE} is not there (SHOPBELL_META_SPEC names another place)`,
          ...namesWithoutSpec.map((name) => `  skipped: ${name}`),
        ]
      : [`Held against Meta’s published spec (v23.0, ${found.specCalls} calls)`, ...byHand.map((line) => `  ${line}`)]),
  ]
}

const shown = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

function exceptionLines({ verdict }: RunFindings): readonly string[] {
  const explained = verdict === null ? 'none was needed, for there was no spec' : `they explain ${verdict.excused} differences`
  return [
    `Written exceptions: ${allExceptions.length} (${explained})`,
    ...allExceptions.map(({ side, of, why, source }) => `  ${side} ${of.includes('*') ? 'of any kind' : shown(of)}: ${why} (${source})`),
  ]
}

function figuresOf(found: RunFindings, tables: readonly CoverageCount[], violations: number): object {
  return {
    coverage: Object.fromEntries(tables.map(({ name, covered, of, leftOut }) => [name, { covered, of, leftOut: leftOut.length }])),
    requests: found.requests,
    messages: found.messages,
    answers: found.answers,
    refusals: found.refusals,
    posts: found.posts,
    webhookKinds: found.posted.size,
    spec: found.verdict === null ? 'skipped' : { calls: found.specCalls, excused: found.verdict.excused },
    skipped: found.verdict === null ? namesWithoutSpec.length : 0,
    exceptions: allExceptions.length,
    violations,
  }
}
