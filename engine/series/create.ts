import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { SeriesDeps } from './deps.ts'
import { comingTimes, lookAtSeries, pauseOldCopy } from './look.ts'
import { personalData } from './personal-data.ts'
import { seriesHandlers } from './router.ts'

/** Series: broadcasts that come round by a rule. */
export type SeriesRoom = {
  readonly handlers: Handlers
  readonly personalData: readonly PersonalDataSource[]
  /** Lets the series of an old copy wait for a person; call it before broadcasts begin to look at their plans. */
  begin(): void
  stop(): void
}

/** Makes the room; the broadcasts' watch looks at its series, once broadcasts begin. */
export function createSeries(deps: SeriesDeps): SeriesRoom {
  let isStopped = false
  deps.broadcast.meet({
    look: () => lookAtSeries(deps, () => isStopped),
    comingTimes: (span) => comingTimes(deps, span),
  })
  return {
    handlers: seriesHandlers(deps),
    personalData,
    begin() {
      if (deps.vault.restoredCopy) pauseOldCopy(deps)
    },
    stop() {
      isStopped = true
    },
  }
}
