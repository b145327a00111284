import type { CatalogRoom } from '../catalog/index.ts'
import type { CouponRoom } from '../coupon/index.ts'
import type { Customer } from '../customer/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { OrderRoom } from '../order/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'

/** What the room needs of the others. */
export type IntegrationOptions = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly ledger: Pick<Ledger, 'seal' | 'add' | 'start' | 'resume' | 'run' | 'guard' | 'watch'>
  readonly customer: Pick<
    Customer,
    | 'find'
    | 'findByNumber'
    | 'recognise'
    | 'normaliseNumber'
    | 'isSuppressed'
    | 'onJoin'
    | 'noteOutbound'
    | 'learnIdentity'
    | 'markUnusable'
    | 'recordOffers'
  >
  readonly template: Pick<TemplateRoom, 'all' | 'find' | 'state'>
  readonly catalog: Pick<CatalogRoom, 'find' | 'catalogId'>
  readonly price: Pick<PriceRoom, 'rule' | 'marketOfPerson' | 'currency'>
  readonly inbox: Pick<Inbox, 'recordOutbound'>
  readonly order: Pick<OrderRoom, 'add'>
  readonly coupon: Pick<CouponRoom, 'handlers'>
}

/** The same, with what the room makes for itself when it opens. */
export type IntegrationDeps = IntegrationOptions & {
  /** Key of the hashes by which references are known again, hexadecimal; there once the room has begun. */
  readonly referenceKey: () => string
}

/** Tools of the shop: what they may ask for, and what they are told. */
export type IntegrationRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Lets waiting notices go, watches the folder, listens and tells; call once, when guards and watchers are registered. */
  begin(): Promise<void>
  /** Ends what runs; a file that was half read is gone on with when the vault is opened again. */
  stop(): Promise<void>
}
