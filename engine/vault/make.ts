import type { z } from 'zod'
import type { VaultKind } from '#contract/ipc/vault.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { VaultId } from '#contract/kernel/values.ts'
import { newId, type Random } from '../kernel/index.ts'
import { keyCheckOf, newStoreKey } from '../store/index.ts'
import { KeychainError, type Keychain } from './keychain.ts'
import { makeBox } from './key-box.ts'
import { SERVICE } from './secrets.ts'
import type { Strength } from './stretch.ts'
import { keyAccount } from './unlock.ts'
import type { VaultFile } from './vault-file.ts'

/** A new key and where it will be found again; `wraps` empty means: in memory only. */
export type NewKey = { readonly key: string; readonly file: Omit<VaultFile, 'wraps'> & { readonly wraps: VaultFile['wraps'] } }

/** Keeps the key in the keychain and reads it back; false where there is none. */
export async function keepInKeychain(keychain: Keychain, account: string, key: string): Promise<boolean> {
  try {
    if ((await keychain.state()) === 'unavailable') return false
    await keychain.setPassword(SERVICE, account, key)
    return (await keychain.getPassword(SERVICE, account)) === key
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    return false
  }
}

/**
 * Makes a random key and keeps it: in the keychain, and under the passphrase when one is given.
 * `keychain-unavailable` when there is neither, unless it is a demo, whose key may live in memory.
 */
export async function makeKey(options: {
  readonly kind: z.infer<typeof VaultKind>
  readonly passphrase: string | undefined
  readonly keychain: Keychain
  readonly random: Random
  readonly nowMs: number
  readonly strength: Strength
}): Promise<Result<NewKey>> {
  const { random, nowMs, strength } = options
  const key = newStoreKey(random)
  const facts = {
    format: 2,
    vaultId: VaultId.parse(newId('vlt', random, nowMs)),
    kind: options.kind,
    keyId: newId('key', random, nowMs),
    keyCheck: keyCheckOf(key),
  } as const
  const wraps: VaultFile['wraps'] = []
  if (await keepInKeychain(options.keychain, keyAccount(facts), key)) wraps.push({ kind: 'keychain' })
  if (options.passphrase !== undefined)
    wraps.push(
      await makeBox({ opens: 'passphrase' }, { password: options.passphrase, device: null }, { key, vault: facts, random, strength }),
    )
  if (wraps.length === 0 && options.kind !== 'demo') return fail('keychain-unavailable')
  return ok({ key, file: { ...facts, wraps } })
}
