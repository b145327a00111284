import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { DateTime, Hidden, Tag, WindowChip, cx, langTag } from '../../ui/index.ts'
import styles from './conversation-list.module.css'
import type { ConversationRow } from './types.ts'

type ConversationLinkProps = { readonly row: ConversationRow; readonly isCurrent: boolean }

/** One chat in the list: who, when, the last words, how long one may still answer. All of it is one link. */
export function ConversationLink({ row, isCurrent }: ConversationLinkProps): ReactNode {
  const { t, number } = useWords()
  const name = row.name === '' ? row.handle : row.name
  const text = row.lastDirection === 'out' ? t('inbox.row.you', { text: row.lastText }) : row.lastText
  return (
    <Link
      to={routes.conversation(row.customerId)}
      className={cx(styles['row'], row.unread > 0 && styles['unread'])}
      aria-current={isCurrent ? 'true' : undefined}
      data-testid="inbox-list-row"
      data-id={row.customerId}
    >
      <span className={styles['avatar']} aria-hidden="true">
        {Array.from(name.replace(/^[@+]/u, ''))[0]}
      </span>
      <span className={styles['words']}>
        <span className={styles['line']}>
          <span className={styles['name']} dir="auto" lang={langTag(row.language)}>
            {name}
          </span>
          <span className={styles['when']}>
            <DateTime at={row.lastAt} style="short" />
          </span>
        </span>
        <span className={styles['line']}>
          <span className={styles['text']} dir="auto" lang={langTag(row.language)}>
            {row.hasDraft ? <span className={styles['draft']}>{t('inbox.row.draft')} </span> : null}
            {text}
          </span>
          {row.closed ? <Tag>{t('inbox.row.closed')}</Tag> : <WindowChip closesAt={row.window.closesAt} />}
          {row.unread > 0 ? (
            <>
              <span className={styles['count']} aria-hidden="true">
                {number(row.unread)}
              </span>
              <Hidden>{t('inbox.row.unread', { unread: row.unread })}</Hidden>
            </>
          ) : null}
        </span>
      </span>
    </Link>
  )
}
