import { useCallback, useEffect, useState } from 'react'
import { call, type AppError, type CallOutput } from '../../bridge/index.ts'

type Broadcast = CallOutput<'broadcast.get'>
type Read = { readonly broadcast: Broadcast | null; readonly error: AppError | null }

/**
 * Reads a broadcast once, past the cache: a draft that is opened must begin with what the engine has now, or an older
 * answer would be written over it. Give the component the id as key.
 */
export function useFreshBroadcast(broadcastId: string): Read & { readonly retry: () => void } {
  const [read, setRead] = useState<Read>({ broadcast: null, error: null })
  const load = useCallback(async (): Promise<Read> => {
    const result = await call('broadcast.get', { broadcastId })
    return result.ok ? { broadcast: result.value, error: null } : { broadcast: null, error: result.error }
  }, [broadcastId])
  useEffect(() => {
    let isGone = false
    void load().then((answer) => {
      if (!isGone) setRead(answer)
    })
    return () => {
      isGone = true
    }
  }, [load])
  return { ...read, retry: () => void load().then(setRead) }
}
