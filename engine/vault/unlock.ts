import { createHmac } from 'node:crypto'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sameName, type Random } from '../kernel/index.ts'
import { keyFits } from '../store/index.ts'
import { openBox, type KeyBox } from './key-box.ts'
import { KeychainError, type Keychain } from './keychain.ts'
import { unwrapKey } from './passphrase.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { SERVICE } from './secrets.ts'
import { stretch, STRENGTH, type Strength } from './stretch.ts'
import type { VaultFile } from './vault-file.ts'
import { hasKeychainWrap, opensWith, personBoxes } from './wraps.ts'

/** Name of the keychain's entry that holds a vault's key. */
export const keyAccount = (file: Pick<VaultFile, 'vaultId' | 'keyId'>): string => `${file.vaultId}.${file.keyId}`

/** What the seals of the first Shopbells are bound to, so that they open no other vault. */
export const boundTo = (file: Pick<VaultFile, 'vaultId' | 'keyId'>): string => `shopbell vault ${keyAccount(file)}`

/** Name of the keychain's entry with the secret of this computer, which a person's password is joined with. */
const deviceAccount = (vaultId: string): string => `${vaultId}.device`

/** The secret of this computer for one vault; null where it has none, or no keychain answers. */
export async function deviceSecret(keychain: Keychain, vaultId: string): Promise<Uint8Array | null> {
  try {
    const kept = await keychain.getPassword(SERVICE, deviceAccount(vaultId))
    return kept === null ? null : Buffer.from(kept, 'hex')
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    return null
  }
}

/** The same, made where there is none yet; null where no keychain keeps it. */
export async function deviceSecretOrNew(keychain: Keychain, vaultId: string, random: Random): Promise<Uint8Array | null> {
  const known = await deviceSecret(keychain, vaultId)
  if (known !== null) return known
  try {
    await keychain.setPassword(SERVICE, deviceAccount(vaultId), Buffer.from(random.bytes(32)).toString('hex'))
    return await deviceSecret(keychain, vaultId)
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    return null
  }
}

/** A person's name as vault.json holds it: readable only together with the secret of this computer. The owner may have none. */
export const whoOf = (device: Uint8Array, name: string): string =>
  createHmac('sha256', device)
    .update(`who ${sameName(name) === '' ? 'owner' : sameName(name)}`)
    .digest('hex')

/** A sign of the secret of this computer that does not give it away. */
export const deviceMark = (device: Uint8Array): string => createHmac('sha256', device).update('device').digest('hex')

/** Whose seal a name opens, by their id; null where nobody is called so, or this computer can't tell. */
export async function staffIdOf(file: VaultFile, keychain: Keychain, name: string): Promise<string | null> {
  const device = await deviceSecret(keychain, file.vaultId)
  const who = device === null ? null : whoOf(device, name)
  return personBoxes(file).find((one) => one.who === who)?.staffId ?? null
}

type Opening = { readonly opens: 'passphrase' | 'recovery'; readonly password: string }

/** With passphrase or recovery code: the box, or the seal of the first Shopbells. */
async function fromPassword(file: VaultFile, { opens, password }: Opening): Promise<string | null> {
  const box = file.wraps.find((wrap): wrap is KeyBox => wrap.kind === 'box' && wrap.opens === opens)
  if (box !== undefined) return openBox(box, { password, device: null }, file)
  const old = file.wraps.find((wrap) => wrap.kind === opens)
  return old === undefined || old.kind === 'keychain' || old.kind === 'box' ? null : unwrapKey(old, password, boundTo(file))
}

async function fromPassphrase(file: VaultFile, password: string): Promise<Result<string>> {
  const key = await fromPassword(file, { opens: 'passphrase', password })
  return key === null ? fail('passphrase-wrong') : ok(key)
}

async function fromRecoveryCode(file: VaultFile, text: string): Promise<Result<string>> {
  const password = readRecoveryCode(text)
  const key = password === null ? null : await fromPassword(file, { opens: 'recovery', password })
  return key === null ? fail('recovery-code-wrong') : ok(key)
}

async function fromPerson(
  file: VaultFile,
  { keychain, strength = STRENGTH }: KeyFinder,
  { name, password }: GivenPerson,
): Promise<Result<string>> {
  const device = await deviceSecret(keychain, file.vaultId)
  const who = device === null ? null : whoOf(device, name)
  const box = personBoxes(file).find((one) => one.who === who)
  if (box === undefined) {
    // A name that is not there takes as long as a password that does not fit.
    await stretch(password, Buffer.alloc(16), strength)
    return fail('sign-in-wrong')
  }
  const key = await openBox(box, { password, device }, file)
  return key === null ? fail('sign-in-wrong') : ok(key)
}

async function fromKeychain(file: VaultFile, keychain: Keychain): Promise<Result<string>> {
  const hasPassphrase = opensWith(file, 'passphrase')
  if (!hasKeychainWrap(file)) return fail(!hasPassphrase && opensWith(file, 'person') ? 'locked' : 'passphrase-needed')
  try {
    const key = await keychain.getPassword(SERVICE, keyAccount(file))
    if (key !== null) return ok(key)
    return hasPassphrase ? fail('passphrase-needed') : fail('keychain-entry-missing')
  } catch (error) {
    if (!(error instanceof KeychainError)) throw error
    return hasPassphrase ? fail('passphrase-needed') : fail('keychain-unavailable', undefined, 'now')
  }
}

export type GivenPerson = { readonly name: string; readonly password: string }

/** What a person may give instead of the keychain. */
export type Given = {
  readonly passphrase?: string | undefined
  readonly recoveryCode?: string | undefined
  readonly person?: GivenPerson | undefined
}

/** Where a key is looked for. */
export type KeyFinder = { readonly keychain: Keychain; readonly strength?: Strength | undefined }

const look = (file: VaultFile, finder: KeyFinder, { passphrase, recoveryCode, person }: Given): Promise<Result<string>> => {
  if (recoveryCode !== undefined) return fromRecoveryCode(file, recoveryCode)
  if (person !== undefined) return fromPerson(file, finder, person)
  return passphrase === undefined ? fromKeychain(file, finder.keychain) : fromPassphrase(file, passphrase)
}

/**
 * Finds the key of a vault: with recovery code, somebody's name and password, or the passphrase when one is given, else in the keychain.
 * Errors: passphrase-needed, locked (somebody's name and password are needed), passphrase-wrong, recovery-code-wrong, sign-in-wrong, keychain-entry-missing, keychain-unavailable,
 * vault-wrong-key.
 */
export async function findKey(file: VaultFile, finder: KeyFinder, given: Given): Promise<Result<string>> {
  const found = await look(file, finder, given)
  if (!found.ok) return found
  return /^[0-9a-f]{64}$/.test(found.value) && keyFits(found.value, file.keyCheck) ? found : fail('vault-wrong-key')
}
