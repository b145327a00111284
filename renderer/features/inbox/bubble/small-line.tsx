import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../../ui/index.ts'
import styles from './bubble.module.css'

/** A line beside the words of a message: what kind it is, or what else is to be known of it. */
export function Small({ children, icon }: { readonly children: ReactNode; readonly icon?: IconName }): ReactNode {
  return (
    <p className={styles['small']}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
    </p>
  )
}
