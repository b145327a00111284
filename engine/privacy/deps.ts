import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { BackupFace } from './backup-face.ts'
import type { PersonalDataSource } from './personal-data.ts'
import type { RetentionSource } from './retention/source.ts'
import type { ReceiptBook } from './erase/receipt-book.ts'
import type { Tombstones } from './erase/tombstones.ts'

/** Of the customer room: remembers erased people by keyed hashes, and knows what a number is. */
export type Suppressing = {
  suppress(db: WriteHandle, phone: string | null, userId: string | null): void
  /** Other numbers and ids of this person, from records that were joined. */
  joinedIdentities(db: ReadHandle, customerId: string): readonly { readonly phone: string | null; readonly userId: string | null }[]
  isSuppressed(db: ReadHandle, phone: string | null, userId?: string | null): boolean
  /** When the number was put on the list; null when it is not there. */
  suppressedSince(db: ReadHandle, phone: string): number | null
  /** Takes every spelling of the number off the list; whether it was there. */
  unsuppress(db: WriteHandle, phone: string): boolean
  /** The keyed hashes under which a person is remembered. */
  suppressionHashes(phone: string | null, userId: string | null): readonly string[]
  /** A key of 32 bytes for one purpose, drawn from the secret of those hashes. */
  suppressionKeyFor(purpose: string): Uint8Array
  normaliseNumber(text: string, country: string): { readonly ok: true; readonly value: { readonly phone: string } } | { readonly ok: false }
}

/** What the shop has switched on, for the record of processing. */
export type Practice = {
  readonly receivesMessages: boolean
  readonly automations: number
  readonly tools: number
  readonly backups: { readonly isOn: boolean; readonly elsewhere: boolean } | null
}

/** What the privacy room works with. */
export type PrivacyDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  /** All sources of all rooms; the one that holds the person's own row is asked last when erasing. */
  readonly sources: readonly PersonalDataSource[]
  readonly customer: Suppressing
  /** What each room removes by age; left out, nothing is. */
  readonly retention?: readonly RetentionSource[]
  /** Asked each time, because backups are made after this room; null while nobody makes any. */
  readonly backup?: () => BackupFace | null
  /** How many sign-ins were refused since a time (ms). */
  readonly refusedSignIns?: (since: number) => number
  /** Notes an act that no call made, e.g. the nightly run; numbers only. */
  readonly note?: (act: string, facts: Readonly<Record<string, number>>) => void
  readonly practice?: () => Practice
}

/** The same with what the room makes for itself. */
export type PrivacyContext = PrivacyDeps & { readonly tombstones: Tombstones; readonly receiptBook: ReceiptBook }
