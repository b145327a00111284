import { createCipheriv, createDecipheriv } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EraseReceipt } from '#contract/ipc/customer-privacy.ts'
import type { Logger, Random } from '../../kernel/index.ts'
import type { ReadHandle, Store } from '../../store/index.ts'
import { listReceipts, putBackReceipts, type Receipt } from './receipts.ts'
import { appendTo, TOMBSTONE_FILE } from './tombstones.ts'

const MARK = 'receipt:'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Receipts beside the vault, where an older `vault.db` that takes its place does not reach them. */
export type ReceiptBook = {
  /** Copies what is new in the database to the file; safe to repeat. A disk that refuses is logged, the next call tries again. */
  writeDown(db: ReadHandle): void
  /** Gives a restored database the receipts that were written after it was copied; how many. */
  putBack(store: Store): number
}

export type BookDeps = { readonly folder: string; readonly key: Uint8Array; readonly random: Random; readonly logger: Logger }

/**
 * Makes the book over `erased.log`, in which each receipt is a line of its own. Lines are sealed: a receipt names nobody who
 * was erased, but it does say who of the shop did it.
 */
export function createReceiptBook({ folder, key, random, logger }: BookDeps): ReceiptBook {
  const file = join(folder, TOMBSTONE_FILE)
  return {
    writeDown(db) {
      const known = new Set(readBook(file, key).map(({ checkCode }) => checkCode))
      const added = listReceipts(db)
        .toReversed()
        .filter(({ checkCode }) => !known.has(checkCode))
      try {
        appendTo(
          file,
          added.map((receipt) => seal(receipt, key, random)),
        )
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause)) throw cause
        logger.warn('receipts.not-beside', { code: String(cause.code) })
      }
    },
    putBack(store) {
      const known = readBook(file, key)
      return known.length === 0 ? 0 : store.write((db) => putBackReceipts(db, known))
    },
  }
}

function seal(receipt: Receipt, key: Uint8Array, random: Random): string {
  const nonce = random.bytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(receipt)), cipher.final(), cipher.getAuthTag()])
  return `${MARK}${sealed.toString('base64')}`
}

/** A line that was cut off, changed, or sealed under another shop's key says nothing. */
function opened(line: string, key: Uint8Array): Receipt[] {
  const sealed = Buffer.from(line.slice(MARK.length), 'base64')
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return []
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
    return [EraseReceipt.parse(JSON.parse(text))]
  } catch {
    // Not this shop's, or damaged: what it would have said can't be known any more.
    return []
  }
}

const readBook = (file: string, key: Uint8Array): Receipt[] =>
  !existsSync(file)
    ? []
    : readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(MARK))
        .flatMap((line) => opened(line, key))
