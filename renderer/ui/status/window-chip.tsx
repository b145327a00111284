import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { useNow } from '../data/values.tsx'
import { Icon } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import styles from './status.module.css'
import { windowLeft, windowShortText, windowText } from './window-words.ts'

type WindowChipProps = {
  readonly closesAt: number | null
  /** `header` in words and numbers, `row` short. */ readonly size?: 'header' | 'row' | undefined
  readonly testId?: string | undefined
}

const EVERY_MS = 15_000

/** How long one may still answer freely. The shape changes with the state, not only the colour: clock, filled, lock. */
export function WindowChip({ closesAt, size = 'row', testId }: WindowChipProps): ReactNode {
  const { t } = useWords()
  const left = windowLeft(closesAt, useNow(EVERY_MS))
  const text = size === 'header' ? windowText(left) : windowShortText(left)
  const words = t(text.id, text.values)
  return (
    <span className={cx(styles['chip'], styles[left.state], styles[size])} data-testid={testId} data-state={left.state}>
      {left.state === 'closed' ? <Icon name="lock" size={14} /> : null}
      {left.state === 'closing' || left.state === 'last-hour' ? <Icon name="clock" size={14} /> : null}
      {size === 'header' ? t('ui.window.header', { left: words }) : words}
    </span>
  )
}
