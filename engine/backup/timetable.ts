import * as jobs from './jobs.ts'
import { nextAt } from './due.ts'
import { troubleOf } from './trouble.ts'
import type { Turn } from './turn.ts'

/** After a start, other things come first. */
const FIRST_LOOK_MS = 120_000
/** A laptop that slept is noticed within this long. */
const LOOK_AGAIN_MS = 900_000

type Options = { readonly work: jobs.Work; readonly turn: Turn; readonly signal: AbortSignal }

async function whatIsDue({ work, signal }: Options): Promise<void> {
  const { deps, state } = work
  await jobs.rewriteWaiting(work)
  const due = nextAt(state.list(), deps.clock.now())
  if (due === null || due > deps.clock.now()) return
  await jobs.run(work, { reason: 'schedule', signal })
  await jobs.proveInTurn(work)
}

/** After an opening: what a crash left is cleared, the folder is looked through, and the copy of before an update becomes a backup. */
async function afterOpening({ work, signal }: Options): Promise<void> {
  jobs.removeParts(work)
  await jobs.lookAround(work)
  const snapshot = jobs.snapshotBeforeUpdate(work)
  if (snapshot !== undefined && work.state.list().settings.isOn) await jobs.run(work, { reason: 'before-update', snapshot, signal })
}

/** Does what the rules want when its time has come, and looks again; a job that fails is told by the status. */
export function createTimetable(options: Options): { begin(): void; stop(): void } {
  const { work, turn, signal } = options
  const { clock, logger, announcer } = work.deps
  let forget: () => void = () => undefined
  const quietly = async (job: () => Promise<unknown>): Promise<void> => {
    try {
      await turn.inTurn(job)
    } catch (error) {
      if (signal.aborted) return
      const code = troubleOf(error)
      if (code === null) logger.error('backup-failed', error)
      else logger.warn('backup-failed', { code })
    } finally {
      announcer.announce('backup.changed', {})
    }
  }
  const plan = (delayMs: number): void => {
    forget = clock.after(delayMs, () => {
      void quietly(() => whatIsDue(options)).then(() => {
        if (!signal.aborted) plan(LOOK_AGAIN_MS)
      })
    })
  }
  return {
    begin() {
      void quietly(() => afterOpening(options))
      plan(FIRST_LOOK_MS)
    },
    stop: () => forget(),
  }
}
