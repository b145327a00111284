import { withoutPerson } from '../broadcast/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { findSeries } from './queries.ts'

/** Series whose audience names a person by hand. */
export const personalData: readonly PersonalDataSource[] = [
  {
    kind: 'series',
    tables: ['series'],
    count: (db, customerId) => naming(db, customerId).length,
    collect: (db, customerId) => ({
      items: naming(db, customerId).map((seriesId) => ({
        broadcast: findSeries(db, seriesId)?.content.name ?? '',
        what: 'picked by hand',
        detail: '',
        at: null,
      })),
      files: [],
    }),
    erase(db, customerId) {
      const ids = naming(db, customerId)
      for (const seriesId of ids) {
        const content = findSeries(db, seriesId)?.content
        if (content === undefined) continue
        db.run(sql`update series set content = ${JSON.stringify(withoutPerson(content, customerId))} where series_id = ${seriesId}`)
      }
      return ids.length
    },
  },
]

const naming = (db: ReadHandle, customerId: string): string[] =>
  db
    .all<{ seriesId: string }>(sql`select series_id as seriesId from series where instr(content, ${JSON.stringify(customerId)}) > 0`)
    .map((row) => row.seriesId)
