import { useCallback, useEffect, useState } from 'react'
import { call, useEvent, type AppError } from '../../../bridge/index.ts'
import type { LiveTest } from '../types.ts'

/** The live test as a screen sees it. */
export type Live = {
  readonly test: LiveTest | null
  /** False until it is known whether one was begun. */
  readonly isRead: boolean
  readonly error: AppError | null
  readonly begin: () => Promise<void>
  readonly answer: (text: string) => Promise<void>
}

/** Follows the live test by its events; it goes on while nobody looks. */
export function useLiveTest(): Live {
  const [test, setTest] = useState<LiveTest | null>(null)
  const [isRead, setIsRead] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    void call('connection.liveTest', {}).then((result) => {
      if (result.ok) setTest(result.value)
      setError(result.ok ? null : result.error)
      setIsRead(true)
    })
  }, [])
  useEvent('connection.liveTest', setTest)
  const begin = useCallback(async () => {
    const result = await call('connection.beginLiveTest', {})
    if (result.ok) setTest(result.value)
    setError(result.ok ? null : result.error)
  }, [])
  const answer = useCallback(async (text: string) => {
    const result = await call('connection.answerLiveTest', { text })
    // An event may have brought a later state than this answer carries.
    if (result.ok) setTest((before) => (before?.state === 'answered' ? before : result.value))
    setError(result.ok ? null : result.error)
  }, [])
  return { test, isRead, error, begin, answer }
}
