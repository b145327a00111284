import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { enter, keepShop, type Entered, type VaultDeps } from './entered.ts'
import { makeRunFolder, removeRunFolders, setLeftoversAside } from './folder.ts'
import type { Keychain } from './keychain.ts'
import { makeKey } from './make.ts'
import { SERVICE } from './secrets.ts'
import { wrapKey } from './passphrase.ts'
import { newRecoveryCode } from './recovery-code.ts'
import { boundTo, findKey, keyAccount } from './unlock.ts'
import { readVaultFile, writeVaultFile, type VaultFile } from './vault-file.ts'

type Outcome = Promise<Result<Omit<Entered, 'lease'>>>

/** Where a person should expect the key of this vault. */
export const keyPlaceOf = (file: VaultFile): 'keychain' | 'passphrase' =>
  file.wraps.some((wrap) => wrap.kind === 'keychain') ? 'keychain' : 'passphrase'

export const hasRecoveryCode = (file: VaultFile): boolean => file.wraps.some((wrap) => wrap.kind === 'recovery')

/**
 * Seals the key of the open vault under a new code and forgets the one before. The code is nowhere but in the answer.
 * `keychain-unavailable` for a demo whose key is in memory only: there is nothing that could be opened again.
 */
export async function makeRecoveryCode(
  deps: VaultDeps,
  entered: Pick<Entered, 'key' | 'keyIn'>,
): Promise<Result<{ readonly code: string }>> {
  if (entered.keyIn === 'memory') return fail('keychain-unavailable')
  const file = readVaultFile(deps.folder)
  if (!file.ok) return file
  const code = newRecoveryCode(deps.random)
  deps.hide(code)
  const sealed = await wrapKey({ key: entered.key, passphrase: code, boundTo: boundTo(file.value), random: deps.random })
  const others = file.value.wraps.filter((wrap) => wrap.kind !== 'recovery')
  writeVaultFile(deps.folder, { ...file.value, wraps: [...others, { kind: 'recovery', ...sealed }] })
  return ok({ code })
}

/** Makes key and files of a new vault and enters it. Needs the lease of the folder. */
export async function makeVault(deps: VaultDeps, input: ParsedInput<'vault.create'>): Outcome {
  const present = readVaultFile(deps.folder)
  if (present.ok || present.error.code !== 'vault-absent') return fail('vault-exists')
  const { keychain, random } = deps
  const made = await makeKey({ kind: input.kind, passphrase: input.passphrase, keychain, random, nowMs: deps.clock.now() })
  if (!made.ok) return made
  const { key, file } = made.value
  const { vaultId, kind, keyCheck } = file
  removeRunFolders(deps.folder)
  if (file.wraps.length === 0) {
    const folder = makeRunFolder(deps.folder, random)
    return ok(
      await enter(deps, { vaultId, kind, keyCheck, key, keyIn: 'memory', folder, mustExist: false }, (store) =>
        keepShop(store, input.shop),
      ),
    )
  }
  setLeftoversAside(deps.folder, deps.clock.now())
  const found = { vaultId, kind, keyCheck, key, keyIn: keyPlaceOf(file), folder: deps.folder, mustExist: false }
  return ok(
    await enter(deps, found, (store) => {
      keepShop(store, input.shop)
      // Last, so that a vault.json always has a database beside it that its key opens.
      writeVaultFile(deps.folder, file)
    }),
  )
}

/** Puts a key that the keychain lost (a new keyring, a new computer) back, once passphrase or recovery code have opened it. */
async function repairKeychain(keychain: Keychain, file: VaultFile, key: string): Promise<void> {
  if ((await keychain.state()) === 'available') await keychain.setPassword(SERVICE, keyAccount(file), key)
}

/** Finds the key and enters the vault that is there. Needs the lease of the folder. */
export async function openVaultFiles(deps: VaultDeps, input: ParsedInput<'vault.open'>): Outcome {
  const file = readVaultFile(deps.folder)
  if (!file.ok) return file
  const key = await findKey(file.value, deps.keychain, input)
  if (!key.ok) return key
  const { vaultId, kind, keyCheck } = file.value
  const keyIn = keyPlaceOf(file.value)
  const wasGiven = input.passphrase !== undefined || input.recoveryCode !== undefined
  if (keyIn === 'keychain' && wasGiven) await repairKeychain(deps.keychain, file.value, key.value)
  return ok(await enter(deps, { vaultId, kind, keyCheck, key: key.value, keyIn, folder: deps.folder, mustExist: true }, () => undefined))
}
