import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import styles from '../chat/conversation.module.css'
import { ownerName } from '../acts/owner-name.ts'
import type { Others } from './use-presence.ts'

/** Who else has this chat open; somebody who writes is named before those who only look. */
export function PresenceLine({ others }: { readonly others: Others }): ReactNode {
  const { t, list } = useWords()
  const writing = others.filter(({ doing }) => doing === 'writing')
  const shown = writing.length > 0 ? writing : others
  const names = list(shown.map(({ staff }) => ownerName(staff, t)))
  return (
    <span role="status" className={styles['presence']} data-testid="inbox-presence">
      {shown.length === 0 ? null : (
        <>
          <Icon name="customer" size={14} />
          {t(writing.length > 0 ? 'inbox.presence.writing' : 'inbox.presence.looking', { names, count: shown.length })}
        </>
      )}
    </span>
  )
}
