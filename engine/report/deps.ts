import type { BroadcastReports } from '../broadcast/index.ts'
import type { Clock, Random } from '../kernel/index.ts'
import type { PriceRoom } from '../price/index.ts'
import type { OpenVault } from '../store/index.ts'

export type ReportDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly price: Pick<PriceRoom, 'currency' | 'rule'>
  readonly broadcasts: BroadcastReports
  /** Tells what Meta thinks of the number: now, and at each change. */
  readonly onNumber: (listener: (number: { readonly quality: string }) => void) => void
}
