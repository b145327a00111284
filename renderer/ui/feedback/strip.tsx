import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import styles from './feedback.module.css'

type StripProps = {
  readonly tone: 'info' | 'warning' | 'danger' | 'success'
  readonly children: ReactNode
  readonly icon?: IconName | undefined
  /** Buttons or links at the end. */
  readonly actions?: ReactNode
  /** `card` stands inside a page with rounded corners; `bar` runs from edge to edge. */
  readonly look?: 'card' | 'bar' | undefined
  readonly testId?: string | undefined
}

const iconOf = { info: 'info', warning: 'alert', danger: 'alert', success: 'ok' } as const

/** One quiet line about a state that goes on: offline, paused, something to know. */
export function Strip({ tone, children, icon, actions, look = 'card', testId }: StripProps): ReactNode {
  return (
    <div className={cx(styles['strip'], styles[tone], styles[look])} data-testid={testId}>
      <Icon name={icon ?? iconOf[tone]} />
      <div className={styles['stripWords']}>{children}</div>
      {actions === undefined ? null : <div className={styles['stripActions']}>{actions}</div>}
    </div>
  )
}
