import type { OpenVault } from '../../engine/store/index.ts'
import type { Secrets } from '../../engine/kernel/index.ts'
import { tempStore } from './temp-store.ts'

/** Secrets in memory, in the place of the system's keychain; `all` gives every value that is kept. */
export function memorySecrets(known: Readonly<Record<string, string>> = {}): Secrets & { all(): readonly string[] } {
  const values = new Map(Object.entries(known))
  return {
    all: () => [...values.values()],
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
    async getOrMake(name, make) {
      const value = values.get(name) ?? make()
      values.set(name, value)
      return value
    },
  }
}

/** An open vault of a shop in Taiwan over a real encrypted database; `remove` closes and deletes it. */
export function tempVault(
  shop: Partial<OpenVault['shop']> = {},
): OpenVault & { readonly file: string; readonly key: string; keptSecrets(): readonly string[]; remove(): void } {
  const opened = tempStore()
  const secrets = memorySecrets()
  return {
    vaultId: 'vlt_00000000000000000000000001' as OpenVault['vaultId'],
    kind: 'shop',
    shop: { name: '小山茶行', country: 'TW', timeZone: 'Asia/Taipei', locale: 'zh-TW', currency: 'TWD', ...shop },
    folder: opened.folder,
    store: opened.store,
    secrets,
    keptSecrets: secrets.all,
    epoch: 1,
    restoredCopy: false,
    secretsOutside: true,
    file: opened.file,
    key: opened.key,
    remove: opened.remove,
  }
}
