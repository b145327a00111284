import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'

type Opened = { readonly file: string; readonly key: string }
type Connection = InstanceType<typeof Database>

/** Which of the texts stand anywhere in the raw bytes, as UTF-8 or UTF-16, used or free page. */
export const tracesIn = (bytes: Buffer, texts: readonly string[]): string[] =>
  texts.filter((text) => bytes.includes(Buffer.from(text)) || bytes.includes(Buffer.from(text, 'utf16le')))

/**
 * Copies an encrypted database (log of writes included) aside, takes the encryption off the copy and hands over its raw
 * bytes: all pages, free ones and shadow tables of the search included. `change` may alter the copy first.
 */
export function decryptedBytes(opened: Opened, change: (connection: Connection) => void = () => undefined): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-scan-'))
  const copy = join(folder, 'copy.db')
  try {
    copyFileSync(opened.file, copy)
    if (existsSync(`${opened.file}-wal`)) copyFileSync(`${opened.file}-wal`, `${copy}-wal`)
    const connection = new Database(copy)
    connection.pragma(`cipher='chacha20'`)
    connection.key(Buffer.from(`raw:${opened.key}`))
    change(connection)
    // Taking the encryption off needs a plain journal; that also folds the log into the file.
    connection.pragma('journal_mode=delete')
    connection.rekey(Buffer.alloc(0))
    connection.close()
    return readFileSync(copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
