import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { asStoreError, StoreError } from './errors.ts'

/** Proof that this process alone works in a folder. */
export type Lease = { release(): void }

/**
 * Takes the folder for this process. The lock is one of the operating system's on an empty file, so it ends with the
 * process however that dies; nothing has to be judged stale.
 * @throws StoreError of kind `locked` when another process, or another vault in this one, has it
 */
export function takeLease(file: string): Lease {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const connection = new Database(file, { timeout: 0 })
  try {
    connection.exec('begin exclusive')
  } catch (cause) {
    connection.close()
    const error = asStoreError(cause)
    // A foreign file under this name is no reason to start without a lease.
    throw error instanceof StoreError ? error : new StoreError('failed')
  }
  return {
    release() {
      if (connection.open) connection.close()
    },
  }
}
