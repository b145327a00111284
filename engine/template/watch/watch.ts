import { ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { TemplateDeps } from '../deps.ts'
import { findTemplate, isAnythingInReview } from '../queries.ts'
import type { Template } from '../rules.ts'
import { openCutOff } from '../submit/settle.ts'
import { readAll, readNamed } from './reading.ts'

const HOUR_MS = 3_600_000
/** The first look after a start: by then the connection is there, and a morning's answers are not missed. */
const FIRST_LOOK_MS = 30_000
/** What was read so lately needs no second reading before a run. */
const FRESH_MS = 60_000

/** Whether Meta's answer to something is outstanding: a review, a submission without an answer, or one not listed yet. */
const isWaiting = (db: ReadHandle): boolean =>
  isAnythingInReview(db) ||
  db.get(sql`
    select 1 from template_draft_language where state = 'cut-off'
      or (state = 'sent' and template_id not in (select template_id from template)) limit 1`) !== undefined

/**
 * Reads templates again every hour while something is in review, because an event may be missed while the laptop sleeps.
 * @returns how to stop
 */
export function watchReviews(deps: TemplateDeps): () => void {
  deps.vault.store.write(openCutOff)
  let cancel: () => void
  let isStopped = false
  const look = async (): Promise<void> => {
    if (isWaiting(deps.vault.store.read) && deps.api() !== null) {
      const read = await readAll(deps)
      if (!read.ok) deps.logger.warn('template-reading-failed', { code: read.error.code })
    }
    if (!isStopped) plan(HOUR_MS)
  }
  const plan = (delayMs: number): void => {
    cancel = deps.clock.after(delayMs, () => {
      look().catch((error: unknown) => deps.logger.error('template-reading-failed', error))
    })
  }
  plan(FIRST_LOOK_MS)
  return () => {
    isStopped = true
    cancel()
  }
}

/**
 * The state of a template as Meta has it now, for the moment before a run. Where Meta can't be asked, what is known
 * stays as it is: the failure is told, and whoever asks decides.
 */
export async function freshState(
  deps: TemplateDeps,
  name: string,
  language: string,
): Promise<Result<Pick<Template, 'status' | 'category' | 'sendable'> | null>> {
  const db = deps.vault.store.read
  const known = findTemplate(db, name, language)
  if (known !== undefined && deps.clock.now() - known.syncedAt < FRESH_MS) return ok(known)
  const read = await readNamed(deps, name)
  if (!read.ok) return read
  return ok(read.value.find((template) => template.language === language) ?? null)
}
