import type { StoreErrorKind } from './errors.ts'
import type { Sql } from './sql.ts'

/** Reads rows; column names are the keys, exactly as selected. */
export type ReadHandle = {
  /** The first row, or undefined. */
  get<T>(statement: Sql): T | undefined
  all<T>(statement: Sql): T[]
  /** Row by row, for lists that must not stand in memory whole. Not while something is written. */
  each<T>(statement: Sql): IterableIterator<T>
}

declare const writing: unique symbol

/** Also writes; handed out only inside `store.write`. The brand keeps a read handle from passing as one. */
export type WriteHandle = ReadHandle & {
  readonly [writing]: true
  /** Runs one change and says how many rows it touched. */
  run(statement: Sql): { changes: number; lastRowId: number }
  /** Work to do after the transaction has committed (announcing, waking a loop); dropped when it rolls back. */
  afterCommit(work: () => void): void
  /** Asks that what this transaction removes is gone from the write-ahead log within five seconds as well. */
  forgetSoon(): void
}

/** The encrypted database of a vault. One connection, one thread; transactions never span an `await`. */
export type Store = {
  readonly read: ReadHandle
  /**
   * Runs `work` in one BEGIN IMMEDIATE transaction, durable (fsynced) when it returns; rolled back when `work` throws.
   * A nested call joins the outer transaction.
   * @param options.repeatable `work` may run twice: when the disk is full, the reserve is given back and it is tried once more.
   *   Only for work that leaves no trace outside the database, such as writing down what became of a message.
   *   `without-reserve`: only the log is emptied to make room
   * @throws StoreError when disk or file fail
   */
  write<T>(work: (db: WriteHandle) => T, options?: { readonly repeatable?: boolean | 'without-reserve' }): T
  /** Empties the write-ahead log into the main file and cuts it to zero bytes. */
  checkpoint(): void
  /**
   * Clears copies of removed texts that lie in the gaps of pages, where neither a list nor a search sees them. Reads the whole
   * file between other work; the rows stay as they are. `left` counts pages that could not be cleared.
   */
  removeTraces(needles: readonly Uint8Array[]): Promise<{ readonly pages: number; readonly cleared: number; readonly left: number }>
  /** Hears every failure of disk or file, so that sending can pause; returns how to stop listening. */
  onTrouble(listener: (kind: StoreErrorKind) => void): () => void
  close(): void
}

/** A store before it knows where its pages lie. */
export type BareStore = Omit<Store, 'removeTraces'>
