import type { Random } from '../kernel/index.ts'
import { refillBox, type KeyBox } from './key-box.ts'
import type { VaultFile } from './vault-file.ts'

type Wrap = VaultFile['wraps'][number]

/** What opens a vault besides keychain and people. */
export const passwordWraps = ['passphrase', 'recovery'] as const

export const hasKeychainWrap = (file: VaultFile): boolean => file.wraps.some(({ kind }) => kind === 'keychain')

const isBoxOf = (wrap: Wrap, opens: KeyBox['opens']): wrap is KeyBox => wrap.kind === 'box' && wrap.opens === opens

/** Whether passphrase, recovery code or a person opens it. */
export const opensWith = (file: VaultFile, opens: KeyBox['opens']): boolean =>
  file.wraps.some((wrap) => wrap.kind === opens || isBoxOf(wrap, opens))

/** The boxes of people. */
export const personBoxes = (file: VaultFile): KeyBox[] => file.wraps.filter((wrap) => isBoxOf(wrap, 'person'))

/** Where the shop's small secrets are: boxes of people are made only where a keychain holds them, also when it no longer opens the vault. */
export const secretsPlaceOf = (file: VaultFile): 'keychain' | 'passphrase' =>
  hasKeychainWrap(file) || opensWith(file, 'person') ? 'keychain' : 'passphrase'

const isReplacedBy = (wrap: Wrap, box: KeyBox): boolean => {
  if (wrap.kind !== 'box') return wrap.kind === box.opens
  return wrap.opens === box.opens && wrap.staffId === box.staffId
}

/** The file with this box in the place of the one for the same. */
export const withBox = (file: VaultFile, box: KeyBox): VaultFile => ({
  ...file,
  wraps: [...file.wraps.filter((wrap) => !isReplacedBy(wrap, box)), box],
})

/** The file without the box of somebody. */
export const withoutPerson = (file: VaultFile, staffId: string): VaultFile => ({
  ...file,
  wraps: file.wraps.filter((wrap) => !(isBoxOf(wrap, 'person') && wrap.staffId === staffId)),
})

/** A key of the vault that takes the place of another. */
export type NextKey = { readonly keyId: string; readonly keyCheck: string; readonly key: string }

/**
 * The file for a new key of the vault, with every box filled anew; passwords are not needed. The keychain's wrap stays a promise
 * that the caller keeps (an entry under `keyAccount` of the new file). Left out are seals of the first Shopbells, which can't be
 * made anew without their password, and boxes that somebody meddled with: `dropped` says how many, so that a person can be told.
 */
export function rewrapAll(
  file: VaultFile,
  oldKey: string,
  next: NextKey & { readonly random: Random },
): { file: VaultFile; dropped: number } {
  const { keyId, keyCheck, key, random } = next
  const vault = { vaultId: file.vaultId, keyId }
  const wraps = file.wraps.flatMap((wrap): Wrap[] => {
    if (wrap.kind === 'keychain') return [wrap]
    const filled = wrap.kind === 'box' ? refillBox(wrap, oldKey, { key, vault, random }) : null
    return filled === null ? [] : [filled]
  })
  return { file: { ...file, keyId, keyCheck, wraps }, dropped: file.wraps.length - wraps.length }
}
