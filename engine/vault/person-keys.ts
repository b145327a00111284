import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Random } from '../kernel/index.ts'
import { makeBox } from './key-box.ts'
import type { Keychain } from './keychain.ts'
import { keepInKeychain } from './make.ts'
import { SERVICE } from './secrets.ts'
import type { Strength } from './stretch.ts'
import { deviceMark, deviceSecret, deviceSecretOrNew, keyAccount, whoOf } from './unlock.ts'
import { readVaultFile, writeVaultFile, type VaultFile } from './vault-file.ts'
import { hasKeychainWrap, opensWith, personBoxes, withBox, withoutPerson } from './wraps.ts'

export type KeyPerson = { readonly staffId: string; readonly name: string }

/** Which people's passwords open the vault where the keychain does not, or is not asked to (ADR 0020). */
export type PersonKeys = {
  /** Seals the vault's key under somebody's password, in the place of the box before. Without a keychain nothing is made. */
  give(person: KeyPerson, password: string): Promise<void>
  /** Whether their box is there, under this name and the secret of this computer. */
  isCurrent(person: KeyPerson): Promise<boolean>
  /** The name under which their box is found, once it changed. */
  rename(person: KeyPerson): Promise<void>
  /** Their password opens nothing any more. */
  remove(staffId: string): void
  opensWithKeychain(): boolean
  /**
   * Whether the vault opens by itself with the keychain's key, or only by a password.
   * Errors: keychain-unavailable; recovery-code-missing and password-owner-first before it may be taken away.
   */
  setOpensWithKeychain(opens: boolean, ownerId: string): Promise<Result<void>>
  /** Whether this code opens the vault. */
  isRecoveryCode(code: string): Promise<boolean>
}

export type PersonKeyDeps = {
  readonly folder: string
  readonly keychain: Keychain
  readonly random: Random
  readonly strength: Strength
  /** The vault's key in hexadecimal. */
  readonly key: string
  readonly keyId: string
  readonly tryRecoveryCode: (file: VaultFile, code: string) => Promise<boolean>
}

/** The vault's own file while it is still that of this key; a key that changed meanwhile has boxes of its own. */
function fileOf({ folder, keyId }: PersonKeyDeps): VaultFile | null {
  const file = readVaultFile(folder)
  return file.ok && file.value.keyId === keyId ? file.value : null
}

function change(deps: PersonKeyDeps, how: (file: VaultFile) => VaultFile): void {
  const file = fileOf(deps)
  if (file !== null) writeVaultFile(deps.folder, how(file))
}

async function give(deps: PersonKeyDeps, { staffId, name }: KeyPerson, password: string): Promise<void> {
  const file = fileOf(deps)
  // A vault whose secrets never were in a keychain has no secret of this computer to join a password with.
  if (file === null || (!hasKeychainWrap(file) && !opensWith(file, 'person'))) return
  const device = await deviceSecretOrNew(deps.keychain, file.vaultId, deps.random)
  if (device === null) return
  const owner = { opens: 'person', staffId, who: whoOf(device, name), device: deviceMark(device) } as const
  const { key, random, strength } = deps
  const box = await makeBox(owner, { password, device }, { key, vault: file, random, strength })
  change(deps, (now) => withBox(now, box))
}

async function isCurrent(deps: PersonKeyDeps, { staffId, name }: KeyPerson): Promise<boolean> {
  const file = fileOf(deps)
  const device = file === null ? null : await deviceSecret(deps.keychain, file.vaultId)
  const box = file === null ? undefined : personBoxes(file).find((one) => one.staffId === staffId)
  return device !== null && box !== undefined && box.device === deviceMark(device) && box.who === whoOf(device, name)
}

async function rename(deps: PersonKeyDeps, { staffId, name }: KeyPerson): Promise<void> {
  const file = fileOf(deps)
  const device = file === null ? null : await deviceSecret(deps.keychain, file.vaultId)
  if (device === null) return
  change(deps, (now) => {
    const box = personBoxes(now).find((one) => one.staffId === staffId)
    return box === undefined ? now : withBox(now, { ...box, who: whoOf(device, name) })
  })
}

async function setOpensWithKeychain(deps: PersonKeyDeps, opens: boolean, ownerId: string): Promise<Result<void>> {
  const file = fileOf(deps)
  if (file === null) return fail('keychain-unavailable')
  if (opens === hasKeychainWrap(file)) return ok(undefined)
  const account = keyAccount(file)
  if (opens) {
    if (!(await keepInKeychain(deps.keychain, account, deps.key))) return fail('keychain-unavailable', undefined, 'now')
    change(deps, (now) => (hasKeychainWrap(now) ? now : { ...now, wraps: [{ kind: 'keychain' }, ...now.wraps] }))
    return ok(undefined)
  }
  if (!opensWith(file, 'recovery')) return fail('recovery-code-missing')
  if (!personBoxes(file).some((one) => one.staffId === ownerId)) return fail('password-owner-first')
  // The file first: a keychain that still holds the key while nothing says so is harmless, the other way round is a shop that does not open.
  change(deps, (now) => ({ ...now, wraps: now.wraps.filter(({ kind }) => kind !== 'keychain') }))
  await deps.keychain.deletePassword(SERVICE, account)
  return ok(undefined)
}

/** Makes it for an open vault with files of its own. */
export const createPersonKeys = (deps: PersonKeyDeps): PersonKeys => ({
  give: (person, password) => give(deps, person, password),
  isCurrent: (person) => isCurrent(deps, person),
  rename: (person) => rename(deps, person),
  remove: (staffId) => change(deps, (file) => withoutPerson(file, staffId)),
  opensWithKeychain: () => {
    const file = fileOf(deps)
    return file === null || hasKeychainWrap(file)
  },
  setOpensWithKeychain: (opens, ownerId) => setOpensWithKeychain(deps, opens, ownerId),
  async isRecoveryCode(code) {
    const file = fileOf(deps)
    return file !== null && (await deps.tryRecoveryCode(file, code))
  },
})
