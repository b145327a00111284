import { createHash } from 'node:crypto'
import type { Clock, Logger } from '../kernel/index.ts'
import type { Store } from '../store/index.ts'
import { insertEvent } from './queries.ts'

type Waiting = {
  readonly body: Uint8Array
  readonly sha256: Uint8Array
  readonly kept: () => void
  readonly failed: (cause: unknown) => void
}

/** Keeps events durably, many in one transaction when many come at once. */
export type Keeper = { keep(body: Uint8Array): Promise<void> }

/** More in one transaction would make the first of them wait. */
const MAX_BATCH = 500

/**
 * Whatever arrived during one turn of the event loop is written by one fsync; while that runs, the next turn's events
 * gather in the sockets. `onKept` is called after each commit that brought something new.
 */
export function createKeeper(deps: {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly onKept: (receivedAt: number) => void
}): Keeper {
  let waiting: Waiting[] = []
  const flush = () => {
    const batch = waiting.slice(0, MAX_BATCH)
    waiting = waiting.slice(MAX_BATCH)
    if (waiting.length > 0) setImmediate(flush)
    const receivedAt = deps.clock.now()
    try {
      const added = deps.store.write((db) => batch.filter(({ body, sha256 }) => insertEvent(db, { receivedAt, body, sha256 })).length)
      for (const { kept } of batch) kept()
      if (added > 0) deps.onKept(receivedAt)
    } catch (error) {
      deps.logger.error('intake.keep-failed', error, { events: batch.length })
      for (const { failed } of batch) failed(error)
    }
  }
  return {
    keep: (body) =>
      new Promise((kept, failed) => {
        waiting.push({ body, sha256: createHash('sha256').update(body).digest(), kept, failed })
        if (waiting.length === 1) setImmediate(flush)
      }),
  }
}
