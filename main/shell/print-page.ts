import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { session } from 'electron'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { createPrintWindow } from '../windows/index.ts'

// Not kept on disk: partitions without "persist:" live in memory.
const PARTITION = 'print'

/** Nothing but the document itself is loaded: no pictures from elsewhere, no styles from elsewhere. */
const blockNetwork = (): void => {
  session.fromPartition(PARTITION).webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith('data:') }))
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Writes beside the target and renames, so that a full disk leaves no half document. */
const writeWhole = (path: string, content: Uint8Array): Result<Record<string, never>> => {
  const draft = `${path}.part`
  try {
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
    return ok({})
  } catch (error) {
    rmSync(draft, { force: true })
    return fail(codeOf(error) === 'ENOSPC' ? 'disk-full' : 'file-write-failed')
  }
}

/**
 * Turns a document into a PDF in a hidden window without scripts and without network.
 * @param path where to write; already checked
 * @param html the document as the page composed it
 */
export const printPage = async (path: string, html: string): Promise<Result<Record<string, never>>> => {
  blockNetwork()
  const window = createPrintWindow(PARTITION)
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`)
    return writeWhole(path, await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true }))
  } finally {
    window.destroy()
  }
}
