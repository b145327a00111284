import type { CustomerId } from '#contract/kernel/values.ts'
import type { ReadHandle, Sql } from '../store/index.ts'

/** A customer by the number inside the database and by the id that is shown outside. */
export type CustomerRef = { readonly customerSeq: number; readonly customerId: CustomerId }

/** Whoever wrote, as Meta describes them; number or user id may be missing, never both. Times in ms. */
export type Stranger = {
  readonly phone: string | null
  readonly userId: string | null
  /** The id of a person for a group of shops, where Meta tells it. */
  readonly parentUserId?: string | null
  readonly username: string | null
  readonly profileName: string | null
  readonly at: number
}

/** What somebody decided about offers; `stopped` and `resumed` are what WhatsApp's own switch reports. */
export type OffersDecision = {
  readonly decision: 'yes' | 'no' | 'stopped' | 'resumed'
  readonly source: 'till-qr' | 'paper-form' | 'website' | 'chat' | 'order-checkbox' | 'whatsapp-preference' | 'other'
  readonly detail: string
  /** When the person decided, ms. */
  readonly at: number
  /** Who wrote it down: a person of the shop, or "customer" when it came by WhatsApp itself. */
  readonly by: string
  /** What the person agreed to or refused, where it is known word by word. */
  readonly wording?: string
  /** The customer's own message that says so. */
  readonly messageId?: string | null
  /** The place whose poster brought it. */
  readonly placeId?: string
}

/** Finds a saved group's condition over customers, as of now. */
export type FindGroup = (db: ReadHandle, groupId: string) => Sql | undefined
