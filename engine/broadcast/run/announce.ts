import type { BroadcastId } from '#contract/kernel/values.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast } from '../queries.ts'
import { progressOf } from './progress.ts'
import { countReplies, recentBroadcastsTo } from './queries.ts'

/** At most four announcements a second for one broadcast. */
const SHORTEST_PAUSE_MS = 250
/** Counting a large broadcast takes its time; at most a tenth of the engine's is spent on it. */
const PAUSE_TO_WORK = 9

type Entry = { isDue: boolean; forget: (() => void) | null; replies: number | null }

/**
 * Announces progress while something changes and is silent otherwise. Replies are counted again only after an answer.
 * @returns how to stop
 */
export function announceProgress(deps: BroadcastDeps): () => void {
  const { ledger, announcer, clock, inbox, vault } = deps
  const entries = new Map<string, Entry>()
  let isStopped = false
  const entryOf = (broadcastId: string): Entry => {
    const entry = entries.get(broadcastId) ?? { isDue: false, forget: null, replies: null }
    entries.set(broadcastId, entry)
    return entry
  }
  const tell = (broadcastId: string, entry: Entry): void => {
    const startedAt = clock.monotonic()
    entry.isDue = false
    entry.replies ??= countReplies(vault.store.read, broadcastId)
    const progress = progressOf(deps, broadcastId, entry.replies)
    if (progress.ok) announcer.announce('broadcast.progress', progress.value)
    const pauseMs = Math.max(SHORTEST_PAUSE_MS, (clock.monotonic() - startedAt) * PAUSE_TO_WORK)
    entry.forget = clock.after(pauseMs, () => {
      entry.forget = null
      if (entry.isDue && !isStopped) tell(broadcastId, entry)
    })
  }
  const note = (broadcastId: string): void => {
    const entry = entryOf(broadcastId)
    entry.isDue = true
    if (entry.forget === null && !isStopped) entry.forget = clock.after(0, () => tell(broadcastId, entry))
  }
  ledger.watch('broadcast', (db, change) => db.afterCommit(() => note(change.runId)))
  ledger.watchRuns((runId) => {
    if (isStopped || findBroadcast(vault.store.read, runId) === undefined) return
    announcer.announce('broadcast.changed', { broadcastId: runId as BroadcastId })
    note(runId)
  })
  inbox.onInbound((db, { customerSeq, at }) => {
    for (const broadcastId of recentBroadcastsTo(db, customerSeq, at)) {
      entryOf(broadcastId).replies = null
      db.afterCommit(() => note(broadcastId))
    }
  })
  return () => {
    isStopped = true
    for (const entry of entries.values()) entry.forget?.()
  }
}
