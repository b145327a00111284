import type { ComingTime, Occasions, SeriesTimes } from '../broadcast/index.ts'
import type { Announcer, Clock, Logger, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { TemplateRoom } from '../template/index.ts'

export type SeriesDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly announcer: Announcer
  readonly template: Pick<TemplateRoom, 'state' | 'find'>
  readonly broadcast: {
    readonly occasions: Occasions
    meet(series: SeriesTimes): void
    nudge(): void
  }
}

export type { ComingTime }
