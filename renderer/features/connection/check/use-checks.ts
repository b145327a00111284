import { useCallback, useState } from 'react'
import { call, useCall, useEvent, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useAnnounce } from '../../../ui/index.ts'
import type { Check, CheckName } from '../types.ts'
import { byOrder, checkNames, readyCount } from './order.ts'

/** The nine checks as a screen sees them. */
export type Checks = {
  /** Undefined while the kept ones are read. */
  readonly checks: readonly Check[] | undefined
  readonly running: ReadonlySet<CheckName>
  readonly error: AppError | null
  /** Runs all, or those that are named; says to screen readers how it ended. */
  readonly run: (only?: readonly CheckName[]) => Promise<void>
}

/** Shows the checks as they last ended and runs them again. Checks that run side by side do not wait for each other. */
export function useChecks(): Checks {
  const { t, list } = useWords()
  const announce = useAnnounce()
  const kept = useCall('connection.checks', {})
  const [running, setRunning] = useState<ReadonlySet<CheckName>>(new Set())
  const [error, setError] = useState<AppError | null>(null)
  const [latest, setLatest] = useState<readonly Check[]>([])
  const { refetch } = kept
  useEvent('connection.changed', refetch)
  const run = useCallback(
    async (only?: readonly CheckName[]) => {
      const names = only ?? checkNames
      setRunning((before) => new Set([...before, ...names]))
      const result = await call('connection.check', only === undefined ? {} : { only: [...only] })
      setRunning((before) => new Set([...before].filter((name) => !names.includes(name))))
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      const { checks } = result.value
      setLatest((before) => byOrder([...checks, ...before]))
      refetch()
      const open = checks.filter(({ state }) => state === 'failed').map(({ name }) => t(`connection.check.${name}`))
      const ready = t('connection.checks.ready', { ok: readyCount(checks), total: checks.length })
      announce(open.length === 0 ? ready : t('connection.checks.said', { ready, open: list(open) }))
    },
    [refetch, announce, t, list],
  )
  // What came back last wins over what was read before it.
  const checks = kept.data === undefined ? undefined : byOrder([...latest, ...kept.data.checks])
  return { checks, running, error: error ?? kept.error, run }
}
