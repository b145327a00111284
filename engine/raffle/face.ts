import type { Raffle } from '#contract/ipc/raffle.ts'
import type { z } from 'zod'
import type { Customer } from '../customer/index.ts'
import type { Announcer, Clock, Handlers, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, WriteHandle } from '../store/index.ts'

export type RaffleView = z.infer<typeof Raffle>

/** What somebody wrote, as far as raffles care. */
export type Written = {
  readonly customerSeq: number
  readonly content: { readonly kind: string; readonly text?: unknown }
  readonly at: number
}

export type RaffleDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  readonly customer: Pick<Customer, 'onJoin'>
  readonly inbox: { onInbound(listener: (db: WriteHandle, inbound: Written) => void): unknown }
  /** Where drafts of broadcasts are saved. */
  readonly drafts: Handlers
}

/** Raffles whose draw anybody can check. */
export type RaffleRoom = { readonly handlers: Handlers; readonly personalData: readonly PersonalDataSource[] }
