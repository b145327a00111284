import { z } from 'zod'
import { CustomerId, Locale } from '../kernel/values.ts'
import { BackupContents } from './backup.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'
import { RescueReport, Shop, VaultKind } from './vault.ts'

/** A time of day, HH:MM. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u)

/** What the window itself needs before any vault is open; kept by main, holds no customer data. */
export const Preferences = z.strictObject({
  locale: Locale,
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  undoSendMs: z.number().int().min(0).max(10_000),
  enterSends: z.boolean(),
  /** How much a notice of the system shows of a message that arrives: name and text, only the name, or no notice. */
  notices: z.enum(['text', 'name', 'off']),
  /** Whether a notice also says that the reply window of somebody who waits closes within the hour. */
  closingNotices: z.boolean(),
  /** When no notice comes, in the shop's own time; one that ends before it begins goes over midnight. Null: they always come. */
  quietHours: z.strictObject({ from: ClockTime, to: ClockTime }).nullable(),
})

export const EngineState = z.enum(['stopped', 'starting', 'ready', 'restarting', 'failed'])

export const ShellState = z.strictObject({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux']),
  engine: EngineState,
  /** The vault that is chosen now; null shows the first-run screen. */
  vault: VaultKind.nullable(),
  existing: z.array(VaultKind),
  keychain: z.enum(['available', 'unavailable']),
  preferences: Preferences,
})

const Opening = { passphrase: z.string().max(256).optional(), recoveryCode: z.string().max(100).optional() }

/** Answered by main; never reaches the engine. */
export const shellCalls = {
  'shell.state': defineCall({
    summary: 'What the window needs to draw its first screen.',
    role: 'viewer',
    input: Nothing,
    output: ShellState,
  }),
  'shell.setPreferences': defineCall({
    summary: 'Changes language, theme or other habits of the window.',
    role: 'viewer',
    input: Preferences.partial(),
    output: Preferences,
  }),
  'shell.openDemo': defineCall({
    summary: 'Opens the demo shop: starts the simulator, and makes the demo vault the first time.',
    role: 'viewer',
    input: Nothing,
    output: ShellState,
    deadlineMs: 120_000,
  }),
  'shell.createShop': defineCall({
    summary: 'Makes the vault for the real shop and opens it.',
    role: 'viewer',
    input: z.strictObject({ shop: Shop, passphrase: z.string().min(8).max(256).optional() }),
    output: ShellState,
    deadlineMs: 120_000,
  }),
  'shell.openShop': defineCall({
    summary: "Opens the real shop's vault.",
    role: 'viewer',
    input: z.strictObject({
      passphrase: z.string().max(256).optional(),
      recoveryCode: z.string().max(100).optional(),
      person: z.strictObject({ name: z.string().max(60), password: z.string().max(128), code: z.string().max(40).optional() }).optional(),
    }),
    output: ShellState,
    deadlineMs: 120_000,
  }),
  'shell.inspectBackup': defineCall({
    summary: 'Before any shop is open: says what is in a backup file. Errors as backup.inspect.',
    role: 'viewer',
    input: z.strictObject({ file: z.string(), ...Opening }),
    output: BackupContents,
    deadlineMs: 600_000,
  }),
  'shell.restoreShop': defineCall({
    summary: 'Before any shop is open: puts a backup in the place of the real shop and opens it. Errors as backup.restore.',
    role: 'viewer',
    input: z.strictObject({ file: z.string(), ...Opening }),
    output: z.strictObject({ shell: ShellState, contents: BackupContents, setAside: z.string().nullable() }),
    deadlineMs: 1_800_000,
  }),
  'shell.rescueShop': defineCall({
    summary: "Tries one step of the ladder for the real shop's damaged vault, and opens what it brings back. Errors as vault.rescue.",
    role: 'viewer',
    input: z.strictObject({ step: RescueReport.shape.step, ...Opening }),
    output: z.strictObject({ shell: ShellState, report: RescueReport }),
    deadlineMs: 1_800_000,
  }),
  'shell.leaveVault': defineCall({
    summary: 'Closes the vault and goes back to the first screen.',
    role: 'viewer',
    input: Nothing,
    output: ShellState,
  }),
  'shell.chooseFile': defineCall({
    summary: 'Lets the person choose a file to read; answers an opaque handle.',
    role: 'viewer',
    input: z.strictObject({
      purpose: z.enum([
        'import-customers',
        'import-prices',
        'import-products',
        'import-orders',
        'import-quick-replies',
        'import-codes',
        'template-sample',
        'product-photo',
        'profile-picture',
        'tool-file',
        'restore-backup',
        'consent-evidence',
      ]),
    }),
    output: z.strictObject({ handle: z.string(), name: z.string(), sizeBytes: z.number().int() }).nullable(),
    deadlineMs: 3_600_000,
  }),
  'shell.chooseFolder': defineCall({
    summary: 'Lets the person choose a folder; answers an opaque handle.',
    role: 'viewer',
    input: z.strictObject({ purpose: z.enum(['watch', 'backups']) }),
    output: z.strictObject({ handle: z.string(), name: z.string() }).nullable(),
    deadlineMs: 3_600_000,
  }),
  'shell.chooseTarget': defineCall({
    summary: 'Lets the person choose where to save; answers an opaque handle.',
    role: 'viewer',
    input: z.strictObject({
      purpose: z.enum([
        'export-customer',
        'erase-receipt',
        'recovery-code',
        'export-csv',
        'export-xlsx',
        'print-page',
        'raffle-proof',
        'chat-file',
        'backup',
        'support-report',
      ]),
      suggestedName: z.string().max(200),
    }),
    output: z.strictObject({ handle: z.string(), name: z.string() }).nullable(),
    deadlineMs: 3_600_000,
  }),
  'shell.writeSupportReport': defineCall({
    summary: 'Writes a ZIP for whoever helps: logs and versions; no customer, no message, no key. Says what is in it.',
    role: 'viewer',
    input: z.strictObject({ target: z.string() }),
    output: z.strictObject({
      fileName: z.string(),
      sizeBytes: z.number().int(),
      entries: z.array(z.strictObject({ name: z.string(), sizeBytes: z.number().int() })),
    }),
  }),
  'shell.showFile': defineCall({
    summary: "Shows a file that Shopbell wrote in the system's file manager.",
    role: 'viewer',
    input: z.strictObject({ handle: z.string() }),
    output: Nothing,
  }),
  'shell.setRecording': defineCall({
    summary: 'Lets the page listen for a recording that is about to begin, or ends that.',
    role: 'viewer',
    input: z.strictObject({ isRecording: z.boolean() }),
    output: z.strictObject({ isAllowed: z.boolean() }),
    deadlineMs: 120_000,
  }),
  'shell.copySecret': defineCall({
    summary: 'Copies a code that is shown once; after 60 seconds it is taken out of the clipboard again, unless something else is there.',
    role: 'viewer',
    input: z.strictObject({ text: z.string().min(1).max(1000) }),
    output: Nothing,
  }),
  'shell.openLink': defineCall({
    summary: 'Opens an https address in the browser.',
    role: 'viewer',
    input: z.strictObject({ url: z.url().max(2048) }),
    output: Nothing,
  }),
  'shell.printPage': defineCall({
    summary: 'Saves a page of ours, as a report, an erase receipt, a recovery code or a sheet of codes, as a PDF.',
    role: 'viewer',
    input: z.strictObject({ target: z.string(), html: z.string().max(900_000) }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
}

export const shellEvents = {
  'shell.openChat': defineEvent({
    summary: 'Somebody clicked a notice: its chat is wanted, or the inbox.',
    data: z.strictObject({ customerId: CustomerId.nullable() }),
  }),
  'shell.changed': defineEvent({ summary: 'Engine state, vault or preferences changed.', data: ShellState }),
}
