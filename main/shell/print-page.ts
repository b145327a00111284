import { session } from 'electron'
import type { Result } from '#contract/kernel/result.ts'
import { writeWhole } from '../whole-file.ts'
import { createPrintWindow } from '../windows/index.ts'

// Not kept on disk: partitions without "persist:" live in memory.
const PARTITION = 'print'

/** Nothing but the document itself is loaded: no pictures from elsewhere, no styles from elsewhere. */
const blockNetwork = (): void => {
  session.fromPartition(PARTITION).webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith('data:') }))
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
