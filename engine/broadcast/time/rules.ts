import type { Content } from '../message/rules.ts'

/** So late a plan still begins by itself; later it asks, because an offer for the morning may be wrong at noon. @source M-15 */
export const GRACE_MS = 30 * 60_000
/** So long before it begins the laptop is kept awake. */
export const AWAKE_BEFORE_MS = 5 * 60_000
const HOUR_SECONDS = 3_600

export type PlanTimes = { readonly plannedAt: number; readonly latestAt: number | null }

/** What is to be done with a plan at this moment. It begins neither before its time, nor long after it, nor after its latest time. */
export function judgePlan({ plannedAt, latestAt }: PlanTimes, now: number): 'wait' | 'begin' | 'missed' {
  if (now < plannedAt) return 'wait'
  if (now - plannedAt > GRACE_MS) return 'missed'
  return latestAt !== null && now >= latestAt ? 'missed' : 'begin'
}

/** Messages a second: the pace that was chosen, or the people evenly over the hours, which may be a part of one. */
export const paceOf = ({ pacePerSecond, spreadHours }: Pick<Content, 'pacePerSecond' | 'spreadHours'>, people: number): number =>
  spreadHours === null || people === 0 ? pacePerSecond : people / (spreadHours * HOUR_SECONDS)

/** Until when anything may go out; null is no such time. */
export const latestOf = ({ time }: Pick<Content, 'time'>): number | null => (time.kind === 'at' ? time.latestAt : null)
