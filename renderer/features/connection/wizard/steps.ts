import type { Setup } from '../types.ts'

/** The four steps in their order. */
export const steps = ['account', 'number', 'checks', 'live'] as const
/** One of them. */
export type Step = Setup['step']

/** Where a step stands: behind, here, or ahead. */
export function placeOf(step: Step, now: Step): 'done' | 'now' | 'later' {
  const distance = steps.indexOf(step) - steps.indexOf(now)
  return distance < 0 ? 'done' : distance === 0 ? 'now' : 'later'
}

/** Whether a step can be opened already: a number needs a key, checks and live test need a number. */
export function canOpen(step: Step, setup: Setup | null, isConnected: boolean): boolean {
  if (step === 'account') return true
  return step === 'number' ? setup !== null : setup !== null && isConnected
}

/** The step before or after; null at the ends. */
export const stepBeside = (step: Step, by: 1 | -1): Step | null => steps[steps.indexOf(step) + by] ?? null
