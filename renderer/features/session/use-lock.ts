import { useCallback } from 'react'
import { call } from '../../bridge/index.ts'

/** Locks the shop now; while nobody has a password nothing happens. */
export const useLock = (): (() => void) => useCallback(() => void call('session.lock', {}), [])
