import { z } from 'zod'
import { CountryCode, Currency, Locale, TimestampMs, VaultId } from '../kernel/values.ts'
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
  /** A person's own password opens the vault where the key is not in the keychain. */
  opensByPassword: z.boolean(),
  keychain: z.enum(['available', 'unavailable']),
  /** Whether a recovery code was made that opens the vault when keychain or passphrase are lost. */
  hasRecoveryCode: z.boolean(),
  /** Bytes of database and media on disk. */
  sizeBytes: z.number().int().nonnegative(),
})

/** What entries are to a person, in the words of the screens. */
export const RescueKind = z.enum([
  'customers',
  'groups',
  'consents',
  'chats',
  'messages',
  'sends',
  'broadcasts',
  'coupons',
  'raffles',
  'orders',
  'products',
  'templates',
  'quick-replies',
  'automations',
  'files',
  'imports',
  'people',
  'requests',
  'acts',
  'connection',
  'prices',
  'tools',
  'settings',
  'other',
])
export type RescueKind = z.infer<typeof RescueKind>

/** What one step of the ladder brought back. */
export const RescueReport = z.strictObject({
  step: z.enum(['copy', 'backup', 'salvage']),
  isOpen: z.boolean(),
  /** Where the damaged files stand, untouched. */
  setAside: z.string(),
  tables: z.array(z.strictObject({ table: z.string(), kind: RescueKind, kept: z.number().int(), lost: z.number().int().nullable() })),
  /** Time of the backup that was taken; null for the others. */
  backupAt: TimestampMs.nullable(),
  inDoubt: z.number().int(),
})

export const vaultCalls = {
  'vault.status': defineCall({
    summary: 'Says whether the folder holds a vault, whether it is open, and where its key is kept.',
    role: 'viewer',
    whenLocked: true,
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
    summary:
      "Opens the vault with the key from the keychain, with the passphrase, with the recovery code, or with somebody's name and password.",
    role: 'viewer',
    whenLocked: true,
    input: z.strictObject({
      passphrase: z.string().max(256).optional(),
      recoveryCode: z.string().max(100).optional(),
      person: z.strictObject({ name: z.string().max(60), password: z.string().max(128), code: z.string().max(40).optional() }).optional(),
    }),
    output: VaultStatus,
    deadlineMs: 120_000,
  }),
  'vault.makeRecoveryCode': defineCall({
    summary: 'Makes a new recovery code for the open vault, shown this one time; the one before stops working.',
    role: 'owner',
    stepUp: true,
    input: Nothing,
    /** Groups of letters and digits that can't be mistaken for each other, with a check sign. */
    output: z.strictObject({ code: z.string() }),
    deadlineMs: 60_000,
  }),
  'vault.changeKey': defineCall({
    summary:
      'Gives the vault a new key: every page is written anew under it; old key and old copies of it are good for nothing afterwards, but for backups. Killed at any instant, the vault opens with one of the two.',
    role: 'owner',
    stepUp: true,
    endsSession: true,
    input: Nothing,
    output: VaultStatus,
    deadlineMs: 1_800_000,
  }),
  'vault.rescue': defineCall({
    summary:
      'For a damaged vault: sets a copy of all its files aside, then tries one step of the ladder in a folder of its own: a clean copy of what is whole (`copy`), the newest good backup (`backup`), or row by row what can still be read (`salvage`). Only a result that opens takes the place. What was lost is counted; sends since then are in doubt, never planned.',
    role: 'owner',
    whenLocked: true,
    input: z.strictObject({
      step: z.enum(['copy', 'backup', 'salvage']),
      recoveryCode: z.string().max(100).optional(),
      passphrase: z.string().max(256).optional(),
    }),
    output: RescueReport,
    deadlineMs: 1_800_000,
  }),
  'vault.erase': defineCall({
    summary: "Erases this shop from this computer: database, files, keys. The shop's name has to be typed. Backups stay.",
    role: 'owner',
    stepUp: true,
    endsSession: true,
    input: z.strictObject({ confirmation: z.string().max(100) }),
    output: VaultStatus,
    deadlineMs: 120_000,
  }),
  'vault.close': defineCall({
    summary: 'Lets running sends end, writes everything down and closes the vault.',
    role: 'viewer',
    whenLocked: true,
    input: Nothing,
    output: VaultStatus,
  }),
}

export const vaultEvents = {
  'vault.changed': defineEvent({ summary: 'The vault was opened, closed or ran into trouble.', data: VaultStatus }),
}
