import { useEffect, useRef, type ReactNode } from 'react'
import styles from './wizard.module.css'

/** What appears below the fields after a try is brought into sight, so that nobody waits for nothing. */
export function InSight({ children }: { readonly children: ReactNode }): ReactNode {
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => part.current?.scrollIntoView({ block: 'end' }), [])
  return (
    <div ref={part} className={styles['inSight']}>
      {children}
    </div>
  )
}
