import { randomBytes } from 'node:crypto'
import type { OpenVault, Store } from '../../engine/store/index.ts'
import type { Secrets } from '../../engine/kernel/index.ts'
import { VaultId } from '../../contract/kernel/values.ts'
import { tempStore } from './temp-store.ts'

/** Secrets that live in memory, for tests of rooms that only need somewhere to keep them. */
export function memorySecrets(): Secrets {
  const kept = new Map<string, string>()
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
    async getOrMake(name, make) {
      const value = kept.get(name) ?? make()
      kept.set(name, value)
      return value
    },
  }
}

/** An open vault as a room gets it, over a real encrypted database in a folder of its own. */
export function tempVault(facts: Partial<OpenVault> = {}): { vault: OpenVault; store: Store; remove: () => void } {
  const { store, folder, remove } = tempStore()
  const vault: OpenVault = {
    vaultId: VaultId.parse(`vlt_${randomBytes(8).toString('hex')}`),
    kind: 'shop',
    shop: { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' },
    folder,
    store,
    secrets: memorySecrets(),
    epoch: 1,
    restoredCopy: false,
    ...facts,
  }
  return { vault, store, remove }
}
