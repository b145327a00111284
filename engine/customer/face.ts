import type { Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import type { CustomerRef, FindGroup, OffersDecision, Stranger } from './facts.ts'
import type { BookEntry } from './identity-book.ts'
import type { Followed, KeyChange } from './identity-change.ts'
import type { Mover } from './identity-join.ts'
import type { Selection } from './many/selection.ts'
import type { OwnOfferWords } from './offer-words.ts'
import type { KeepEvidence } from './record/evidence.ts'
import type { NormalisedNumber } from './phone-number.ts'
import type { ChatRuns } from './import/chat-face.ts'

/** Finds the people of a selection. */
export type FindPeople = (selection: Selection) => Promise<Result<number[]>>

/** What the other rooms may ask of the customers. Each function that writes works inside the caller's transaction. */
export type Customer = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Finds the person of a number in E.164 form, the other spellings of Mexico, Brazil and Argentina included. */
  findByNumber(db: ReadHandle, phone: string): CustomerRef | undefined
  find(db: ReadHandle, customerId: string): CustomerRef | undefined
  /**
   * Finds the person by user id or number, or adds them; learns id, number and @name that were not known yet. `isOtherId`
   * when the number came with another id than before, untold: it may have passed to somebody else.
   */
  recognise(db: WriteHandle, stranger: Stranger): CustomerRef & { readonly isNew: boolean; readonly isOtherId: boolean }
  /** Adds to the consent history and derives `customer.offers`. The same decision of the same moment is kept once. */
  recordOffers(db: WriteHandle, customerSeq: number, decision: OffersDecision): void
  noteInbound(db: WriteHandle, customerSeq: number, at: number): void
  noteOutbound(db: WriteHandle, customerSeq: number, sent: { readonly at: number; readonly offer: boolean }): void
  /** Meta said that the number can't be reached on WhatsApp. */
  markUnusable(db: WriteHandle, customerSeq: number, at: number): void
  /** Meta took a block or lifted it: nothing goes to who is blocked. */
  setBlocked(db: WriteHandle, customerSeq: number, blocked: boolean): void
  /** Keeps what Meta's answer tells about who the number is (`waId` without plus, as Meta writes it). */
  learnIdentity(db: WriteHandle, customerSeq: number, known: { readonly waId: string | null; readonly userId: string | null }): void
  /** Meta said that a number and ids are one person. Nobody is added for it. */
  learnKnown(
    db: WriteHandle,
    known: Pick<Stranger, 'phone' | 'userId' | 'username' | 'at'> & { readonly parentUserId: string | null },
  ): void
  /** WhatsApp said that somebody's number or ids changed: the customer follows, and a record made under the new keys is joined. */
  followChange(db: WriteHandle, change: KeyChange): Followed
  /** The address book of the shop's own phone: names for numbers, never consent, never a new customer. */
  noteBookEntry(db: WriteHandle, entry: BookEntry): void
  /** Registers what moves when two records turn out to be one person; call before anything comes in. */
  onJoin(mover: Mover): void
  /** Says how saved groups are found, for lists of their people; call once, when the groups are there. */
  meetGroups(find: FindGroup): void
  /** Says who knows how many customers there are without counting; null where that is not known at the moment. */
  meetCount(count: () => number | null): void
  /** The people of a selection as they are now, by their number inside the database. Errors: group-missing. */
  readonly peopleOf: FindPeople
  /** Notes that somebody who was erased asked by their own message to be written to again. */
  noteUnsuppressed(db: WriteHandle, customerSeq: number, at: number): void
  /** Says who seals files that prove a consent; call once, when somebody does. */
  meetEvidence(keep: KeepEvidence): void
  /** Whether the person asked that their data is not used: nothing may go to them. */
  mayGetNothing(db: ReadHandle, customerSeq: number): boolean
  /** Whether the same run has this person once more, because two records were made one after it was sealed. */
  isSentTwice(db: ReadHandle, send: { readonly seq: number; readonly runId: string; readonly customerSeq: number | null }): boolean
  /** Why a legal hold keeps this person from retention and erasure; null where nothing does. */
  heldWhy(db: ReadHandle, customerId: string): string | null
  /** Imports of chats, among the imports of people. */
  readonly imports: ChatRuns
  normaliseNumber(text: string, defaultCountry: string): Result<NormalisedNumber>
  /** True when this person was erased with the wish not to be written to again. */
  isSuppressed(db: ReadHandle, phone: string | null, userId?: string | null): boolean
  /** Remembers, by keyed hashes only, that this person must not come back by import or by hand. */
  suppress(db: WriteHandle, phone: string | null, userId: string | null): void
  /** Other numbers and ids of this person, from records that were joined. */
  joinedIdentities(db: ReadHandle, customerId: string): readonly { readonly phone: string | null; readonly userId: string | null }[]
  /** When the number was put on the list of the erased; null when it is not there. */
  suppressedSince(db: ReadHandle, phone: string): number | null
  /** Takes every spelling of the number, and the id, off that list; whether anything was there. */
  unsuppress(db: WriteHandle, phone: string | null, userId?: string | null): boolean
  /** The keyed hashes under which a person is remembered. */
  suppressionHashes(phone: string | null, userId: string | null): readonly string[]
  /** A key of 32 bytes for one purpose, drawn from the secret of those hashes. */
  suppressionKeyFor(purpose: string): Uint8Array
  /** Says which words of the shop's own end and begin offers as well; call once, when somebody keeps them. */
  meetOfferWords(words: () => OwnOfferWords): void
  /** Whether a whole message asks to end or to begin offers; null when it may mean anything else. */
  offerWord(text: string): 'stop' | 'start' | null
  /** Ends a running import (nothing of it stays) and the clearing of old import rows. */
  stop(): Promise<void>
}
