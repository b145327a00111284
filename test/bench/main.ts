// Measures what was promised, in one run:  npm run bench [-- --only ledger|ledger-large|audience|search|intake|start] [--json]
import { parseArgs } from 'node:util'
import type { AudienceFigure } from './audience.ts'
import type { Figure } from './figures.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } })
const parts = ['ledger', 'intake', 'start'] as const
/** Measured only when asked for, because they take minutes. */
const largeParts = ['ledger-large', 'audience', 'search'] as const
type Part = (typeof parts)[number] | (typeof largeParts)[number]
const rounded = (value: number): number => Math.round(value * 100) / 100
type StartFigure = { readonly ratio: number; readonly memoryRatio: number }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const wanted = (part: Part): boolean => values.only === part || (values.only === undefined && parts.some((usual) => usual === part))

if (values.only !== undefined && ![...parts, ...largeParts].some((part) => part === values.only)) {
  say(`There is nothing called ${values.only} to measure: ${[...parts, ...largeParts].join(', ')}.`)
  process.exitCode = 2
} else {
  const figures: { audience?: AudienceFigure; search?: { readonly p95: number }; ledger?: Figure; intake?: Figure; start?: StartFigure } =
    {}
  if (wanted('ledger')) figures.ledger = await (await import('./ledger.ts')).benchLedger(say)
  if (wanted('ledger-large')) await (await import('./ledger-large.ts')).benchLedgerLarge(say)
  if (wanted('audience')) figures.audience = await (await import('./audience.ts')).benchAudience(say)
  if (wanted('search')) figures.search = await (await import('./search.ts')).benchSearch(say)
  if (wanted('intake')) figures.intake = await (await import('./intake.ts')).benchIntake(say)
  if (wanted('start')) {
    const { ratio, memoryRatio, lines } = await (await import('./start/index.ts')).benchStart()
    for (const line of lines) say(line)
    figures.start = { ratio: rounded(ratio), memoryRatio: rounded(memoryRatio) }
  }
  if (values.json) say(JSON.stringify(figures))
}
