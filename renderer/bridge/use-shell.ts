import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import type { AppError } from '#contract/kernel/result.ts'
import { callKey, useCall, useMutationCall, type Reading } from './hooks.ts'
import { call } from './window-api.ts'

/** State of the window: version, engine, vault, preferences. */
export type Shell = CallOutput<'shell.state'>
/** Language, theme and other habits of the window. */
export type Preferences = Shell['preferences']

/** The window's state, kept fresh by `shell.changed`. */
export const useShell = (): Reading<Shell> => useCall('shell.state', {})

/** Takes over a state that a shell call answered, so that the screen changes at once. */
export function useAdoptShell(): (shell: Shell) => void {
  const client = useQueryClient()
  return useCallback(
    (shell) => {
      const before = client.getQueryData<Shell>(callKey('shell.state', {}))
      if (before?.vault !== shell.vault) client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'shell.state' })
      client.setQueryData(callKey('shell.state', {}), shell)
    },
    [client],
  )
}

/** Closes the shop that is open; the first screen is there at once. */
export function useLeaveShop(): { readonly leave: () => void; readonly isLeaving: boolean; readonly error: AppError | null } {
  const adopt = useAdoptShell()
  const leaving = useMutationCall('shell.leaveVault')
  const leave = async (): Promise<void> => {
    const result = await leaving.run({})
    if (result.ok) adopt(result.value)
  }
  return { leave: () => void leave(), isLeaving: leaving.isRunning, error: leaving.error }
}

/** Takes over what a call about signing in answered, so that the screen changes at once. */
export function useAdoptSession(): (status: CallOutput<'session.status'>) => void {
  const client = useQueryClient()
  return useCallback((status) => client.setQueryData(callKey('session.status', {}), status), [client])
}

/** Changes preferences; shown at once and corrected by what main kept. */
export function useSetPreferences(): (change: CallInput<'shell.setPreferences'>) => void {
  const client = useQueryClient()
  return useCallback(
    (change) => {
      const key = callKey('shell.state', {})
      const before = client.getQueryData<Shell>(key)
      if (before !== undefined) client.setQueryData(key, { ...before, preferences: { ...before.preferences, ...change } })
      void call('shell.setPreferences', change).then((result) => {
        const now = client.getQueryData<Shell>(key)
        if (now === undefined) return
        client.setQueryData(key, { ...now, preferences: result.ok ? result.value : (before ?? now).preferences })
      })
    },
    [client],
  )
}
