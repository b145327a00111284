import { useEffect, useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import styles from './feedback.module.css'

const HIDDEN_MS = 150
const WORDS_AFTER_MS = 1000

/** How long something has been loading: nothing yet, long enough for a shape, long enough for words. */
function useWaiting(): 'nothing' | 'shape' | 'words' {
  const [step, setStep] = useState<'nothing' | 'shape' | 'words'>('nothing')
  useEffect(() => {
    const shape = setTimeout(() => setStep('shape'), HIDDEN_MS)
    const words = setTimeout(() => setStep('words'), WORDS_AFTER_MS)
    return () => {
      clearTimeout(shape)
      clearTimeout(words)
    }
  }, [])
  return step
}

type SkeletonProps = { readonly rows?: number; readonly rowHeight?: 'text' | 'chat' | 'table' }

/** The shape of what is being loaded. Nothing in the first 150 ms, words after a second. */
export function Skeleton({ rows = 6, rowHeight = 'text' }: SkeletonProps): ReactNode {
  const { t } = useWords()
  const step = useWaiting()
  if (step === 'nothing') return <div aria-busy="true" />
  return (
    <div className={styles['skeleton']} aria-busy="true" data-row={rowHeight}>
      {step === 'words' ? <p className={styles['skeletonWords']}>{t('ui.loading')}</p> : null}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles['skeletonRow']} />
      ))}
    </div>
  )
}
