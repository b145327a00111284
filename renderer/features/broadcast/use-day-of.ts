import { useCallback } from 'react'
import { dayOf, useWords } from '../../i18n/index.ts'
import { proposedEnd } from './coupon-form.ts'

/** Writes moments as YYYY-MM-DD on the shop's clock. */
export function useDayOf(): (at: number) => string {
  const { timeZone } = useWords()
  return useCallback((at: number) => dayOf(at, timeZone), [timeZone])
}

/** Gives the end of a coupon that is proposed now: the end of the day a week from now, ms since the epoch. */
export function useProposedEnd(): () => number {
  const { timeZone } = useWords()
  const writeDay = useDayOf()
  return useCallback(() => proposedEnd(Date.now(), writeDay, timeZone), [writeDay, timeZone])
}
