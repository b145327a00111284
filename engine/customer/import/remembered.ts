import { createHash } from 'node:crypto'
import type { ParsedInput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { CustomerDeps } from '../service.ts'
import type { Layout } from './beginning.ts'
import { placeColumns, foldHeader, type Columns, type OwnField } from './columns.ts'

/** Sets of headers that are kept; the one that was used longest ago goes first. */
const MOST_KEPT = 200

/** Files with the same headers in any order are read alike. */
const keyOf = (headers: readonly string[]): string =>
  createHash('sha256').update(headers.map(foldHeader).toSorted().join('\n')).digest('hex')

type Imported = { readonly deps: Pick<CustomerDeps, 'vault' | 'clock'>; readonly input: ParsedInput<'customer.import'> }

/** Keeps which column somebody chose for what, for the next file with these headers. Without headers there is nothing to tell it by. */
export function rememberColumns({ deps, input }: Imported, layout: Layout): void {
  if (input.dryRun || input.columns === undefined || !layout.hasHeader) return
  const columns = JSON.stringify(input.columns)
  const now = deps.clock.now()
  deps.vault.store.write((db) => {
    db.run(sql`
      insert into import_columns (headers_sha256, columns, used_at) values (${keyOf(layout.headers)}, ${columns}, ${now})
      on conflict (headers_sha256) do update set columns = excluded.columns, used_at = excluded.used_at`)
    db.run(sql`
      delete from import_columns where headers_sha256 not in (select headers_sha256 from import_columns order by used_at desc limit ${MOST_KEPT})`)
  })
}

/** What was chosen for these headers before, without facts that are gone; null where nothing was, or it no longer fits. */
export function rememberedColumns(db: ReadHandle, layout: Layout, own: readonly OwnField[]): Columns | null {
  if (!layout.hasHeader) return null
  const kept = db.get<{ columns: string }>(sql`select columns from import_columns where headers_sha256 = ${keyOf(layout.headers)}`)
  if (kept === undefined) return null
  const { fields = [], ...columns } = JSON.parse(kept.columns) as Columns
  const known = fields.filter(({ fieldId }) => own.some((field) => field.fieldId === fieldId))
  const chosen = known.length === 0 ? columns : { ...columns, fields: known }
  return placeColumns(layout.headers, chosen).ok ? chosen : null
}
