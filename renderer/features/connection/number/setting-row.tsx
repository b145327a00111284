import type { ReactNode } from 'react'
import styles from './number.module.css'

type SettingRowProps = { readonly name: string; readonly children: ReactNode; readonly action?: ReactNode; readonly testId?: string }

/** One fact with the button that changes it. Stands inside a list of `SettingRows`. */
export function SettingRow({ name, children, action, testId }: SettingRowProps): ReactNode {
  return (
    <div className={styles['row']} data-testid={testId}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {action === undefined ? null : <dd>{action}</dd>}
    </div>
  )
}

/** A list of facts that can be changed. */
export function SettingRows({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles['rows']}>{children}</dl>
}
