// Measures what was promised, in one run:  npm run bench [-- --only ledger|ledger-large|audience|search|erasure|inbox-ui|import|audit|backup|intake|start] [--json]
import { parseArgs } from 'node:util'
import type { AudienceFigure } from './audience.ts'
import type { AuditFigure } from './audit.ts'
import type { BackupFigure } from './backup.ts'
import type { ErasureFigure } from './erasure.ts'
import type { Figure } from './figures.ts'
import type { ImportFigure } from './import.ts'
import type { InboxFigure } from './inbox-ui/index.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } })
const parts = ['ledger', 'intake', 'start'] as const
/** Measured only when asked for, because they take minutes. */
const largeParts = ['ledger-large', 'audience', 'search', 'erasure', 'inbox-ui', 'import', 'audit', 'backup'] as const
type Part = (typeof parts)[number] | (typeof largeParts)[number]
const rounded = (value: number): number => Math.round(value * 100) / 100
type Figures = {
  audience?: AudienceFigure
  search?: { readonly p95: number }
  erasure?: ErasureFigure
  inbox?: InboxFigure
  import?: ImportFigure
  audit?: AuditFigure
  backup?: BackupFigure
  ledger?: Figure
  intake?: Figure
  start?: StartFigure
}
type StartFigure = { readonly ratio: number; readonly memoryRatio: number }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const wanted = (part: Part): boolean => values.only === part || (values.only === undefined && parts.some((usual) => usual === part))

if (values.only !== undefined && ![...parts, ...largeParts].some((part) => part === values.only)) {
  say(`There is nothing called ${values.only} to measure: ${[...parts, ...largeParts].join(', ')}.`)
  process.exitCode = 2
} else {
  const figures: Figures = {}
  if (wanted('ledger')) figures.ledger = await (await import('./ledger.ts')).benchLedger(say)
  if (wanted('ledger-large')) await (await import('./ledger-large.ts')).benchLedgerLarge(say)
  if (wanted('audience')) figures.audience = await (await import('./audience.ts')).benchAudience(say)
  if (wanted('search')) figures.search = await (await import('./search.ts')).benchSearch(say)
  if (wanted('erasure')) figures.erasure = await (await import('./erasure.ts')).benchErasure(say)
  if (wanted('inbox-ui')) figures.inbox = await (await import('./inbox-ui/index.ts')).benchInboxUi(say)
  if (wanted('import')) figures.import = await (await import('./import.ts')).benchImport(say)
  if (wanted('audit')) figures.audit = await (await import('./audit.ts')).benchAudit(say)
  if (wanted('backup')) figures.backup = await (await import('./backup.ts')).benchBackup(say)
  if (wanted('intake')) figures.intake = await (await import('./intake.ts')).benchIntake(say)
  if (wanted('start')) {
    const { ratio, memoryRatio, lines } = await (await import('./start/index.ts')).benchStart()
    for (const line of lines) say(line)
    figures.start = { ratio: rounded(ratio), memoryRatio: rounded(memoryRatio) }
  }
  if (values.json) say(JSON.stringify(figures))
}
