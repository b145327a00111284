import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { IconButton } from '../button/button.tsx'
import { Icon, type IconName } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import styles from './data.module.css'

/** The feeling of a tag; words and icon always say the same. */
export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'auto'

type TagProps = {
  readonly children: ReactNode
  readonly tone?: Tone | undefined
  readonly icon?: IconName | undefined
  readonly onRemove?: (() => void) | undefined
  readonly removeLabel?: string | undefined
  readonly testId?: string | undefined
}

/** A short word on a coloured ground. */
export function Tag({ children, tone = 'neutral', icon, onRemove, removeLabel, testId }: TagProps): ReactNode {
  const { t } = useWords()
  return (
    <span className={cx(styles['tag'], styles[tone])} data-testid={testId}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      <span className={styles['tagText']}>{children}</span>
      {onRemove === undefined ? null : <IconButton icon="close" size="small" label={removeLabel ?? t('ui.remove')} onPress={onRemove} />}
    </span>
  )
}
