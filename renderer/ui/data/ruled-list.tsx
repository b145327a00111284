import type { ReactNode } from 'react'
import { cx } from '../styles/cx.ts'
import styles from './ruled-list.module.css'

type RuledListProps = { readonly children: ReactNode; readonly label?: string | undefined }

/** Things one below the other with a line between them. */
export const RuledList = ({ children, label }: RuledListProps): ReactNode => (
  <ul className={styles['rows']} aria-label={label}>
    {children}
  </ul>
)

type RuledRowProps = {
  /** Words on one side, what can be done with them on the other. */
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly testId?: string | undefined
  readonly state?: string | undefined
}

/** One of them. */
export const RuledRow = ({ children, className, testId, state }: RuledRowProps): ReactNode => (
  <li className={cx(styles['row'], className)} data-testid={testId} data-state={state}>
    {children}
  </li>
)
