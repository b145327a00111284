import type { CallOutput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CloudApi } from '../cloud-api/index.ts'
import type { Customer } from '../customer/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { PersonalDataSource, RetentionSource } from '../privacy/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { EarlierFile, EarlierKind } from './earlier.ts'
import type { MediaFile } from './kinds.ts'
import type { Incoming } from './shelf.ts'

export type MediaDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly customer: Pick<Customer, 'onJoin'>
  /** The client of the moment, and the number that it speaks for: Meta's ids belong to one number. */
  readonly connected: () => { readonly media: Pick<CloudApi['media'], 'upload' | 'download'>; readonly phoneNumberId: string } | null
}

/** A file that shall go out: Meta's id of its bytes, good now; null while they must be handed to Meta first. */
export type OutgoingFile = { readonly mediaId: string | null; readonly mimeType: string; readonly file: MediaFile }

/** Files of chats: fetched, kept sealed, shown, sent. */
export type Media = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Removes the bytes of old files. */
  readonly retention: RetentionSource
  /** Clears away what a dead engine left and begins to fetch what waits. */
  begin(): void
  /** Notes the file of a message that came from Meta, inside the message's transaction; it is fetched afterwards. */
  expect(db: WriteHandle, messageSeq: number): void
  /** One attached file. Errors: media-gone. */
  outgoing(db: ReadHandle, mediaFileId: string): Result<OutgoingFile>
  /** Hands its bytes to Meta, so that `outgoing` has an id afterwards. Errors: media-gone, media-damaged, connection-missing, those of the upload; meta-busy for what passes by itself. */
  ready(mediaFileId: string): Promise<Result<void>>
  /** A file that the shop keeps for itself; undefined for what is none. */
  shopFile(db: ReadHandle, mediaFileId: string): CallOutput<'media.attach'> | undefined
  /** Seals a photo, scan or PDF that proves a consent. Errors: evidence-refused, customer-missing, those of file and disk. */
  keepEvidence(asked: { readonly customerId: string; readonly file: string }): Promise<Result<{ mediaFileId: string }>>
  /** Where the bytes of a file from before go, sealed; the row comes with its message, or `dropSealed` removes them. */
  beginSealing(): Promise<Result<Incoming>>
  dropSealed(storedName: string): void
  /** What such a file is, by its bytes. */
  kindOfEarlier(file: EarlierFile, at: number): EarlierKind
  /** Gives a message from before its file, in the message's own transaction. */
  keepEarlier(
    db: WriteHandle,
    keeping: EarlierFile & {
      readonly customerSeq: number
      readonly messageSeq: number
      readonly direction: 'in' | 'out'
      readonly at: number
    },
  ): void
  /** Ties the file to the message that carries it, in the message's own transaction. */
  attach(db: WriteHandle, mediaFileId: string, messageSeq: number): void
  /** Tries again now what waits for the network. */
  wake(): void
  stop(): Promise<void>
}
