import { Shop, type VaultKind } from '#contract/ipc/vault.ts'
import type { VaultId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import { openStore, sql, StoreError, type Lease, type OpenVault, type Store } from '../store/index.ts'
import { advanceEpoch, settleRestoredCopy } from './epoch.ts'
import { databaseIn } from './folder.ts'
import type { Keychain } from './keychain.ts'
import { epochMemory, hidden, keychainSecrets, storedSecrets } from './secrets.ts'

/** The rooms over an open vault: their calls, and how they end. */
export type RunningRooms = {
  readonly handlers: Handlers
  /** Resolves when nothing is being sent and nothing waits to be. */
  sendingEnded(): Promise<void>
  stop(): Promise<void>
}

export type VaultDeps = {
  readonly folder: string
  readonly keychain: Keychain
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** Puts the rooms together and lets them begin; they hold the vault until they are stopped. */
  readonly begin: (vault: OpenVault) => Promise<RunningRooms>
  /** Space set aside for a full disk. */
  readonly reserveBytes: number
  /** Told every secret that passes, so that the log can take it out should it ever get there. */
  readonly hide: (secret: string) => void
}

export type KeyPlace = 'keychain' | 'passphrase' | 'memory'

/** A vault whose key has been found. */
export type Found = {
  readonly vaultId: VaultId
  readonly kind: z.infer<typeof VaultKind>
  readonly keyCheck: string
  readonly key: string
  readonly keyIn: KeyPlace
  readonly folder: string
  readonly mustExist: boolean
}

/** A vault that is open, with its rooms running. */
export type Entered = {
  readonly vault: OpenVault
  readonly keyIn: KeyPlace
  /** In hexadecimal; held for sealing it under a new recovery code. */
  readonly key: string
  readonly rooms: RunningRooms
  readonly lease: Lease
}

/** Writes the shop's facts as the first row of a new vault. */
export function keepShop(store: Store, shop: z.infer<typeof Shop>): void {
  store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('shop', ${JSON.stringify(shop)})`))
}

function readShop(store: Store): z.infer<typeof Shop> {
  const row = store.read.get<{ value: string }>(sql`select value from vault_fact where name = 'shop'`)
  // The vault's own first row: without it the file is not one that was finished.
  if (row === undefined) throw new StoreError('corrupt')
  return Shop.parse(JSON.parse(row.value))
}

async function startRooms(deps: VaultDeps, found: Found, store: Store): Promise<Omit<Entered, 'lease'>> {
  const { vaultId, kind, folder, keyIn } = found
  const secrets = hidden(keyIn === 'keychain' ? keychainSecrets(deps.keychain, vaultId) : storedSecrets(store), deps.hide)
  const memory = epochMemory(deps.keychain, vaultId)
  const counted = await advanceEpoch(store, keyIn === 'keychain' ? memory : null)
  const vault: OpenVault = { vaultId, kind, shop: readShop(store), folder, store, secrets, ...counted }
  const rooms = await deps.begin(vault)
  // Only now: the rooms have paused what could send, so a crash before this line finds the copy again.
  if (counted.restoredCopy) settleRestoredCopy(store)
  return { vault, keyIn, key: found.key, rooms }
}

/**
 * Opens the files of a vault, counts the opening and starts the rooms; when anything fails, nothing stays half open.
 * @param prepare what a new vault gets before it is used
 * @throws StoreError, KeychainError
 */
export async function enter(deps: VaultDeps, found: Found, prepare: (store: Store) => void): Promise<Omit<Entered, 'lease'>> {
  const { key, keyCheck, mustExist, folder } = found
  deps.hide(key)
  const store = openStore({ file: databaseIn(folder), key, keyCheck, mustExist, clock: deps.clock, ballastBytes: deps.reserveBytes })
  try {
    prepare(store)
    return await startRooms(deps, found, store)
  } catch (error) {
    store.close()
    throw error
  }
}

/** Ends the rooms and closes the files, also when a room fails to end. */
export async function leave(entered: Entered): Promise<void> {
  try {
    await entered.rooms.stop()
  } finally {
    entered.vault.store.close()
    entered.lease.release()
  }
}
