import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../engine/store/index.ts'

type Pattern = { readonly key: string; readonly bytes: Buffer }

let pattern: Pattern | undefined

/**
 * An empty database after all migrations, made once in each process: they take ten times as long as a copy, and two thousand tests
 * want one. It is never changed. That the migrations themselves are right is proved in engine/store.
 */
function patternOf(): Pattern {
  if (pattern !== undefined) return pattern
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-pattern-'))
  const file = join(folder, 'vault.db')
  const key = randomBytes(32).toString('hex')
  openStore({ file, key }).close()
  pattern = { key, bytes: readFileSync(file) }
  rmSync(folder, { recursive: true, force: true })
  return pattern
}

/** Opens a real encrypted database with the whole schema in a folder of its own; `remove` closes it and deletes the folder. */
export function tempStore(): { store: Store; folder: string; file: string; key: string; remove: () => void } {
  const { key, bytes } = patternOf()
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-test-'))
  const file = join(folder, 'vault.db')
  writeFileSync(file, bytes, { mode: 0o600 })
  const store = openStore({ file, key })
  return {
    store,
    folder,
    file,
    key,
    remove() {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
