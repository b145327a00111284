import { createHash } from 'node:crypto'
import type { SeriesDeps } from './deps.ts'
import type { SeriesRow } from './queries.ts'

/** SHA-256 over all that an approval covers: rule, times, limits, message and audience, and the template's words as they are now. */
export function approvalHashOf({ vault, template }: Pick<SeriesDeps, 'vault' | 'template'>, row: SeriesRow): string {
  const { content, rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed } = row
  const found = template.find(vault.store.read, content.template.name, content.template.language)
  // When it was read last, and how Meta rates it, changes nothing of what people get.
  const words = found === undefined ? null : { ...found, syncedAt: 0, quality: '' }
  const facts = [row.seriesId, content, rule, startsAt, endsAt, mostTimes, skipIf, budgetEachMicros, ifMissed, words]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}
