import { existsSync } from 'node:fs'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import type { BackupDeps } from './deps.ts'
import * as jobs from './jobs.ts'
import { createState, stamp, statusOf } from './state.ts'
import { createTimetable } from './timetable.ts'
import { asFailure } from './trouble.ts'
import { createTurn, type Turn } from './turn.ts'
import type { BackupRoom } from './face.ts'
import { withoutSafe } from './without-safe.ts'
import { removeWorkFolders } from './work-folder.ts'

type Status = CallOutput<'backup.status'>

/** About what is read, erased and written again in a second (PERFORMANCE.md). */
const REWRITTEN_BYTES_PER_SECOND = 30_000_000

type Parts = { readonly work: jobs.Work; readonly turn: Turn; readonly ending: AbortController }

const status = ({ work: { deps, safe, state }, turn }: Parts): Result<Status> =>
  ok(statusOf(state, safe, { at: deps.clock.now(), running: turn.isRunning() }))

/** A job that somebody waits for; refused while another one runs. */
async function asked(parts: Parts, job: () => Promise<unknown>): Promise<Result<Status>> {
  const { turn, ending, work } = parts
  const { announcer } = work.deps
  if (turn.isRunning()) return fail('backup-running', undefined, 'now')
  try {
    const done = turn.inTurn(job)
    announcer.announce('backup.changed', {})
    await done
  } catch (error) {
    return ending.signal.aborted ? fail('call-cancelled') : asFailure(error)
  } finally {
    announcer.announce('backup.changed', {})
  }
  return status(parts)
}

function saveSettings(parts: Parts, input: ParsedInput<'backup.saveSettings'>): Result<Status> {
  const { state } = parts.work
  if (typeof input.folder === 'string' && !existsSync(input.folder)) return fail('backup-folder-missing')
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  state.change({ settings: { ...state.list().settings, ...given }, trouble: null })
  return status(parts)
}

function handlersOf(parts: Parts): Handlers {
  const { work, ending } = parts
  const { signal } = ending
  return {
    'backup.status': () => status(parts),
    'backup.saveSettings': (input) => saveSettings(parts, input),
    'backup.run': ({ target }) => asked(parts, () => jobs.run(work, { reason: 'by-hand', target, signal })),
    'backup.prove': async ({ fileName }) => {
      const file = work.state.find(fileName)
      return file === undefined ? fail('backup-missing') : asked(parts, () => jobs.prove(work, file))
    },
  }
}

function holding({ deps, state }: jobs.Work, customerId: string): { files: number; seconds: number } {
  const { read } = deps.vault.store
  const since = read.get<{ at: number }>(sql`select created_at as at from customer where customer_id = ${customerId}`)?.at
  const files = since === undefined ? [] : state.list().files.filter(({ at }) => at >= since)
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return { files: files.length, seconds: files.length === 0 ? 0 : Math.ceil(files.length + bytes / REWRITTEN_BYTES_PER_SECOND) }
}

/** Makes the room of backups: on schedule and by hand, turned over, proven, and rewritten when somebody is erased. */
export function createBackup(deps: BackupDeps): BackupRoom {
  const { safe, clock, vault } = deps
  if (safe === null) return withoutSafe()
  removeWorkFolders(vault.folder)
  const work: jobs.Work = { deps, safe, state: createState(deps, safe) }
  const parts: Parts = { work, turn: createTurn(), ending: new AbortController() }
  const { turn, ending } = parts
  const { signal } = ending
  const timetable = createTimetable({ work, turn, signal })
  return {
    handlers: handlersOf(parts),
    begin: () => timetable.begin(),
    async stop() {
      ending.abort()
      timetable.stop()
      await turn.settled()
    },
    holding: (customerId) => holding(work, customerId),
    rewriteWithout() {
      // Noted first: what is not reached now, or not finished, is caught up with.
      work.state.change({ erasedAt: stamp(clock.now()) })
      return turn.inTurn(() => jobs.rewriteWaiting(work))
    },
    practice() {
      const { isOn, folder } = work.state.list().settings
      return { isOn, elsewhere: folder !== null && !folder.startsWith(vault.folder) }
    },
    newestProven() {
      const proven = work.state.list().files.filter(({ path, provenAt }) => provenAt !== null && existsSync(path))
      return proven.length === 0 ? null : Math.max(...proven.map(({ at }) => at))
    },
    pathOf: (fileName) => work.state.find(fileName)?.path ?? null,
    runNow: (reason) => asked(parts, () => jobs.run(work, { reason, signal })),
  }
}
