import type { Connection } from '../connection/index.ts'
import type { Customer } from '../customer/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Announcer, Clock, Handlers, Logger, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { FindPeople } from '../customer/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'

export type ConsentDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly customer: Pick<Customer, 'recordOffers' | 'unsuppress' | 'noteUnsuppressed' | 'offerWord'> & { readonly peopleOf: FindPeople }
  readonly inbox: Pick<Inbox, 'onInbound' | 'enqueue' | 'windowClosesAt'>
  readonly template: Pick<TemplateRoom, 'all'>
  /** The number that posters lead to; null while none is connected. */
  readonly status: Connection['status']
}

/** Asking customers whether they want offers, and what they answer. */
export type ConsentRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Whether a text is a yes by the word of a place, which is answered here and nowhere else. */
  isPlaceWord(db: ReadHandle, text: string): boolean
}
