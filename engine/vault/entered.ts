import { Shop, type VaultKind } from '#contract/ipc/vault.ts'
import type { VaultId } from '#contract/kernel/values.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import type { CallName } from '#contract/ipc/index.ts'
import type { Announcer, CallContext, Clock, Handlers, Logger, Random, Secrets } from '../kernel/index.ts'
import type { VaultSafe } from '../backup/index.ts'
import { openStore, sql, StoreError, type Lease, type OpenVault, type Store } from '../store/index.ts'
import { advanceEpoch, settleRestoredCopy } from './epoch.ts'
import { rememberName } from './erase-shop.ts'
import { databaseIn } from './folder.ts'
import type { Keychain } from './keychain.ts'
import { safeOf } from './lock.ts'
import { createPersonKeys, type PersonKeys } from './person-keys.ts'
import { epochMemory, hidden, keychainSecrets, storedSecrets } from './secrets.ts'
import { STRENGTH, type Strength } from './stretch.ts'
import type { Tries } from './tries.ts'
import { findKey } from './unlock.ts'

/** What hears of calls, for the log of acts. */
export type ActsLog = {
  called(act: { readonly call: CallName; readonly who: Who; readonly input: unknown; readonly result: Result<unknown> }): void
  denied(act: { readonly call: CallName; readonly who: Who; readonly code: string }): void
}
type Who = Pick<CallContext, 'person' | 'role'>

/** The rooms over an open vault: their calls, and how they end. */
export type RunningRooms = {
  readonly handlers: Handlers
  /** Resolves when nothing is being sent and nothing waits to be. */
  sendingEnded(): Promise<void>
  stop(): Promise<void>
  /** The log of acts; left out where there is no such room. */
  readonly acts?: ActsLog
  /** These rooms send nothing, so they pause nothing either: that the files are an old copy stays to be found. */
  readonly leavesOldCopy?: true
  /** Makes a backup now; left out where there is no such room. */
  backUp?(reason: 'before-key-change'): Promise<Result<unknown>>
  /** Where a backup of this shop lies; null for a name that is none. */
  backupPath?(fileName: string): string | null
  /** Signs in whose password opened the vault, on the channel that gave it; left out where nobody signs in. */
  admit?(
    seat: string,
    person: { readonly name: string; readonly password: string; readonly code?: string | undefined },
  ): Promise<Result<unknown>>
}

/** What the rooms may do with the vault's own doors. */
export type VaultDoors = {
  /** Null where the key is in memory only: nothing can be opened again. */
  readonly keys: PersonKeys | null
  readonly tries: Tries
  readonly strength: Strength
  /** For the room of backups; null where the key is in memory only. */
  readonly safe: VaultSafe | null
}

export type VaultDeps = {
  readonly folder: string
  readonly keychain: Keychain
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** Puts the rooms together and lets them begin; they hold the vault until they are stopped. */
  readonly begin: (vault: OpenVault, doors: VaultDoors) => Promise<RunningRooms>
  /** How dearly passwords are paid for; the measured one unless a test makes it cheap. */
  readonly strength?: Strength
  /** How many erasures after a time are noted beside the vault; the room of privacy knows. */
  readonly erasuresSince?: (folder: string, at: number) => number
  /** Space set aside for a full disk. */
  readonly reserveBytes: number
  /** Told every secret that passes, so that the log can take it out should it ever get there. */
  readonly hide: (secret: string) => void
}

export type KeyPlace = 'keychain' | 'passphrase' | 'memory'

/** What entering needs beside the surroundings. */
export type EnterDeps = VaultDeps & { readonly tries: Tries }

/** A vault whose key has been found. */
export type Found = {
  readonly vaultId: VaultId
  readonly kind: z.infer<typeof VaultKind>
  readonly keyCheck: string
  readonly key: string
  readonly keyIn: KeyPlace
  /** Where the shop's small secrets are. */
  readonly secretsIn: KeyPlace
  readonly keyId: string
  readonly folder: string
  readonly mustExist: boolean
}

/** A vault that is open, with its rooms running. */
export type Entered = {
  readonly vault: OpenVault
  readonly keyIn: KeyPlace
  /** In hexadecimal; held for sealing it under a new recovery code. */
  readonly key: string
  readonly keyId: string
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

/** The doors of a vault that has just been opened. */
function doorsOf(deps: EnterDeps, { key, keyId, keyIn, folder }: Found, store: Store): VaultDoors {
  const { keychain, random, strength = STRENGTH, tries } = deps
  tries.meet(store)
  const keys = createPersonKeys({
    folder,
    keychain,
    random,
    strength,
    key,
    keyId,
    tryRecoveryCode: async (file, recoveryCode) => (await findKey(file, { keychain, strength }, { recoveryCode })).ok,
  })
  return { keys: keyIn === 'memory' ? null : keys, tries, strength, safe: keyIn === 'memory' ? null : safeOf(folder, { key, keyId }) }
}

/** Secrets whose names the vault itself remembers, so that they can all be taken away with it. */
const noted = (secrets: Secrets, store: Store): Secrets => ({
  ...secrets,
  async get(name) {
    const value = await secrets.get(name)
    if (value !== null) rememberName(store, name)
    return value
  },
  set(name, value) {
    rememberName(store, name)
    return secrets.set(name, value)
  },
})

async function startRooms(deps: EnterDeps, found: Found, store: Store): Promise<Omit<Entered, 'lease'>> {
  const { vaultId, kind, folder, keyIn, secretsIn } = found
  const secrets = hidden(secretsIn === 'keychain' ? noted(keychainSecrets(deps.keychain, vaultId), store) : storedSecrets(store), deps.hide)
  const memory = epochMemory(deps.keychain, vaultId)
  const counted = await advanceEpoch(store, secretsIn === 'keychain' ? memory : null)
  const vault: OpenVault = {
    vaultId,
    kind,
    shop: readShop(store),
    folder,
    store,
    secrets,
    secretsOutside: secretsIn === 'keychain',
    ...counted,
  }
  const rooms = await deps.begin(vault, doorsOf(deps, found, store))
  // Only now: the rooms have paused what could send, so a crash before this line finds the copy again.
  if (counted.restoredCopy && rooms.leavesOldCopy !== true) settleRestoredCopy(store)
  return { vault, keyIn, key: found.key, keyId: found.keyId, rooms }
}

/**
 * Opens the files of a vault, counts the opening and starts the rooms; when anything fails, nothing stays half open.
 * @param prepare what a new vault gets before it is used
 * @throws StoreError, KeychainError
 */
export async function enter(deps: EnterDeps, found: Found, prepare: (store: Store) => void): Promise<Omit<Entered, 'lease'>> {
  const { key, keyCheck, mustExist, folder } = found
  deps.hide(key)
  const store = openStore({ file: databaseIn(folder), key, keyCheck, mustExist, clock: deps.clock, ballastBytes: deps.reserveBytes })
  try {
    prepare(store)
    return await startRooms(deps, found, store)
  } catch (error) {
    deps.tries.meet(null)
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
