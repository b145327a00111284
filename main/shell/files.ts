import { dialog, shell, type BrowserWindow } from 'electron'
import { basename, extname } from 'node:path'
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

const tableExtensions = ['csv', 'tsv', 'txt']

/** A name for a file from a page: no path, no leading dot, nothing that a file system reads in its own way. */
const plainName = (suggested: string): string => basename(suggested.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim()).replace(/^\.+/, '')

/** Lets the person choose a file to read. */
export const chooseFile = async ({ window, translate, handles }: FileDialogParts): Promise<Result<CallOutput<'shell.chooseFile'>>> => {
  const parent = window()
  if (parent === undefined) return ok(null)
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: translate('dialog.chooseCustomers'),
    properties: ['openFile'],
    filters: [
      { name: translate('dialog.tables'), extensions: tableExtensions },
      { name: translate('dialog.allFiles'), extensions: ['*'] },
    ],
  })
  const path = filePaths[0]
  if (canceled || path === undefined) return ok(null)
  const facts = statSync(path, { throwIfNoEntry: false })
  if (facts?.isFile() !== true) return fail('file-missing')
  return ok({ handle: handles.add(path, 'read'), name: basename(path), sizeBytes: facts.size })
}

/** Lets the person choose where to save; the system asks before it lets an existing file be replaced. */
export const chooseTarget = async (
  { window, translate, handles }: FileDialogParts,
  { purpose, suggestedName }: CallInput<'shell.chooseTarget'>,
): Promise<Result<CallOutput<'shell.chooseTarget'>>> => {
  const parent = window()
  if (parent === undefined) return ok(null)
  const kind =
    purpose === 'export-customer'
      ? ({ extension: 'zip', title: 'dialog.saveExport', filter: 'dialog.zip' } as const)
      : ({ extension: 'pdf', title: 'dialog.saveReceipt', filter: 'dialog.pdf' } as const)
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: translate(kind.title),
    defaultPath: plainName(suggestedName),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
    filters: [{ name: translate(kind.filter), extensions: [kind.extension] }],
  })
  if (canceled || filePath === '') return ok(null)
  const path = extname(filePath) === '' ? `${filePath}.${kind.extension}` : filePath
  return ok({ handle: handles.add(path, 'write'), name: basename(path) })
}

/** Shows a file that the app wrote in the system's file manager. */
export const showFile = ({ handles }: FileDialogParts, handle: string): Result<Record<string, never>> => {
  const path = handles.resolve(handle, 'write')
  if (!path.ok) return path
  shell.showItemInFolder(path.value)
  return ok({})
}
