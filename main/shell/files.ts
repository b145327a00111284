import { dialog, shell, type BrowserWindow } from 'electron'
import { basename, extname, isAbsolute } from 'node:path'
import { statSync } from 'node:fs'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { FileHandles } from '../ipc/index.ts'
import type { Translate } from '../translate.ts'

/** What the dialogs need: a window to stand before, words, and where handles are kept. */
export type FileDialogParts = {
  readonly window: () => BrowserWindow | undefined
  readonly translate: Translate
  readonly handles: FileHandles
}

const tables = { filter: 'dialog.tables', extensions: ['csv', 'tsv', 'txt'] } as const
const photos = { filter: 'dialog.photos', extensions: ['jpg', 'jpeg', 'png'] } as const

/** What a file is chosen for: the title of the dialog, and which files it offers first. */
const purposes = {
  'import-customers': { title: 'dialog.chooseCustomers', filter: 'dialog.people', extensions: ['csv', 'tsv', 'txt', 'xlsx', 'vcf', 'zip'] },
  'import-prices': { title: 'dialog.choosePrices', ...tables },
  'import-products': { title: 'dialog.chooseProducts', ...tables },
  'import-orders': { title: 'dialog.chooseOrders', filter: 'dialog.tables', extensions: ['csv', 'tsv', 'txt', 'xlsx'] },
  'import-quick-replies': { title: 'dialog.chooseQuickReplies', ...tables },
  'import-codes': { title: 'dialog.chooseCodes', ...tables },
  'template-sample': { title: 'dialog.chooseSample', filter: 'dialog.samples', extensions: ['jpg', 'jpeg', 'png', 'mp4', 'pdf'] },
  'product-photo': { title: 'dialog.choosePhoto', ...photos },
  'profile-picture': { title: 'dialog.choosePhoto', ...photos },
  'consent-evidence': { title: 'dialog.chooseEvidence', filter: 'dialog.evidence', extensions: ['jpg', 'jpeg', 'png', 'webp', 'pdf'] },
  'tool-file': { title: 'dialog.chooseToolFile', filter: 'dialog.tables', extensions: ['csv', 'tsv', 'txt', 'json'] },
  'restore-backup': { title: 'dialog.chooseBackup', filter: 'dialog.backups', extensions: ['shopbell'] },
} as const satisfies Readonly<Record<CallInput<'shell.chooseFile'>['purpose'], object>>

/** A name for a file from a page: no path, no leading dot, nothing that a file system reads in its own way. */
const plainName = (suggested: string): string => basename(suggested.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim()).replace(/^\.+/, '')

/** Lets the person choose a file to read. */
export const chooseFile = async (
  { window, translate, handles }: FileDialogParts,
  { purpose }: CallInput<'shell.chooseFile'>,
): Promise<Result<CallOutput<'shell.chooseFile'>>> => {
  const parent = window()
  if (parent === undefined) return ok(null)
  const kind = purposes[purpose]
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: translate(kind.title),
    properties: ['openFile'],
    filters: [
      { name: translate(kind.filter), extensions: [...kind.extensions] },
      { name: translate('dialog.allFiles'), extensions: ['*'] },
    ],
  })
  const path = filePaths[0]
  if (canceled || path === undefined) return ok(null)
  return handleFor(handles, path)
}

const folders = { watch: 'dialog.chooseFolder', backups: 'dialog.chooseBackupFolder' } as const

/** Lets the person choose a folder, e.g. one that a till writes to. */
export const chooseFolder = async (
  { window, translate, handles }: FileDialogParts,
  { purpose }: CallInput<'shell.chooseFolder'>,
): Promise<Result<CallOutput<'shell.chooseFolder'>>> => {
  const parent = window()
  if (parent === undefined) return ok(null)
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: translate(folders[purpose]),
    properties: ['openDirectory', 'createDirectory'],
  })
  const path = filePaths[0]
  if (canceled || path === undefined) return ok(null)
  return ok({ handle: handles.add(path, 'folder'), name: basename(path) })
}

/** Gives a handle for reading a file that the person chose, or dropped on the window. `file-missing` for anything but a plain file. */
export function handleFor(handles: FileHandles, path: string): Result<NonNullable<CallOutput<'shell.chooseFile'>>> {
  const facts = isAbsolute(path) ? statSync(path, { throwIfNoEntry: false }) : undefined
  if (facts?.isFile() !== true) return fail('file-missing')
  return ok({ handle: handles.add(path, 'read'), name: basename(path), sizeBytes: facts.size })
}

const targets = {
  'export-customer': { extension: 'zip', title: 'dialog.saveExport', filter: 'dialog.zip' },
  'erase-receipt': { extension: 'pdf', title: 'dialog.saveReceipt', filter: 'dialog.pdf' },
  'recovery-code': { extension: 'pdf', title: 'dialog.saveRecoveryCode', filter: 'dialog.pdf' },
  'export-csv': { extension: 'csv', title: 'dialog.saveTable', filter: 'dialog.tables' },
  'export-xlsx': { extension: 'xlsx', title: 'dialog.saveTable', filter: 'dialog.excel' },
  'print-page': { extension: 'pdf', title: 'dialog.savePage', filter: 'dialog.pdf' },
  'raffle-proof': { extension: 'html', title: 'dialog.saveProof', filter: 'dialog.page' },
  'support-report': { extension: 'zip', title: 'dialog.saveSupportReport', filter: 'dialog.zip' },
  'chat-file': { extension: '*', title: 'dialog.saveFile', filter: 'dialog.allFiles' },
  backup: { extension: 'shopbell', title: 'dialog.saveBackup', filter: 'dialog.backups' },
} as const satisfies Readonly<Record<CallInput<'shell.chooseTarget'>['purpose'], object>>

/** Lets the person choose where to save; the system asks before it lets an existing file be replaced. */
export const chooseTarget = async (
  { window, translate, handles }: FileDialogParts,
  { purpose, suggestedName }: CallInput<'shell.chooseTarget'>,
): Promise<Result<CallOutput<'shell.chooseTarget'>>> => {
  const parent = window()
  if (parent === undefined) return ok(null)
  const kind = targets[purpose]
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: translate(kind.title),
    defaultPath: plainName(suggestedName),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    filters: [{ name: translate(kind.filter), extensions: [kind.extension] }],
  })
  if (canceled || filePath === '') return ok(null)
  const path = extname(filePath) === '' && kind.extension !== '*' ? `${filePath}.${kind.extension}` : filePath
  return ok({ handle: handles.add(path, 'write'), name: basename(path) })
}

/** Shows a file that the app wrote in the system's file manager. */
export const showFile = ({ handles }: FileDialogParts, handle: string): Result<Record<string, never>> => {
  const path = handles.resolve(handle, 'write')
  if (!path.ok) return path
  shell.showItemInFolder(path.value)
  return ok({})
}
