import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { IconButton } from '../../ui/index.ts'
import { personName } from './person-name.ts'
import styles from './session.module.css'
import { useLock } from './use-lock.ts'

/** Who is signed in, and the lock; nothing where nobody has a password. */
export function WhoIsHere(): ReactNode {
  const words = useWords()
  const session = useCall('session.status', {})
  const lock = useLock()
  const me = session.data?.me ?? null
  if (me === null) return null
  return (
    <div className={styles['who']} data-testid="who-is-here">
      <span className={styles['whoName']} dir="auto">
        {personName(words, me)}
      </span>
      <IconButton icon="lock" size="small" label={words.t('session.lockNow')} onPress={lock} testId="lock-now" />
    </div>
  )
}
