import { useCallback, useEffect, useState } from 'react'
import { call, type AppError } from '../../bridge/index.ts'
import type { Setup } from './types.ts'

/** What a screen sees of the wizard's progress: undefined while it is read. */
export type SetupReading = {
  readonly setup: Setup | null | undefined
  readonly error: AppError | null
  readonly adopt: (setup: Setup | null) => void
  readonly refetch: () => void
}

/** Reads the wizard's progress each time a screen opens: no event tells when another screen moved it on. Nothing is read for whoever may not. */
export function useSetup(isEnabled = true): SetupReading {
  const [setup, setSetup] = useState<Setup | null | undefined>(undefined)
  const [error, setError] = useState<AppError | null>(null)
  const refetch = useCallback(() => {
    if (!isEnabled) return
    void call('connection.setup', {}).then((result) => {
      if (result.ok) setSetup(result.value)
      setError(result.ok ? null : result.error)
    })
  }, [isEnabled])
  useEffect(refetch, [refetch])
  return { setup, error, adopt: setSetup, refetch }
}
