import type { ReactNode } from 'react'
import { Icon } from '../../ui/index.ts'
import styles from './connection.module.css'

type FoldProps = { readonly title: string; readonly children: ReactNode; readonly testId?: string; readonly isOpen?: boolean }

/** More to read for those who want it; closed until then. */
export function Fold({ title, children, testId, isOpen = false }: FoldProps): ReactNode {
  return (
    <details className={styles['fold']} data-testid={testId} open={isOpen}>
      <summary>
        <Icon name="chevron-right" size={16} />
        {title}
      </summary>
      <div className={styles['foldBody']}>{children}</div>
    </details>
  )
}
