import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { CatalogRoom } from '../catalog/index.ts'
import type { CouponsForBroadcasts } from '../coupon/index.ts'
import type { Customer } from '../customer/index.ts'
import type { GroupRoom } from '../group/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'

/** What a customer sent, as far as broadcasts care. */
export type Inbound = {
  readonly customerSeq: number
  readonly wamid: string
  /** What a tapped button carries. */
  readonly payload: string | null
  readonly at: number
}

/** A message of a broadcast on its way into the customer's chat. */
export type OutboundRecord = {
  readonly customerSeq: number
  readonly sendId: string
  readonly wamid: string | null
  readonly content: CallOutput<'inbox.reply'>['content']
  readonly at: number
  readonly sentBy: string | null
  readonly broadcastId: string
}

/** The part of the inbox that broadcasts use. */
export type InboxFace = {
  enqueue(
    db: WriteHandle,
    customerSeq: number,
    message: ParsedInput<'inbox.reply'>['message'],
    options: { readonly sentBy: string; readonly holdMs: number; readonly quotesWamid?: string },
  ): Result<unknown>
  recordOutbound(db: WriteHandle, message: OutboundRecord): unknown
  onInbound(listener: (db: WriteHandle, inbound: Inbound) => void): unknown
}

export type BroadcastDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly ledger: Ledger
  /** Counts and first pages come from its picture of the customers. */
  readonly group: Pick<GroupRoom, 'picture'>
  readonly customer: Pick<Customer, 'recordOffers' | 'noteOutbound' | 'markUnusable' | 'learnIdentity' | 'offerWord' | 'isSuppressed'>
  readonly template: Pick<TemplateRoom, 'find' | 'state' | 'all' | 'freshState'>
  readonly catalog: Pick<CatalogRoom, 'find' | 'catalogId'>
  readonly price: PriceRoom
  readonly coupon: CouponsForBroadcasts
  readonly inbox: InboxFace
  /** Whether promotions go by Meta's marketing messages endpoint; they don't when this is not given. */
  readonly marketingEndpoint?: () => boolean
  /** Why Meta lets no such template go now, in Meta's word, and until when (ms); null when it may. Nothing is forbidden when this is not given. */
  readonly forbidden?: (template: { readonly category: string }) => { readonly type: string; readonly until: number | null } | null
  /** How the connection stands; null while there is none. */
  readonly link: () => 'online' | 'offline' | 'unauthorised' | 'unknown' | null
}
