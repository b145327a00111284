import type { OutgoingMessage } from '#contract/ipc/inbox.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { MessageId } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import type { CatalogRoom } from '../catalog/index.ts'
import type { Customer } from '../customer/index.ts'
import type { Inbound } from '../inbox/index.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'
import type { WeekHours } from './rules/hours.ts'

export type Outgoing = z.infer<typeof OutgoingMessage>

/** What automations need of the conversations. */
export type InboxFace = {
  onInbound(listener: (db: WriteHandle, inbound: Inbound) => void): void
  onOutbound(
    listener: (
      db: WriteHandle,
      outbound: { readonly customerSeq: number; readonly by: 'person' | 'auto' | 'phone'; readonly at: number },
    ) => void,
  ): void
  onClosed(listener: (db: WriteHandle, closed: { readonly customerSeq: number; readonly at: number }) => void): void
  assign(db: WriteHandle, customerSeq: number, staffId: string | null): Result<void>
  setClosed(db: WriteHandle, customerSeq: number, closed: boolean): void
  enqueue(
    db: WriteHandle,
    customerSeq: number,
    message: Outgoing,
    options: { readonly sentBy: string; readonly holdMs: number; readonly isNotice?: boolean | undefined },
  ): Result<MessageId>
}

export type AutomationDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly inbox: InboxFace
  readonly customer: Pick<Customer, 'handlers' | 'recordOffers' | 'onJoin' | 'offerWord' | 'meetOfferWords'>
  readonly template: Pick<TemplateRoom, 'find' | 'state' | 'all'>
  readonly catalog: Pick<CatalogRoom, 'find' | 'catalogId'>
  readonly price: Pick<PriceRoom, 'currency' | 'facts'>
  /** Opening hours as the profile page keeps them. */
  readonly profile: { hours(db: ReadHandle): WeekHours }
  /** What a quick reply says to a customer, filled in; null when there is none or something to fill in is missing. */
  readonly quickReply: {
    outgoing(db: ReadHandle, quickReplyId: string, customerSeq: number): readonly Outgoing[] | null
  }
  /** Whether another room answers such a text, e.g. a yes by the word of a poster. */
  readonly isAnswered?: (db: ReadHandle, text: string) => boolean
  readonly staff: { find(db: ReadHandle, staffId: string): { readonly staffId: string; readonly name: string } | undefined }
}
