import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../engine/store/index.ts'

/** Opens a real encrypted database with the whole schema in a folder of its own; `remove` closes it and deletes the folder. */
export function tempStore(): { store: Store; folder: string; file: string; key: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-test-'))
  const file = join(folder, 'vault.db')
  const key = randomBytes(32).toString('hex')
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
