import { openStore, type Store } from '../../engine/store/index.ts'
import { migrations } from '../../engine/store/migrations/index.ts'

/** Opens a store as a Shopbell of before the given step left it. */
export const openOldStore = (file: string, key: string, before: number): Store =>
  openStore({ file, key, steps: migrations.filter(({ number }) => number < before) })
