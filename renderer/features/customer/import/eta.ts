import type { EventData } from '../../../bridge/index.ts'

export type ImportProgress = EventData<'customer.importProgress'>

/** What was heard of one import so far: the last word and when, when it began, ms, and the most rows that were read. */
export type Heard = { readonly last: ImportProgress; readonly at: number; readonly begunAt: number; readonly rowsRead: number }

/** Adds what was just heard; another import begins anew. */
export const hear = (before: Heard | null, last: ImportProgress, now: number): Heard =>
  before === null || before.last.importId !== last.importId
    ? { last, at: now, begunAt: now, rowsRead: last.rowsDone }
    : { last, at: now, begunAt: before.begunAt, rowsRead: last.phase === 'reading' ? last.rowsDone : before.rowsRead }

/** How far all of it is, from 0 to 1: reading is one half, writing the other. */
export function shareDone({ last, rowsRead }: Heard): number {
  const part =
    last.phase === 'reading' ? last.bytesDone / Math.max(1, last.bytesTotal) : 1 + last.rowsDone / Math.max(1, last.rowsTotal ?? rowsRead)
  return Math.min(1, part / 2)
}

/** Too early to say, ms. */
const SILENT_MS = 3_000

/** Whole minutes that are left at this pace; null while nobody can tell. */
export function minutesLeft(heard: Heard): number | null {
  const [share, spentMs] = [shareDone(heard), heard.at - heard.begunAt]
  return spentMs < SILENT_MS || share < 0.02 ? null : Math.floor((spentMs * (1 - share)) / share / 60_000)
}
