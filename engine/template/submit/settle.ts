import { sql, type WriteHandle } from '../../store/index.ts'
import { keepLanguage, openLanguages, type LanguageRow } from '../draft/draft-queries.ts'
import { findTemplate } from '../queries.ts'

/** What is told of a submission that Meta's list does not show. */
const NOT_ARRIVED = JSON.stringify({ code: 'network-unreachable', params: {} })

/**
 * Decides about submissions whose answer got lost, from a list that Meta just gave: creating is not idempotent, so
 * nothing is sent again before the list was read. Rows that belong to a running request are left alone by their state:
 * a running request settles its own row.
 * @param names which names the list covers; null = all
 */
export function settleOpen(db: WriteHandle, { names, at }: { readonly names: ReadonlySet<string> | null; readonly at: number }): void {
  for (const row of openLanguages(db)) {
    if (row.state !== 'cut-off' || (names !== null && !names.has(row.name))) continue
    keepLanguage(db, settled(db, row, at))
  }
}

/** What the list says about one submission. */
export function settled(db: WriteHandle, row: LanguageRow, at: number): LanguageRow {
  const template = findTemplate(db, row.name, row.language)
  const hasArrived = template !== undefined && (row.templateId === null || template.status === 'PENDING')
  return hasArrived
    ? { ...row, state: 'sent', templateId: template.templateId, error: null, at }
    : { ...row, state: 'failed', error: NOT_ARRIVED, at }
}

/** After a start nothing is under way: whatever was being sent when the program ended is open. */
export const openCutOff = (db: WriteHandle) => db.run(sql`update template_draft_language set state = 'cut-off' where state = 'sending'`)
