import { useEffect, useRef, useState } from 'react'
import type { AppError } from '#contract/kernel/result.ts'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useToast } from '../../../ui/index.ts'
import type { Settings } from '../types.ts'

const SETTLE_MS = 600

/** Writes what holds for all: saved shortly after each change, with Undo. */
export function useRules(first: Settings): {
  readonly rules: Settings
  readonly change: (rules: Settings) => void
  readonly error: AppError | null
} {
  const { t } = useWords()
  const toast = useToast()
  const saving = useMutationCall('automation.saveSettings')
  const { run } = saving
  const [rules, setRules] = useState(first)
  const kept = useRef(first)
  const said = useRef({ t, toast })
  useEffect(() => {
    said.current = { t, toast }
  })
  useEffect(() => {
    if (rules === kept.current) return undefined
    const timer = setTimeout(() => {
      const before = kept.current
      kept.current = rules
      void run(rules).then((result) => {
        if (!result.ok) return
        const undo = (): void => {
          kept.current = before
          setRules(before)
          void run(before)
        }
        said.current.toast({ text: said.current.t('automation.rules.saved'), action: { label: said.current.t('ui.undo'), onAction: undo } })
      })
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [rules, run])
  return { rules, change: setRules, error: saving.error }
}
