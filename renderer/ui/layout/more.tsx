import type { ReactNode } from 'react'
import styles from './more.module.css'

type MoreProps = { readonly title: string; readonly children: ReactNode; readonly testId?: string | undefined }

/** Fields and words that few need, folded away below one line; `Space` opens it. */
export const More = ({ title, children, testId }: MoreProps): ReactNode => (
  <details className={styles['more']} data-testid={testId}>
    <summary>{title}</summary>
    <div className={styles['body']}>{children}</div>
  </details>
)
