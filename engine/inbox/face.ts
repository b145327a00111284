import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { MediaFile as MediaFileShape } from '#contract/ipc/media-shapes.ts'
import type { CatalogRoom } from '../catalog/index.ts'
import type { Customer } from '../customer/index.ts'
import type { ChangeEvent, IdentityEvent, InboundEvent, PhoneEvent } from '../intake/index.ts'
import type { Announcer, CallContext, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { CloudApi } from '../cloud-api/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { Staff } from '../staff/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'
import type { EarlierMessage, saidBetween } from './earlier.ts'
import type { Content } from './rules.ts'
import type { UploadApi } from './upload.ts'

export type Outgoing = z.infer<typeof OutgoingMessage>
type MediaFile = z.infer<typeof MediaFileShape>

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
    | 'setBlocked'
    | 'learnIdentity'
    | 'followChange'
    | 'onJoin'
    | 'offerWord'
  >
  readonly template: Pick<TemplateRoom, 'find' | 'state' | 'all'>
  readonly catalog: Pick<CatalogRoom, 'find' | 'catalogId'>
  readonly price: Pick<PriceRoom, 'currency' | 'marketOfPerson' | 'rule' | 'freeService'>
  /** Who is at the screen, for what is announced and not asked for. */
  readonly caller: () => Pick<CallContext, 'person' | 'role'>
  readonly staff: Pick<Staff, 'me' | 'find' | 'meet'>
  /** The bytes of files; left out, none are fetched and none can be sent. */
  readonly files?: ChatFiles | undefined
  /** The client of the moment: for read marks, files, and for how far Meta's clock is from ours. */
  readonly api: () => {
    markRead(wamid: string): Promise<Result<void>>
    clockOffsetMs(): number | null
    readonly media: UploadApi
    readonly blocks: Pick<CloudApi['blocks'], 'add' | 'remove'>
  } | null
}

/** What the files' room knows of a file that shall go out. */
export type OutgoingFile = {
  /** Meta's id of its bytes, good now; null while they must be handed to Meta first. */
  readonly mediaId: string | null
  readonly mimeType: string
  readonly file: MediaFile
}

export type ChatFiles = {
  /** Notes the file of a message that came, inside the message's transaction; its bytes are fetched afterwards. */
  expect(db: WriteHandle, messageSeq: number): void
  /** One attached file. Errors: media-gone, and those of Meta's limits for its kind. */
  outgoing(db: ReadHandle, mediaFileId: string): Result<OutgoingFile>
  /** Hands its bytes to Meta, so that `outgoing` has an id afterwards. Errors: those of the upload. */
  ready(mediaFileId: string): Promise<Result<void>>
  /** Ties the file to the message that carries it, in the message's own transaction. */
  attach(db: WriteHandle, mediaFileId: string, messageSeq: number): void
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

/** What the shop said, as other rooms hear of it, inside the transaction that keeps it. Broadcasts are not among it. */
export type Outbound = {
  readonly customerSeq: number
  /** `phone`: staff wrote it on the shop's own phone; then nobody is named. */
  readonly by: 'person' | 'auto' | 'phone'
  /** The person's name, or "auto"; null for the phone. */
  readonly sentBy: string | null
  readonly content: Content
  readonly at: number
}

export type EnqueueOptions = {
  /** The person's name, or "auto". */
  readonly sentBy: string
  readonly holdMs: number
  readonly quotesWamid?: string | undefined
  /** Set for what is told of the shop's own accord, such as a notice of shipping: who waits for an answer goes on waiting. */
  readonly isNotice?: boolean | undefined
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
  /** Hears what a person, an automation or the shop's own phone says to a customer; a reply when it is written, not when it leaves. */
  onOutbound(listener: (db: WriteHandle, outbound: Outbound) => void): void
  /** Hears of each conversation that is ended, by a person or by `setClosed`. */
  onClosed(listener: (db: WriteHandle, closed: { readonly customerSeq: number; readonly at: number }) => void): void
  /** Gives a conversation to one of the staff or to nobody, inside the caller's transaction. Error: staff-missing. */
  assign(db: WriteHandle, customerSeq: number, staffId: string | null): Result<void>
  /** Ends a conversation or takes it back, inside the caller's transaction. */
  setClosed(db: WriteHandle, customerSeq: number, closed: boolean): void
  /**
   * Says something to a customer: checked and built now, handed to the ledger after `holdMs`. Errors: those of
   * inbox.reply. Works inside the caller's transaction.
   */
  enqueue(db: WriteHandle, customerSeq: number, message: Outgoing, options: EnqueueOptions): Result<MessageId>
  /** Shows a message of another room in the customer's chat. */
  recordOutbound(db: WriteHandle, record: OutboundRecord): void
  /** Keeps messages from before, in their order, and says the number of each: no window, no reading, no report. */
  keepEarlier(db: WriteHandle, messages: readonly EarlierMessage[]): number[]
  /** Takes such messages away again, with their words; a conversation that has nothing else goes too. */
  forgetEarlier(db: WriteHandle, customerSeq: number, seqs: readonly number[]): void
  /** What is kept of a chat between two moments, the second not included. */
  saidBetween(db: ReadHandle, customerSeq: number, span: { readonly from: number; readonly to: number }): ReturnType<typeof saidBetween>
  /** When the reply window closes by Meta's rule, ms; null when the customer never wrote. */
  windowClosesAt(db: ReadHandle, customerSeq: number): number | null
  /** Forgets its timers; what is held is handed over at the next opening. */
  stop(): Promise<void>
}
