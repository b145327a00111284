import { z } from 'zod'
import { TimestampMs, VaultId } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { VaultStatus } from './vault.ts'

export const BackupSettings = z.strictObject({
  isOn: z.boolean(),
  /** Where backups go; the path as the system shows it. Null: beside the vault, on the same disk. */
  folder: z.string().nullable(),
  everyHours: z.number().int().min(1).max(168),
  keepDaily: z.number().int().min(1).max(60),
  keepWeekly: z.number().int().min(0).max(52),
})

const Contents = { customers: z.number().int(), messages: z.number().int(), files: z.number().int() }

export const BackupFile = z.strictObject({
  fileName: z.string(),
  at: TimestampMs,
  sizeBytes: z.number().int(),
  reason: z.enum(['schedule', 'by-hand', 'before-update', 'before-key-change', 'after-erasure']),
  ...Contents,
  /** When it was opened again and counted, in a vault of its own; null: never. */
  provenAt: TimestampMs.nullable(),
  /** Not where it was written any more. */
  isMissing: z.boolean(),
})

export const BackupStatus = z.strictObject({
  settings: BackupSettings,
  files: z.array(BackupFile),
  running: z.boolean(),
  nextAt: TimestampMs.nullable(),
  lastProvenAt: TimestampMs.nullable(),
  /** Why the last try failed, until one succeeds. */
  trouble: z.strictObject({ code: z.string(), at: TimestampMs }).nullable(),
  /** A backup can be opened elsewhere only with a recovery code or a passphrase. */
  canOpenElsewhere: z.boolean(),
})

/** What a file says of itself, with the key checked. */
export const BackupContents = z.strictObject({
  vaultId: VaultId,
  shopName: z.string(),
  at: TimestampMs,
  ...Contents,
  /** Erasures that happened after it and will be carried out again. */
  erasuresSince: z.number().int(),
})

/** A file that was chosen, or one of the shop's own backups by its name while the shop is open. */
const Source = { file: FileReference.optional(), fileName: z.string().max(255).optional() }

const Opening = { passphrase: z.string().max(256).optional(), recoveryCode: z.string().max(100).optional() }

export const backupCalls = {
  'backup.status': defineCall({
    summary: 'Rules, files, the next one, and when a restore was last proven.',
    role: 'manager',
    input: Nothing,
    output: BackupStatus,
  }),
  'backup.saveSettings': defineCall({
    summary: 'Changes where backups go, how often, and how many stay.',
    role: 'owner',
    input: BackupSettings.omit({ folder: true }).partial().extend({ folder: FileReference.nullable().optional() }),
    output: BackupStatus,
    files: { folder: ['folder'] },
  }),
  'backup.run': defineCall({
    summary:
      "Makes a backup now: one encrypted file, written beside, checked, then named. To the rules' folder, or to a file that is given.",
    role: 'manager',
    audited: true,
    input: z.strictObject({ target: FileReference.optional() }),
    output: BackupStatus,
    files: { write: ['target'], holds: 'tracked' },
    deadlineMs: 1_800_000,
  }),
  'backup.prove': defineCall({
    summary: 'Restores a backup into a vault of its own that is thrown away, opens it, checks every page and counts.',
    role: 'manager',
    audited: true,
    input: z.strictObject({ fileName: z.string().max(255) }),
    output: BackupStatus,
    deadlineMs: 1_800_000,
  }),
  'backup.inspect': defineCall({
    summary:
      'Opens a backup file with recovery code or passphrase and says what is in it; restores nothing. Errors: backup-damaged, backup-newer, recovery-code-wrong, passphrase-wrong.',
    role: 'viewer',
    whenLocked: true,
    input: z.strictObject({ ...Source, ...Opening }),
    output: BackupContents,
    files: { read: ['file'] },
    deadlineMs: 600_000,
  }),
  'backup.restore': defineCall({
    summary:
      'Puts a backup into this folder and opens it. A vault that is there is set aside whole, never overwritten. Erasures after the backup are carried out again; everything that would leave waits for a person.',
    role: 'owner',
    stepUp: true,
    endsSession: true,
    input: z.strictObject({ ...Source, ...Opening }),
    output: z.strictObject({ vault: VaultStatus, contents: BackupContents, setAside: z.string().nullable() }),
    files: { read: ['file'] },
    deadlineMs: 1_800_000,
  }),
}

export const backupEvents = {
  'backup.changed': defineEvent({ summary: 'A backup began, ended, failed or was proven.', data: Nothing }),
}
