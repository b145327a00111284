import { createDecipheriv } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'

type Opened = { readonly file: string; readonly key: string }
export type Connection = InstanceType<typeof Database>

/** Opens an encrypted database past the store, for what the store would not let anybody do. */
export function bareConnection({ file, key }: Opened): Connection {
  const connection = new Database(file)
  connection.pragma(`cipher='chacha20'`)
  connection.key(Buffer.from(`raw:${key}`))
  return connection
}

/** Which of the texts stand anywhere in the raw bytes, as UTF-8 or UTF-16, used or free page. */
export const tracesIn = (bytes: Buffer, texts: readonly string[]): string[] =>
  texts.filter((text) => bytes.includes(Buffer.from(text)) || bytes.includes(Buffer.from(text, 'utf16le')))

/**
 * Copies an encrypted database (log of writes included) aside and decrypts each page as it lies: free pages, gaps inside
 * pages and shadow tables of the search included. Taking the key off with `rekey` would not do: for this cipher that
 * rebuilds the whole file and loses what deleted rows left behind (measured). `change` may alter the copy first.
 */
export function decryptedBytes(opened: Opened, change: (connection: Connection) => void = () => undefined): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-scan-'))
  const copy = join(folder, 'copy.db')
  try {
    copyFileSync(opened.file, copy)
    if (existsSync(`${opened.file}-wal`)) copyFileSync(`${opened.file}-wal`, `${copy}-wal`)
    const connection = bareConnection({ file: copy, key: opened.key })
    change(connection)
    connection.pragma('wal_checkpoint(TRUNCATE)')
    connection.close()
    return decryptPages(readFileSync(copy), Buffer.from(opened.key, 'hex'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const PLAIN_HEADER_BYTES = 24
const RESERVED_BYTES = 32

/**
 * Each page ends with a nonce of 16 bytes and a tag of 16. The nonce's last four bytes, mixed with the page's number, count
 * the key stream; its first block gives the key for the rest of the page.
 * @source SQLite3 Multiple Ciphers, cipher_chacha20.c (sqleet's format)
 */
function decryptPages(file: Buffer, key: Buffer): Buffer {
  const pageBytes = pageBytesOf(file)
  const pages: Buffer[] = []
  for (let number = 1; number * pageBytes <= file.length; number += 1)
    pages.push(decryptPage(file.subarray((number - 1) * pageBytes, number * pageBytes), number, key))
  return Buffer.concat(pages)
}

const pageBytesOf = (head: Buffer): number => (head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16))

function decryptPage(page: Buffer, number: number, key: Buffer): Buffer {
  const end = page.length - RESERVED_BYTES
  const nonce = page.subarray(end, end + 12)
  const counter = (page.readUInt32LE(end + 12) ^ number) >>> 0
  const pageKey = keyStream({ key, nonce, counter }, Buffer.alloc(64)).subarray(32)
  const start = number === 1 ? PLAIN_HEADER_BYTES : 0
  return keyStream({ key: pageKey, nonce, counter: (counter + 1) >>> 0 }, page.subarray(start, end))
}

const PORTION_PAGES = 1_024

/** Every page of a database whose log of writes is empty, decrypted as it lies; one portion of the file in memory at a time. */
export function* decryptedPages(opened: Opened): Generator<Buffer> {
  const file = openSync(opened.file, 'r')
  try {
    const key = Buffer.from(opened.key, 'hex')
    const head = Buffer.alloc(100)
    readSync(file, head, 0, head.length, 0)
    const pageBytes = pageBytesOf(head)
    const portion = Buffer.alloc(PORTION_PAGES * pageBytes)
    for (let first = 1; ; first += PORTION_PAGES) {
      const read = readSync(file, portion, 0, portion.length, (first - 1) * pageBytes)
      for (let index = 0; (index + 1) * pageBytes <= read; index += 1)
        yield decryptPage(portion.subarray(index * pageBytes, (index + 1) * pageBytes), first + index, key)
      if (read < portion.length) return
    }
  } finally {
    closeSync(file)
  }
}

function keyStream(stream: { readonly key: Buffer; readonly nonce: Buffer; readonly counter: number }, bytes: Buffer): Buffer {
  const start = Buffer.alloc(16)
  start.writeUInt32LE(stream.counter)
  stream.nonce.copy(start, 4)
  return createDecipheriv('chacha20', stream.key, start).update(bytes)
}
