import { useCallback } from 'react'
import { dayOf, useWords } from '../../i18n/index.ts'

/** Writes moments as YYYY-MM-DD on the shop's clock. */
export function useDayOf(): (at: number) => string {
  const { timeZone } = useWords()
  return useCallback((at: number) => dayOf(at, timeZone), [timeZone])
}
