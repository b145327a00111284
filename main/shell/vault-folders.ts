import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The two vaults that the app can open: the demo shop's and the real one. */
export type VaultKind = 'demo' | 'shop'

/** Where the vaults lie below the app's own data. */
export type VaultFolders = {
  /** The folder of one vault; made when it is missing. */
  folder(kind: VaultKind): string
  /** The vaults that are there. */
  existing(): VaultKind[]
}

/** @param base the app's own data folder */
export const createVaultFolders = (base: string): VaultFolders => {
  const pathOf = (kind: VaultKind): string => join(base, 'vaults', kind)
  return {
    folder: (kind) => {
      mkdirSync(pathOf(kind), { recursive: true, mode: 0o700 })
      return pathOf(kind)
    },
    // The engine writes this file last, when a database that its key opens is beside it.
    // The second one stands while one vault takes the place of another.
    existing: () =>
      (['demo', 'shop'] as const).filter((kind) => ['vault.json', 'swap.json'].some((name) => existsSync(join(pathOf(kind), name)))),
  }
}
