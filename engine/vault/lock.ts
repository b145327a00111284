import type { VaultSafe } from '../backup/index.ts'
import type { Keychain } from './keychain.ts'
import { keepInKeychain } from './make.ts'
import { keyAccount } from './unlock.ts'
import { readVaultFile, type VaultFile } from './vault-file.ts'
import { opensWith, secretsPlaceOf } from './wraps.ts'

type Wrap = VaultFile['wraps'][number]

const isPerson = (wrap: Wrap): boolean => wrap.kind === 'box' && wrap.opens === 'person'

/**
 * What a backup takes along, so that it can be opened: passphrase and recovery code, and the promise of a keychain where the shop
 * has one. People's passwords stay at home: each is joined with a secret of this computer.
 */
export function lockOf(file: VaultFile): VaultFile {
  const { next: _next, ...rest } = file
  const others = file.wraps.filter((wrap) => wrap.kind !== 'keychain' && !isPerson(wrap))
  return { ...rest, wraps: [...(secretsPlaceOf(file) === 'keychain' ? [{ kind: 'keychain' as const }] : []), ...others] }
}

/** Whether a backup of this vault opens on a computer that never saw it. */
const opensElsewhere = (file: VaultFile): boolean => opensWith(file, 'recovery') || opensWith(file, 'passphrase')

/** What the room of backups may know of an open vault's key. */
export function safeOf(folder: string, { key, keyId }: Pick<VaultSafe, 'key' | 'keyId'>): VaultSafe {
  const file = () => {
    const read = readVaultFile(folder)
    return read.ok && read.value.keyId === keyId ? read.value : null
  }
  return {
    key,
    keyId,
    lock() {
      const found = file()
      if (found === null) throw new Error('Cannot happen: an open vault has its own file beside it')
      return lockOf(found)
    },
    canOpenElsewhere() {
      const found = file()
      return found !== null && opensElsewhere(found)
    },
  }
}

/**
 * The vault's own file for rows that came out of a backup: the keychain of this computer gets the key where the shop had one.
 * Null when nothing here could open it again.
 */
export async function lockHere(lock: VaultFile, key: string, keychain: Keychain): Promise<VaultFile | null> {
  const wantsKeychain = lock.wraps.some(({ kind }) => kind === 'keychain')
  const isKept = wantsKeychain && (await keepInKeychain(keychain, keyAccount(lock), key))
  const wraps = lock.wraps.filter(({ kind }) => kind !== 'keychain' || isKept)
  return wraps.length === 0 ? null : { ...lock, wraps }
}
