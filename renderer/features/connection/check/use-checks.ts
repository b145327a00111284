import { useCallback, useEffect, useState } from 'react'
import { call, useEvent, type AppError } from '../../../bridge/index.ts'
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

/**
 * Shows the checks as they last ended and runs them again. Checks that run side by side do not wait for each other. Nothing is
 * taken from the window's cache: it hears no news while no screen shows them. Nothing is read for whoever may not.
 */
export function useChecks(isEnabled = true): Checks {
  const { t, list } = useWords()
  const announce = useAnnounce()
  const [checks, setChecks] = useState<readonly Check[] | undefined>(undefined)
  const [running, setRunning] = useState<ReadonlySet<CheckName>>(new Set())
  const [error, setError] = useState<AppError | null>(null)
  const take = useCallback((found: readonly Check[]) => setChecks((before) => byOrder([...found, ...(before ?? [])])), [])
  const read = useCallback(() => {
    if (!isEnabled) return
    void call('connection.checks', {}).then((result) => {
      if (result.ok) take(result.value.checks)
      else setError(result.error)
    })
  }, [isEnabled, take])
  useEffect(read, [read])
  useEvent('connection.changed', read)
  const run = useCallback(
    async (only?: readonly CheckName[]) => {
      const names = only ?? checkNames
      setRunning((before) => new Set([...before, ...names]))
      const result = await call('connection.check', only === undefined ? {} : { only: [...only] })
      setRunning((before) => new Set([...before].filter((name) => !names.includes(name))))
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      const { checks: found } = result.value
      take(found)
      const open = found.filter(({ state }) => state === 'failed').map(({ name }) => t(`connection.check.${name}`))
      const ready = t('connection.checks.ready', { ok: readyCount(found), total: checkNames.length })
      announce(open.length === 0 ? ready : t('connection.checks.said', { ready, open: list(open) }))
    },
    [take, announce, t, list],
  )
  return { checks, running, error, run }
}
