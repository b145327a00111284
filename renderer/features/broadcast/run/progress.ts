import type { CallOutput } from '../../../bridge/index.ts'

export type Progress = CallOutput<'broadcast.status'>
export type Counts = Progress['counts']
export type RecipientState = CallOutput<'broadcast.recipients'>['recipients'][number]['state']

/** Groups of states that one number on screen stands for. */
export const groups = {
  delivered: ['delivered', 'read'],
  read: ['read'],
  withMeta: ['accepted', 'sent'],
  onTheWay: ['sending', 'in_doubt'],
  notDelivered: ['failed', 'rejected', 'unconfirmed'],
  unconfirmed: ['unconfirmed'],
  waiting: ['planned'],
  leftOut: ['skipped'],
} as const satisfies Record<string, readonly RecipientState[]>

export type Group = keyof typeof groups

/** How many people each group has. */
export const groupCounts = (counts: Counts): Readonly<Record<Group, number>> => ({
  delivered: counts.delivered + counts.read,
  read: counts.read,
  withMeta: counts.accepted + counts.sent,
  onTheWay: counts.sending + counts.inDoubt,
  notDelivered: counts.failed + counts.rejected + counts.unconfirmed,
  unconfirmed: counts.unconfirmed,
  waiting: counts.planned,
  leftOut: counts.skipped,
})

/** People whose message has left, of all who should get it. Those left out count in neither. */
export function doneOf(counts: Counts): { readonly done: number; readonly total: number } {
  const total = counts.matched - counts.skipped
  return { done: total - counts.planned - counts.sending, total }
}

const STEPS = [25, 50, 75, 100] as const

/** What is said aloud when a run moves on: a quarter that was passed, or a state that changed. */
export type News =
  | { readonly kind: 'percent'; readonly percent: (typeof STEPS)[number] }
  | { readonly kind: 'state'; readonly state: Progress['state'] }

const percentOf = (counts: Counts): number => {
  const { done, total } = doneOf(counts)
  return total === 0 ? 0 : (done / total) * 100
}

/** The one thing worth saying between two looks at a run; null when there is none. Several quarters at once are one. */
export function newsBetween(before: Progress, after: Progress): News | null {
  if (before.state !== after.state && after.state !== 'finished') return { kind: 'state', state: after.state }
  const passed = STEPS.findLast((step) => percentOf(before.counts) < step && percentOf(after.counts) >= step)
  if (passed !== undefined) return { kind: 'percent', percent: passed }
  return before.state === after.state ? null : { kind: 'state', state: after.state }
}
