import type { Handlers } from '../kernel/index.ts'
import type { Store } from '../store/index.ts'
import type { PrivacyContext, PrivacyDeps } from './deps.ts'
import { emptyLog } from './erase/empty-log.ts'
import { finishLeftOver } from './erase/finish.ts'
import { eraseIn, eraseReturned } from './erase/person.ts'
import { createReceiptBook } from './erase/receipt-book.ts'
import { createTombstones } from './erase/tombstones.ts'
import { personalData } from './own-data.ts'
import type { PersonalDataSource } from './personal-data.ts'
import { noteWritten, type AnsweredCall } from './export/note-written.ts'
import { createNightlyRun } from './retention/nightly.ts'
import { privacyHandlers } from './router.ts'

/** Export, erasure, requests and retention. */
export type PrivacyRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Ends erasures that were cut off, then looks whether something became old; resolves when both are done. */
  begin(): Promise<void>
  /**
   * Erases again whom a restored copy brought back, by the tombstones in the database and beside it; how many. Call it on
   * the copy before anything else reads it.
   */
  replayTombstones(): number
  /** Carries out in the rows of a copy, e.g. of a backup, every erasure that happened since; how many people that were. */
  forgetIn(store: Store): number
  /** How many people of a copy were erased since. */
  returnedIn(store: Store): number
  /** Hears of each call that was answered, to note the files with customers in them that left the vault. */
  noteWritten(answered: AnsweredCall): void
  stop(): Promise<void>
}

/** Makes the privacy room. Empties the log of writes first: an erasure may have been cut off just before that step. */
export function createPrivacy(deps: PrivacyDeps): PrivacyRoom {
  emptyLog(deps)
  const tombstones = createTombstones({ folder: deps.vault.folder, read: deps.vault.store.read, keyed: deps.customer.suppressionHashes })
  const sources = [...personalData, ...deps.sources]
  const key = deps.customer.suppressionKeyFor('receipts beside the vault')
  const receiptBook = createReceiptBook({ folder: deps.vault.folder, key, random: deps.random, logger: deps.logger })
  const context: PrivacyContext = { ...deps, sources, tombstones, receiptBook }
  const nightly = createNightlyRun(context)
  let leftOver: Promise<void> = Promise.resolve()
  return {
    handlers: privacyHandlers(context, nightly),
    personalData,
    async begin() {
      leftOver = finishLeftOver(context).catch((cause: unknown) => deps.logger.error('erasure could not be ended', cause))
      await leftOver
      await nightly.look()
      emptyLog(deps)
    },
    replayTombstones: () => eraseReturned(context),
    forgetIn: (store) => eraseIn(context, store),
    returnedIn: (store) => tombstones.returned(store.read).length,
    noteWritten: (answered) => noteWritten(deps, answered),
    async stop() {
      await leftOver
      await nightly.stop()
    },
  }
}
