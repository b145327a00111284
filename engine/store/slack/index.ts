import { statSync } from 'node:fs'
import { breathe } from '../../kernel/index.ts'
import type { BareStore } from '../handles.ts'
import { sql } from '../sql.ts'
import { buildAnew, drawTogether, looseColumn, treesOf, writeAnew, type Tree } from './clean.ts'
import { groupsOf } from './groups.ts'
import { createLook, type Dirty } from './look.ts'
import { finderOf } from './needles.ts'

/** Moving rows may leave new copies behind; after this often what is left is told. */
const ROUNDS = 4
const PORTION = 20

/** What was looked through, and what could not be cleared. */
export type Swept = { readonly pages: number; readonly cleared: number; readonly left: number }

/**
 * Finds copies of removed texts in the gaps of pages and clears them: leaves of tables are drawn together, indexes that hold
 * one are built anew. Reads the whole file, a portion at a time; writes only where something is found.
 */
export async function removeTraces(
  store: BareStore,
  { file, key }: { readonly file: string; readonly key: string },
  needles: readonly Uint8Array[],
): Promise<Swept> {
  const pageBytes = store.read.get<{ bytes: number }>(sql`select page_size as bytes from pragma_page_size`)?.bytes ?? 4_096
  const look = createLook({ file, key, pageBytes }, finderOf(needles))
  const pages = Math.floor(statSync(file).size / pageBytes)
  let cleared = 0
  let left = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    store.checkpoint()
    const dirty = await look()
    left = dirty.length
    if (left === 0) break
    cleared += await clear(store, dirty)
  }
  return { pages, cleared, left }
}

async function clear(store: BareStore, dirty: readonly Dirty[]): Promise<number> {
  const trees = treesOf(store.read)
  let cleared = 0
  for (const [root, pages] of groupsOf(dirty, (page) => page.root)) {
    const tree = trees.get(root)
    if (tree === undefined) continue
    for (let first = 0; first < pages.length; first += PORTION) {
      const portion = pages.slice(first, first + PORTION)
      if (clearIn(store, tree, portion)) cleared += portion.length
      await breathe()
      // An index or a table without row numbers was done as a whole.
      if (tree.kind === 'index' || portion.every(({ rowids }) => rowids.length === 0)) break
    }
  }
  return cleared
}

function clearIn(store: BareStore, tree: Tree, pages: readonly Dirty[]): boolean {
  return store.write((db) => {
    db.forgetSoon()
    if (tree.kind === 'index') buildAnew(db, tree)
    else if (pages.every(({ rowids }) => rowids.length === 0)) return writeAnew(db, tree)
    else {
      const column = looseColumn(db, tree.table)
      if (column === null) return false
      for (const page of pages) drawTogether(db, { table: tree.table, column }, page)
    }
    return true
  })
}
