import { useState, type ReactNode } from 'react'
import { useEvent } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { ProgressBar } from '../../../ui/index.ts'
import { hear, minutesLeft, shareDone, type Heard } from './eta.ts'

/** What is heard of the import that runs; null before the first word and after the last. */
export function useImportHeard(): Heard | null {
  const [heard, setHeard] = useState<Heard | null>(null)
  useEvent('customer.importProgress', (last) => setHeard((before) => (last.phase === 'ended' ? null : hear(before, last, Date.now()))))
  return heard
}

const WHOLE = 1_000

/** How far a running import is, and how long it still takes. */
export function ImportProgress({ heard }: { readonly heard: Heard }): ReactNode {
  const { t } = useWords()
  const minutes = minutesLeft(heard)
  const rows = t('customer.import.rowsDone', { count: heard.last.rowsDone })
  return (
    <ProgressBar
      label={t(heard.last.phase === 'reading' ? 'customer.import.reading' : 'customer.import.writing')}
      done={Math.round(shareDone(heard) * WHOLE)}
      total={WHOLE}
      valueText={minutes === null ? rows : `${rows} · ${t('customer.import.eta', { minutes })}`}
      testId="customer-import-progress"
    />
  )
}
