import { useCallback, useEffect, useState } from 'react'
import { call, useEvent, type AppError } from '../../../bridge/index.ts'
import type { Health } from '../types.ts'

/** Everything about the number as a screen sees it. */
export type HealthReading = {
  readonly data: Health | undefined
  readonly error: AppError | null
  readonly isReading: boolean
  readonly refresh: () => void
}

/**
 * What is kept is shown at once; Meta is asked each time the page opens and whenever the owner wants. Nothing is taken from
 * the window's cache: it hears no news while the page is closed. Nothing is read for whoever may not.
 */
export function useHealth(isEnabled: boolean): HealthReading {
  const [data, setData] = useState<Health | undefined>(undefined)
  const [error, setError] = useState<AppError | null>(null)
  const [isReading, setIsReading] = useState(isEnabled)
  const read = useCallback(
    (options: { readonly refresh: boolean }) =>
      call('connection.health', options).then((result) => {
        if (result.ok) setData(result.value)
        return result
      }),
    [],
  )
  useEffect(() => {
    if (!isEnabled) return
    void read({ refresh: false })
      .then((kept) => {
        setError(kept.ok ? null : kept.error)
        // A line that is down is already told by the window's frame; only who asks by hand gets a failure of this.
        return read({ refresh: true })
      })
      .then(() => setIsReading(false))
  }, [isEnabled, read])
  const readKept = useCallback(() => {
    if (isEnabled) void read({ refresh: false })
  }, [isEnabled, read])
  useEvent('connection.changed', readKept)
  // A number that was just connected has its templates read in the background.
  useEvent('template.changed', readKept)
  useEvent('price.changed', readKept)
  const refresh = useCallback(() => {
    setIsReading(true)
    void read({ refresh: true }).then((result) => {
      setIsReading(false)
      setError(result.ok ? null : result.error)
    })
  }, [read])
  return { data, error, isReading, refresh }
}
