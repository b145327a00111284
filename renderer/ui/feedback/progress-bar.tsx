import type { ReactNode } from 'react'
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import styles from './feedback.module.css'

type ProgressBarProps = {
  readonly label: string
  readonly done: number
  readonly total: number
  readonly isLabelHidden?: boolean | undefined
  /** Words in place of "3 of 10". */
  readonly valueText?: string | undefined
  readonly testId?: string | undefined
}

/** How far something is, as a bar and as numbers. */
export function ProgressBar({ label, done, total, isLabelHidden, valueText, testId }: ProgressBarProps): ReactNode {
  const { t, number } = useWords()
  const words = valueText ?? t('ui.progress', { done: number(done), total: number(total) })
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <AriaProgressBar
      className={styles['progress'] ?? ''}
      value={done}
      minValue={0}
      maxValue={Math.max(1, total)}
      valueLabel={words}
      {...(isLabelHidden === true ? { 'aria-label': label } : {})}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      {isLabelHidden === true ? null : (
        <div className={styles['progressHead']}>
          <Label>{label}</Label>
          <span className={styles['progressValue']}>{words}</span>
        </div>
      )}
      <div className={styles['progressRail']}>
        <div className={styles['progressFill']} style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </AriaProgressBar>
  )
}
