import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { DateTime, Hidden, Icon, PlainText, Tag, WindowChip, cx, langTag, useNow, withoutControls } from '../../../ui/index.ts'
import styles from './conversation-list.module.css'
import { ownerName } from '../acts/owner-name.ts'
import type { ConversationRow } from '../types.ts'
import { useReadAheadOfChat } from '../log/use-messages.ts'
import { waitedWords } from './waited.ts'

type ConversationLinkProps = { readonly row: ConversationRow; readonly isCurrent: boolean }

const EVERY_MS = 30_000

/** One chat in the list: who, when, the last words, how long one may still answer, who waits and whose it is. All of it is one link. */
export function ConversationLink({ row, isCurrent }: ConversationLinkProps): ReactNode {
  const { t, rich, number } = useWords()
  const now = useNow(EVERY_MS)
  const readAhead = useReadAheadOfChat()
  const name = row.name === '' ? row.handle : row.name
  const text = <PlainText text={row.lastText} />
  return (
    <Link
      to={routes.conversation(row.customerId)}
      className={cx(styles['row'], row.unread > 0 && styles['unread'])}
      aria-current={isCurrent ? 'true' : undefined}
      data-testid="inbox-list-row"
      data-id={row.customerId}
      // A press takes longer than reading the chat.
      onPointerDown={() => readAhead(row.customerId)}
    >
      <Avatar name={name} />
      <span className={styles['words']}>
        <span className={styles['line']}>
          <span className={styles['name']} dir="auto" lang={langTag(row.language)}>
            <PlainText text={name} />
          </span>
          {row.unread > 0 ? (
            <>
              <span className={styles['count']} aria-hidden="true">
                {number(row.unread)}
              </span>
              <Hidden>{t('inbox.row.unread', { unread: row.unread })}</Hidden>
            </>
          ) : null}
          <span className={styles['when']}>
            <DateTime at={row.lastAt} style="short" />
          </span>
        </span>
        <span className={styles['text']} dir="auto" lang={langTag(row.language)}>
          {row.hasDraft ? <span className={styles['draft']}>{t('inbox.row.draft')} </span> : null}
          {row.lastDirection === 'out' ? rich('inbox.row.you', { text }) : text}
        </span>
        <span className={styles['line']}>
          <RowState row={row} now={now} />
          {row.assignedTo === null ? null : (
            <span className={styles['owner']} dir="auto">
              {ownerName(row.assignedTo, t)}
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}

/** The first letter of a name, for eyes only. */
export function Avatar({ name }: { readonly name: string }): ReactNode {
  return (
    <span className={styles['avatar']} aria-hidden="true">
      {Array.from(withoutControls(name).replace(/^[@+]/u, ''))[0]}
    </span>
  )
}

/** What is to be known before opening it: ended, blocked, resting, or how long one may still answer and how long they wait. */
function RowState({ row, now }: { readonly row: ConversationRow; readonly now: number }): ReactNode {
  const { t } = useWords()
  const waited = row.waitingSince === null ? null : waitedWords(now - row.waitingSince)
  return (
    <span className={styles['states']}>
      {row.blocked ? <Tag tone="danger">{t('inbox.row.blocked')}</Tag> : null}
      {row.closed ? <Tag>{t('inbox.row.closed')}</Tag> : <WindowChip closesAt={row.window.closesAt} />}
      {row.snoozedUntil === null ? null : (
        <span className={styles['waits']}>
          <Icon name="snooze" size={14} />
          <DateTime at={row.snoozedUntil} style="short" />
        </span>
      )}
      {waited === null ? null : <span className={styles['waits']}>{t('inbox.row.waits', { time: t(waited.id, waited.values) })}</span>}
    </span>
  )
}
