import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { BroadcastId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { BroadcastDeps } from './deps.ts'
import { contentOf, deleteDraft, findBroadcast, insertDraft, updateDraft } from './queries.ts'

/** Saves a draft, new without an id. One that waits for approval is a draft again then. */
export function saveDraft(
  deps: BroadcastDeps,
  { broadcastId, content }: ParsedInput<'broadcast.draft'>,
  by: string,
): Result<CallOutput<'broadcast.draft'>> {
  const { vault, clock, random, announcer } = deps
  const at = clock.now()
  return vault.store.write((db) => {
    const id = broadcastId ?? (newId('brc', random, at) as BroadcastId)
    if (broadcastId !== undefined) {
      const row = findBroadcast(db, broadcastId)
      if (row === undefined) return fail('broadcast-missing')
      if (row.approved !== 0) return fail('broadcast-draft-only')
      updateDraft(db, { broadcastId, content, at, by })
    } else {
      insertDraft(db, { broadcastId: id, content, at, by })
    }
    db.afterCommit(() => announcer.announce('broadcast.changed', { broadcastId: id }))
    return ok({ broadcastId: id, content, savedAt: at as TimestampMs })
  })
}

/** Deletes a draft; what was approved stays for good. */
export function discardDraft(
  deps: BroadcastDeps,
  { broadcastId }: ParsedInput<'broadcast.discard'>,
): Result<CallOutput<'broadcast.discard'>> {
  return deps.vault.store.write((db) => {
    const row = findBroadcast(db, broadcastId)
    if (row === undefined) return fail('broadcast-missing')
    // While it is being sealed it is a draft no more, whatever becomes of it.
    if (row.approved !== 0 || deps.ledger.run(db, broadcastId) !== undefined) return fail('broadcast-draft-only')
    deleteDraft(db, broadcastId)
    db.afterCommit(() => deps.announcer.announce('broadcast.changed', { broadcastId }))
    return ok({})
  })
}

/** The content of a broadcast and where it stands. */
export function getBroadcast(deps: BroadcastDeps, { broadcastId }: ParsedInput<'broadcast.get'>): Result<CallOutput<'broadcast.get'>> {
  const db = deps.vault.store.read
  const row = findBroadcast(db, broadcastId)
  if (row === undefined) return fail('broadcast-missing')
  return ok({
    broadcastId,
    state: stateOf(row, row.approved === 0 ? undefined : deps.ledger.run(db, broadcastId)),
    content: contentOf(row),
    savedAt: row.savedAt as TimestampMs,
  })
}

type Told = { readonly approved: number; readonly askedAt: number | null; readonly planState: 'planned' | 'missed' | null }
type Run = { readonly state: 'ready' | 'running' | 'paused' | 'stopped' | 'finished'; readonly startedAt: number | null }

/**
 * The state of a broadcast: a draft, or waiting for somebody, until it was approved, then what its plan says as long as nothing of it went out, then
 * what its run says.
 */
export function stateOf(row: Told, run: Run | undefined): CallOutput<'broadcast.get'>['state'] {
  if (row.approved === 0 || run === undefined) return row.askedAt === null ? 'draft' : 'asked'
  if (row.planState !== null && run.startedAt === null && (run.state === 'ready' || run.state === 'paused')) return row.planState
  return run.state === 'ready' ? 'approved' : run.state
}
