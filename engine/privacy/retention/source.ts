import type { ReadHandle, WriteHandle } from '../../store/index.ts'

/** What a room can remove by age. People under a legal hold are left out and counted as held. */
export type RetentionSource = {
  readonly kind: 'messages' | 'files' | 'order-names' | 'refused-rows' | 'logs'
  /** How many items are older than `before` (ms): those that go, and those that a hold keeps. */
  count(db: ReadHandle, before: number): { readonly count: number; readonly held: number }
  /** Removes at most `limit` of them inside the caller's transaction; how many. */
  remove(db: WriteHandle, before: number, limit: number): number
}
