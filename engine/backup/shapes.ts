import { z } from 'zod'
import { BackupFile } from '#contract/ipc/backup.ts'
import { VaultKind } from '#contract/ipc/vault.ts'
import { TimestampMs, VaultId } from '#contract/kernel/values.ts'

export const FORMAT = 1

/**
 * What stands readable at the beginning of a backup: whose it is, when it was made, and what its key is sealed under. No key, no
 * name, no customer.
 */
export const Header = z.strictObject({
  format: z.literal(FORMAT),
  vaultId: VaultId,
  kind: VaultKind,
  at: TimestampMs,
  reason: BackupFile.shape.reason,
  /** Erasures up to then have been carried out in it. */
  erasedUntil: TimestampMs,
  /** Mixed with the vault's key, so that each file has a key of its own. */
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** How the vault's key is found: what the vault says of itself, as it stood then. The vault's own room reads it. */
  lock: z.record(z.string(), z.unknown()),
})
export type Header = z.infer<typeof Header>

/** The first sealed record: what the file holds. */
export const Manifest = z.strictObject({
  kind: z.literal('manifest'),
  shopName: z.string(),
  customers: z.number().int(),
  messages: z.number().int(),
  /** Step of the schema. */
  version: z.number().int(),
  /** Secrets without which the rows would mean less elsewhere, e.g. the key of the hashes of erased people. Never a key to Meta. */
  secrets: z.record(z.string(), z.string()),
})
export type Manifest = z.infer<typeof Manifest>

const size = z.number().int().nonnegative()
export const DatabasePart = z.strictObject({ kind: z.literal('database'), size })
/** A sealed file of the vault as it lies there; the name is random. */
export const MediaPart = z.strictObject({ kind: z.literal('media'), name: z.string().regex(/^[0-9a-f]{32}$/), size })
/** The last record: without it, something is missing. */
export const End = z.strictObject({ kind: z.literal('end'), files: z.number().int(), sha256: z.string() })
export const PartHead = z.discriminatedUnion('kind', [Manifest, DatabasePart, MediaPart, End])
export type PartHead = z.infer<typeof PartHead>

/** What was found in a file that is whole. */
export type Whole = { readonly header: Header; readonly manifest: Manifest; readonly files: number; readonly sizeBytes: number }

/** A backup that is not, bit by bit, what was written; or one of a later Shopbell. */
export class BackupError extends Error {
  readonly code: 'backup-damaged' | 'backup-newer' | 'backup-missing'
  constructor(code: BackupError['code']) {
    super(code)
    this.name = 'BackupError'
    this.code = code
  }
}
