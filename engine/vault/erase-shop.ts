import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql, type Store } from '../store/index.ts'
import { KeychainError, type Keychain } from './keychain.ts'
import { SERVICE } from './secrets.ts'

/** Names of keychain entries of this vault, as the vault itself remembers them. */
const NAMES = 'keychain-names'

const namesIn = (store: Store): readonly string[] => {
  const row = store.read.get<{ value: string }>(sql`select value from vault_fact where name = ${NAMES}`)
  return row === undefined ? [] : (JSON.parse(row.value) as readonly string[])
}

/** Remembers the name of a keychain entry, because a keychain can't be asked which ones there are. */
export function rememberName(store: Store, name: string): void {
  const known = namesIn(store)
  if (known.includes(name)) return
  const value = JSON.stringify([...known, name])
  store.write((db) =>
    db.run(sql`insert into vault_fact (name, value) values (${NAMES}, ${value}) on conflict (name) do update set value = excluded.value`),
  )
}

/** Everything that this vault may have put into the keychain. */
export const keychainAccounts = (store: Store, vaultId: string, keyIds: readonly string[]): string[] =>
  [...namesIn(store), ...keyIds, 'send-epoch', 'device'].map((name) => `${vaultId}.${name}`)

/** Takes a vault's entries out of the keychain; one that does not answer is passed over, because without the files they open nothing. */
export async function forgetEntries(keychain: Keychain, accounts: readonly string[]): Promise<void> {
  for (const account of new Set(accounts)) {
    try {
      await keychain.deletePassword(SERVICE, account)
    } catch (error) {
      if (!(error instanceof KeychainError)) throw error
    }
  }
}

// Backups stay, and what a restored one needs to forget again whom this shop has erased.
const STAYS = /^(backups|erased\.log|vault\.lease)$/

/** Removes everything of a shop from its folder but its backups; the key's own file first, so that nothing half is ever opened. */
export function removeShop(folder: string): void {
  rmSync(join(folder, 'vault.json'), { force: true })
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (!STAYS.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
}
