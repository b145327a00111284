import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icon/icon.tsx'
import { useMay, type Needs } from '../permission/permission.tsx'
import styles from './feedback.module.css'

type EmptyStateProps = {
  readonly icon: IconName
  readonly title: string
  readonly text?: string | undefined
  /** One main button or link. */
  readonly action?: ReactNode
  /** The words invite to do something: whoever may not make these calls reads `otherwise` in place of all of it. */
  readonly invites?: { readonly needs: Needs; readonly otherwise: string } | undefined
  readonly testId?: string | undefined
}

/** What stands where nothing is yet: two short sentences and one thing to do. */
export function EmptyState({ icon, title, text, action, invites, testId }: EmptyStateProps): ReactNode {
  const isInvited = useMay()(invites?.needs)
  if (!isInvited) return <EmptyState icon={icon} title={invites?.otherwise ?? title} testId={testId} />
  return (
    <div className={styles['empty']} data-testid={testId}>
      <span className={styles['emptyIcon']}>
        <Icon name={icon} size={32} />
      </span>
      <p className={styles['emptyTitle']}>{title}</p>
      {text === undefined ? null : <p className={styles['emptyText']}>{text}</p>}
      {action}
    </div>
  )
}
