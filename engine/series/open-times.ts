import type { WriteHandle } from '../store/index.ts'
import type { SeriesDeps } from './deps.ts'
import { endTime, openTimes } from './queries.ts'

/**
 * Ends what a series was about to do: drafts that it made go, what is sealed already stays and waits for a person. A time
 * that came does not come again.
 */
export function closeOpenTimes({ broadcast: { occasions } }: Pick<SeriesDeps, 'broadcast'>, db: WriteHandle, seriesId: string): void {
  for (const time of openTimes(db, seriesId)) {
    const state = time.broadcastId === null ? undefined : occasions.state(time.broadcastId)
    if (time.broadcastId !== null && (state === 'draft' || state === 'asked')) occasions.discard(db, time.broadcastId)
    endTime(db, time, state === undefined || state === 'draft' || state === 'asked' ? 'passed' : 'asks')
  }
}
