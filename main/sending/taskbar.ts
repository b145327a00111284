import type { EventData } from '#contract/ipc/index.ts'

/** Where one broadcast stands, as the engine tells it. */
export type Progress = EventData<'broadcast.progress'>

/** What the taskbar shows; a fraction below 0 takes the bar away. */
export type TaskbarProgress = { readonly fraction: number; readonly mode: 'normal' | 'paused' | 'error' | 'none' }

/** Pauses that end by themselves, or that somebody wanted; every other one needs a person. */
const CALM: readonly Progress['pauseReason'][] = [null, 'by-hand', 'quiet-hours', 'daily-limit', 'offline']

const isUnderWay = ({ state }: Progress): boolean => state === 'running' || state === 'paused'

/** How many people of all broadcasts under way there are, and how many of them had their turn. */
export const turnsOf = (broadcasts: Iterable<Progress>): { readonly done: number; readonly all: number } => {
  let [done, all] = [0, 0]
  for (const { counts } of [...broadcasts].filter(isUnderWay)) {
    const people = counts.matched - counts.skipped
    all += people
    done += people - counts.planned - counts.sending
  }
  return { done, all }
}

/** One bar for everything that is under way: plain while anything is sent, else yellow, or red where a person is needed. */
export const taskbarOf = (broadcasts: Iterable<Progress>): TaskbarProgress => {
  const underWay = [...broadcasts].filter(isUnderWay)
  const { done, all } = turnsOf(underWay)
  if (all === 0) return { fraction: -1, mode: 'none' }
  const fraction = done / all
  if (underWay.some(({ pauseReason }) => !CALM.includes(pauseReason))) return { fraction, mode: 'error' }
  return { fraction, mode: underWay.some(({ state }) => state === 'running') ? 'normal' : 'paused' }
}
