import { z } from 'zod'
import { CountryCode, Currency, Locale, VaultId } from '../kernel/values.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

export const VaultKind = z.enum(['demo', 'shop'])
/** `absent` no vault in the folder; `locked` there, not open; `open`. */
export const VaultState = z.enum(['absent', 'locked', 'open'])

export const Shop = z.strictObject({
  name: z.string().min(1).max(100),
  country: CountryCode,
  timeZone: z.string().min(1).max(64),
  locale: Locale,
  currency: Currency,
})

export const VaultStatus = z.strictObject({
  state: VaultState,
  kind: VaultKind.nullable(),
  vaultId: VaultId.nullable(),
  shop: Shop.nullable(),
  /** How the key is kept: in the system's keychain, behind a passphrase, or (a demo without keychain) in memory only. */
  keyIn: z.enum(['keychain', 'passphrase', 'memory']).nullable(),
  keychain: z.enum(['available', 'unavailable']),
  /** Whether a recovery code was made that opens the vault when keychain or passphrase are lost. */
  hasRecoveryCode: z.boolean(),
  /** Bytes of database and media on disk. */
  sizeBytes: z.number().int().nonnegative(),
})

export const vaultCalls = {
  'vault.status': defineCall({
    summary: 'Says whether the folder holds a vault, whether it is open, and where its key is kept.',
    role: 'viewer',
    input: Nothing,
    output: VaultStatus,
  }),
  'vault.create': defineCall({
    summary: 'Makes a new encrypted vault in the folder and opens it. Refuses a folder that already holds one.',
    role: 'owner',
    input: z.strictObject({ kind: VaultKind.default('shop'), shop: Shop, passphrase: z.string().min(8).max(256).optional() }),
    output: VaultStatus,
  }),
  'vault.open': defineCall({
    summary: 'Opens the vault with the key from the keychain, with the passphrase, or with the recovery code.',
    role: 'viewer',
    input: z.strictObject({ passphrase: z.string().max(256).optional(), recoveryCode: z.string().max(100).optional() }),
    output: VaultStatus,
    deadlineMs: 120_000,
  }),
  'vault.makeRecoveryCode': defineCall({
    summary: 'Makes a new recovery code for the open vault, shown this one time; the one before stops working.',
    role: 'owner',
    input: Nothing,
    /** Groups of letters and digits that can't be mistaken for each other, with a check sign. */
    output: z.strictObject({ code: z.string() }),
    deadlineMs: 60_000,
  }),
  'vault.close': defineCall({
    summary: 'Lets running sends end, writes everything down and closes the vault.',
    role: 'viewer',
    input: Nothing,
    output: VaultStatus,
  }),
}

export const vaultEvents = {
  'vault.changed': defineEvent({ summary: 'The vault was opened, closed or ran into trouble.', data: VaultStatus }),
}
