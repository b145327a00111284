import type { VaultId } from '#contract/kernel/values.ts'
import type { Secrets } from '../kernel/index.ts'
import { sql, type Store } from '../store/index.ts'
import type { EpochMemory } from './epoch.ts'
import type { Keychain } from './keychain.ts'

/** The name under which a keychain shows Shopbell's entries. */
export const SERVICE = 'Shopbell'

const withGetOrMake = (base: Omit<Secrets, 'getOrMake'>): Secrets => ({
  ...base,
  async getOrMake(name, make) {
    const known = await base.get(name)
    if (known !== null) return known
    await base.set(name, make())
    const made = await base.get(name)
    // A store that takes a secret and does not give it back would lose it at the next start.
    if (made === null) throw new Error('Cannot happen: a secret was kept and is not there')
    return made
  },
})

/** Secrets as entries of the system's keychain, one per name. */
export function keychainSecrets(keychain: Keychain, vaultId: VaultId): Secrets {
  const account = (name: string) => `${vaultId}.${name}`
  return withGetOrMake({
    get: (name) => keychain.getPassword(SERVICE, account(name)),
    set: (name, value) => keychain.setPassword(SERVICE, account(name), value),
    async remove(name) {
      await keychain.deletePassword(SERVICE, account(name))
    },
  })
}

/** Secrets inside the encrypted database, where there is no keychain. */
export function storedSecrets(store: Store): Secrets {
  return withGetOrMake({
    async get(name) {
      const row = store.read.get<{ value: Uint8Array }>(sql`select value from sealed_secret where name = ${name}`)
      return row === undefined ? null : Buffer.from(row.value).toString('utf8')
    },
    async set(name, value) {
      store.write((db) => {
        db.run(
          sql`insert into sealed_secret (name, value) values (${name}, ${Buffer.from(value)}) on conflict (name) do update set value = excluded.value`,
        )
        db.forgetSoon()
      })
    },
    async remove(name) {
      store.write((db) => {
        db.run(sql`delete from sealed_secret where name = ${name}`)
        db.forgetSoon()
      })
    },
  })
}

/** The same secrets; every value that passes is told to `hide`. */
export function hidden(secrets: Secrets, hide: (secret: string) => void): Secrets {
  const seen = (value: string) => {
    hide(value)
    return value
  }
  return withGetOrMake({
    async get(name) {
      const value = await secrets.get(name)
      return value === null ? null : seen(value)
    },
    set: (name, value) => secrets.set(name, seen(value)),
    remove: (name) => secrets.remove(name),
  })
}

/** Remembers in the keychain how often the vault was opened. */
export function epochMemory(keychain: Keychain, vaultId: VaultId): EpochMemory {
  const account = `${vaultId}.send-epoch`
  return { get: () => keychain.getPassword(SERVICE, account), set: (value) => keychain.setPassword(SERVICE, account, value) }
}
