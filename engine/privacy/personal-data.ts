import type { ReadHandle, WriteHandle } from '../store/index.ts'

/** A file that belongs to a person's export, e.g. a photo. */
export type PersonalFile = { readonly path: string; readonly bytes: Uint8Array }

/**
 * What a room keeps about one person. Each room with personal tables hands one to the host, so that export and erasure
 * reach every table without knowing the rooms; a test compares `tables` with the schema.
 */
export type PersonalDataSource = {
  /** Heading of the part in the export, and kind of the counts in receipts, e.g. "messages". */
  readonly kind: string
  /** Tables that hold data of persons and are covered by this source. */
  readonly tables: readonly string[]
  /** How many items are kept about the person. */
  count(db: ReadHandle, customerId: string): number
  /** Everything kept about the person, as plain JSON, others' data left out. */
  collect(db: ReadHandle, customerId: string): { readonly items: readonly unknown[]; readonly files: readonly PersonalFile[] }
  /** Removes the person's data inside the caller's transaction; returns the number of items removed. */
  erase(db: WriteHandle, customerId: string): number
}
