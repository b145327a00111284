import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { enter, keepShop, type EnterDeps, type Entered, type VaultDeps } from './entered.ts'
import { makeRunFolder, removeRunFolders, setLeftoversAside } from './folder.ts'
import type { Keychain } from './keychain.ts'
import { makeKey } from './make.ts'
import { SERVICE } from './secrets.ts'
import { settleKey } from './change-key.ts'
import { makeBox } from './key-box.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { removeReadyFolders } from './swap.ts'
import { STRENGTH } from './stretch.ts'
import { findKey, keyAccount } from './unlock.ts'
import { hasKeychainWrap, opensWith, passwordWraps, secretsPlaceOf, withBox } from './wraps.ts'
import { readVaultFile, writeVaultFile, type VaultFile } from './vault-file.ts'

type Outcome = Promise<Result<Omit<Entered, 'lease'>>>

/** Where a person should expect the key of this vault. */
export const keyPlaceOf = (file: VaultFile): 'keychain' | 'passphrase' => (hasKeychainWrap(file) ? 'keychain' : 'passphrase')

export const hasRecoveryCode = (file: VaultFile): boolean => opensWith(file, 'recovery')

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
  await keepBox(deps, file.value, { opens: 'recovery', password: code, key: entered.key })
  return ok({ code })
}

type Kept = { readonly opens: 'recovery' | 'passphrase'; readonly password: string; readonly key: string }

/** Seals the key under passphrase or recovery code, in the place of what did so before. */
async function keepBox(deps: VaultDeps, file: VaultFile, { opens, password, key }: Kept): Promise<void> {
  const { random, strength = STRENGTH } = deps
  const box = await makeBox({ opens }, { password, device: null }, { key, vault: file, random, strength })
  // Read again: sealing took a while.
  const now = readVaultFile(deps.folder)
  if (now.ok && now.value.keyId === file.keyId) writeVaultFile(deps.folder, withBox(now.value, box))
}

/** Makes key and files of a new vault and enters it. Needs the lease of the folder. */
export async function makeVault(deps: EnterDeps, input: ParsedInput<'vault.create'>): Outcome {
  const present = readVaultFile(deps.folder)
  if (present.ok || present.error.code !== 'vault-absent') return fail('vault-exists')
  const { keychain, random } = deps
  const made = await makeKey({
    kind: input.kind,
    passphrase: input.passphrase,
    keychain,
    random,
    nowMs: deps.clock.now(),
    strength: deps.strength ?? STRENGTH,
  })
  if (!made.ok) return made
  const { key, file } = made.value
  const { vaultId, kind, keyCheck, keyId } = file
  removeRunFolders(deps.folder)
  if (file.wraps.length === 0) {
    const folder = makeRunFolder(deps.folder, random)
    return ok(
      await enter(deps, { vaultId, kind, keyCheck, keyId, key, keyIn: 'memory', secretsIn: 'memory', folder, mustExist: false }, (store) =>
        keepShop(store, input.shop),
      ),
    )
  }
  setLeftoversAside(deps.folder, deps.clock.now())
  const found = {
    vaultId,
    kind,
    keyCheck,
    keyId,
    key,
    keyIn: keyPlaceOf(file),
    secretsIn: secretsPlaceOf(file),
    folder: deps.folder,
    mustExist: false,
  }
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

/** What the first Shopbells sealed is sealed anew while the password is at hand, so that a later key can be put in without it. */
async function renewOldWraps(deps: VaultDeps, file: VaultFile, found: { readonly input: ParsedInput<'vault.open'>; readonly key: string }) {
  const { input, key } = found
  for (const opens of passwordWraps) {
    const password = opens === 'recovery' ? readRecoveryCode(input.recoveryCode ?? '') : input.passphrase
    const isOld = file.wraps.some((wrap) => wrap.kind === opens)
    if (isOld && password !== undefined && password !== null) await keepBox(deps, file, { opens, password, key })
  }
}

/** Finds the key and enters the vault that is there. Needs the lease of the folder. */
export async function openVaultFiles(deps: EnterDeps, input: ParsedInput<'vault.open'>): Outcome {
  removeReadyFolders(deps.folder)
  const read = readVaultFile(deps.folder)
  if (!read.ok) return read
  const file = await settleKey(deps, read.value, input)
  if (!file.ok) return file
  const key = await findKey(file.value, deps, input)
  if (!key.ok) return key
  await renewOldWraps(deps, file.value, { input, key: key.value })
  const { vaultId, kind, keyCheck, keyId } = file.value
  const keyIn = keyPlaceOf(file.value)
  const secretsIn = secretsPlaceOf(file.value)
  const wasGiven = input.passphrase !== undefined || input.recoveryCode !== undefined
  if (keyIn === 'keychain' && wasGiven) await repairKeychain(deps.keychain, file.value, key.value)
  return ok(
    await enter(
      deps,
      { vaultId, kind, keyCheck, keyId, key: key.value, keyIn, secretsIn, folder: deps.folder, mustExist: true },
      () => undefined,
    ),
  )
}
