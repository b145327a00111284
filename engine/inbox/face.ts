import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { CatalogRoom } from '../catalog/index.ts'
import type { Customer } from '../customer/index.ts'
import type { ChangeEvent, IdentityEvent, InboundEvent, PhoneEvent } from '../intake/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'
import type { Content } from './rules.ts'
import type { UploadApi } from './upload.ts'

export type Outgoing = z.infer<typeof OutgoingMessage>

export type InboxDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly ledger: Pick<Ledger, 'seal' | 'add' | 'start' | 'resume' | 'withdraw' | 'run' | 'guard' | 'watch' | 'recordQuoted' | 'dailyUse'>
  readonly customer: Pick<
    Customer,
    | 'recognise'
    | 'recordOffers'
    | 'noteInbound'
    | 'noteOutbound'
    | 'markUnusable'
    | 'learnIdentity'
    | 'followChange'
    | 'onJoin'
    | 'offerWord'
  >
  readonly template: Pick<TemplateRoom, 'find' | 'state' | 'all'>
  readonly catalog: Pick<CatalogRoom, 'find' | 'catalogId'>
  readonly price: Pick<PriceRoom, 'currency' | 'marketOfPerson' | 'rule' | 'freeService'>
  /** The client of the moment: for read marks, files, and for how far Meta's clock is from ours. */
  readonly api: () => {
    markRead(wamid: string): Promise<Result<void>>
    clockOffsetMs(): number | null
    readonly media: UploadApi
  } | null
}

/** A customer's message as other rooms hear of it, inside the transaction that keeps it. */
export type Inbound = {
  readonly customerSeq: number
  readonly content: Content
  readonly wamid: string
  /** Our message that the customer answers. */
  readonly contextWamid: string | null
  /** What a tapped button carries. */
  readonly payload: string | null
  readonly at: number
}

/** A message that another room sent to the customer, to be shown in the chat. */
export type OutboundRecord = {
  readonly customerSeq: number
  readonly sendId: string
  readonly wamid: string | null
  readonly content: Content
  readonly at: number
  readonly sentBy: string | null
  readonly broadcastId: string | null
}

/** Conversations with customers: what they wrote, what was answered, and how far each answer came. */
export type Inbox = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Hands over what was still held when the engine last ended; call once before the ledger begins. */
  begin(): void
  /** Takes one message from the intake, once however often it comes. */
  inbound(db: WriteHandle, event: InboundEvent): void
  /** Takes a message of the shop's own phone, of now or of before, once however often it comes. */
  ownPhone(db: WriteHandle, event: PhoneEvent): void
  /** Takes an edit or a withdrawal, also when it comes before its message. */
  change(db: WriteHandle, event: ChangeEvent): void
  /** Follows a change of number or ids, and says so in the chat. */
  identity(db: WriteHandle, event: IdentityEvent): void
  onInbound(listener: (db: WriteHandle, inbound: Inbound) => void): void
  /**
   * Says something to a customer: checked and built now, handed to the ledger after `holdMs`. Errors: those of
   * inbox.reply. Works inside the caller's transaction.
   */
  enqueue(
    db: WriteHandle,
    customerSeq: number,
    message: Outgoing,
    options: { readonly sentBy: string; readonly holdMs: number; readonly quotesWamid?: string | undefined },
  ): Result<MessageId>
  /** Shows a message of another room in the customer's chat. */
  recordOutbound(db: WriteHandle, record: OutboundRecord): void
  /** When the reply window closes by Meta's rule, ms; null when the customer never wrote. */
  windowClosesAt(db: ReadHandle, customerSeq: number): number | null
  /** Forgets its timers; what is held is handed over at the next opening. */
  stop(): Promise<void>
}
