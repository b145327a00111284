import { setImmediate as nextTurn } from 'node:timers/promises'
import { CATALOG_LIMITS as L } from '#contract/limits/catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { CatalogDeps } from '../deps.ts'
import { findDraft } from '../draft-queries.ts'
import { currentFields, wishedFields, type ViewContext } from '../draft-view.ts'
import { keepFields } from '../drafts.ts'
import { changedNames, type Fields } from '../fields.ts'
import { productRow } from '../product-queries.ts'
import { viewContext } from '../read-again.ts'
import { isRefusal, readCells, type RowRefusal } from './cells.ts'
import { readTable, type TableRow } from './read-table.ts'

type Outcome = CallOutput<'catalog.importFile'>

const ROWS_AT_ONCE = 100
/** Rows that are named one by one; a table with more has one cause. */
const REFUSED_SHOWN = 1_000

/**
 * Reads a table into drafts; the same table again changes nothing more. Empty cells leave what is there. Rows that can't be
 * read are told with line and column. Errors: those of the file, call-cancelled (what was read stays).
 */
export async function importTable(deps: CatalogDeps, path: string, signal: AbortSignal): Promise<Result<Outcome>> {
  const table = await readTable(path, deps.vault.shop.locale)
  if (!table.ok) return table
  const counts = { added: 0, changed: 0, same: 0 }
  const refused: Outcome['refused'] = []
  const seen = new Set<string>()
  const { rows, columns } = table.value
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    if (signal.aborted) return fail('call-cancelled')
    deps.vault.store.write((db) => {
      for (const row of rows.slice(start, start + ROWS_AT_ONCE)) {
        const taken = takeRow(deps, db, { row, seen })
        if (typeof taken === 'string') counts[taken] += 1
        else if (refused.length < REFUSED_SHOWN) refused.push({ line: row.line, code: taken.code, column: taken.column })
      }
      db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
    })
    await nextTurn()
  }
  return ok({ ...counts, refused, columns: [...columns] })
}

type Taking = { readonly row: TableRow; readonly seen: Set<string> }

function takeRow(deps: CatalogDeps, db: WriteHandle, { row, seen }: Taking): 'added' | 'changed' | 'same' | RowRefusal {
  const retailerId = row.cells.retailerId?.trim() ?? ''
  const wrong = codeProblem(retailerId, row, seen)
  if (wrong !== null) return wrong
  const view = viewContext(deps)
  const before = fieldsBefore(db, retailerId, view)
  const read = readCells(row.cells, before?.currency ?? view.currency)
  if (isRefusal(read)) return read
  seen.add(retailerId)
  if (before === null) return addRow(deps, db, { retailerId, fields: { ...blank(view), ...read } })
  const fields = { ...before, ...read }
  if (changedNames(before, fields).length === 0) return 'same'
  keepFields(deps, db, { retailerId, fields, isNew: false })
  return 'changed'
}

function addRow(deps: CatalogDeps, db: WriteHandle, row: { readonly retailerId: string; readonly fields: Fields }): 'added' | RowRefusal {
  if (row.fields.name === '') return { code: 'name-missing', column: 'name' }
  keepFields(deps, db, { ...row, isNew: true })
  return 'added'
}

/** The fields as they would be without the table; null for a product that is neither at Meta nor waiting here. */
function fieldsBefore(db: WriteHandle, retailerId: string, view: ViewContext): Fields | null {
  const current = currentFields(productRow(db, retailerId)?.product, view)
  const draft = findDraft(db, retailerId)
  return draft === undefined ? current : (wishedFields(draft, current) ?? current)
}

function codeProblem(retailerId: string, row: TableRow, seen: ReadonlySet<string>): RowRefusal | null {
  if (row.isBroken) return { code: 'row-broken', column: 'retailerId' }
  if (retailerId === '') return { code: 'code-missing', column: 'retailerId' }
  if (retailerId.length > L.retailerIdCharacters) return { code: 'too-long', column: 'retailerId' }
  return seen.has(retailerId) ? { code: 'code-twice', column: 'retailerId' } : null
}

const blank = ({ currency }: ViewContext): Fields => ({
  name: '',
  description: '',
  priceMinor: null,
  salePriceMinor: null,
  currency,
  availability: 'in stock',
  inventory: null,
  imageUrl: '',
  url: '',
  brand: '',
  condition: 'new',
  isPublished: true,
})
