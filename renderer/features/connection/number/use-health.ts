import { useCallback, useState } from 'react'
import { useCall, useEvent, type AppError } from '../../../bridge/index.ts'
import type { Health } from '../types.ts'

/** Everything about the number as a screen sees it. */
export type HealthReading = {
  readonly data: Health | undefined
  readonly error: AppError | null
  readonly isReading: boolean
  readonly refresh: () => void
}

/** What is kept is shown at once; Meta is asked when the page opens and whenever the owner wants. */
export function useHealth(): HealthReading {
  const kept = useCall('connection.health', { refresh: false })
  const asked = useCall('connection.health', { refresh: true }, { isEnabled: kept.data !== undefined })
  const [isFirst, setIsFirst] = useState(true)
  const { refetch: readKept } = kept
  const { refetch: ask } = asked
  useEvent('connection.changed', readKept)
  const refresh = useCallback(() => {
    setIsFirst(false)
    ask()
  }, [ask])
  const isNewer = asked.data !== undefined && (asked.data.readAt ?? 0) >= (kept.data?.readAt ?? 0)
  // On opening, a line that is down is already told by the window's frame; who asks by hand gets an answer.
  const error = kept.error ?? (isFirst ? null : asked.error)
  return { data: isNewer ? asked.data : kept.data, error, isReading: asked.isFetching, refresh }
}
