import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Link, cx } from '../../../ui/index.ts'
import styles from './quick-reply-menu.module.css'
import { fieldWords } from './field-words.ts'
import { MarkedWords, matchPieces } from '../../../text-match/index.ts'
import type { FilledQuickReply } from '../types.ts'

/** The id of one row, for `aria-activedescendant` of the text box. */
export const quickReplyRowId = (index: number): string => `quick-reply-${index}`
/** The id of the list. */
export const QUICK_REPLY_LIST_ID = 'quick-reply-list'

type QuickReplyMenuProps = {
  readonly replies: readonly FilledQuickReply[]
  readonly query: string
  readonly active: number
  readonly hasAny: boolean
  readonly onPick: (reply: FilledQuickReply) => void
}

/** The quick replies that fit, above the text box; focus stays in the box, which moves through them with the arrows. */
export function QuickReplyMenu({ replies, query, active, hasAny, onPick }: QuickReplyMenuProps): ReactNode {
  const { t } = useWords()
  if (replies.length === 0) {
    return (
      <div className={styles['menu']} data-testid="inbox-quick-empty">
        <p className={styles['none']}>{hasAny ? t('inbox.quick.none', { query }) : t('inbox.quick.empty')}</p>
        <p className={styles['foot']}>
          <Link to={routes.quickReplies()}>{t('inbox.quick.manage')}</Link>
        </p>
      </div>
    )
  }
  return (
    <div className={styles['menu']} data-testid="inbox-quick">
      <div id={QUICK_REPLY_LIST_ID} role="listbox" aria-label={t('inbox.quick.list')} className={styles['list']}>
        {replies.map((reply, index) => (
          <Row key={reply.quickReplyId} reply={reply} query={query} index={index} isActive={index === active} onPick={onPick} />
        ))}
      </div>
      <p className={styles['foot']}>
        <span>{t('inbox.quick.hint')}</span>
        <Link to={routes.quickReplies()}>{t('inbox.quick.manage')}</Link>
      </p>
    </div>
  )
}

type RowProps = {
  readonly reply: FilledQuickReply
  readonly query: string
  readonly index: number
  readonly isActive: boolean
  readonly onPick: (reply: FilledQuickReply) => void
}

function Row({ reply, query, index, isActive, onPick }: RowProps): ReactNode {
  const { t, list } = useWords()
  return (
    // The text box keeps the focus and reads this row out by its id; keys are handled there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={quickReplyRowId(index)}
      role="option"
      aria-selected={isActive}
      className={cx(styles['row'], isActive && styles['active'])}
      data-testid="inbox-quick-row"
      ref={isActive ? scrollIntoView : undefined}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(reply)}
    >
      <span className={styles['shortcut']} dir="ltr">
        /<MarkedWords pieces={matchPieces(reply.shortcut, query)} />
      </span>
      <span className={styles['title']} dir="auto">
        <MarkedWords pieces={matchPieces(reply.title, query)} />
      </span>
      <span className={styles['text']} dir="auto">
        <MarkedWords pieces={matchPieces(reply.filled.replaceAll('\n', ' '), query)} />
      </span>
      <span className={styles['aside']}>
        {reply.files.length === 0 ? null : <span>{t('inbox.quick.files', { count: reply.files.length })}</span>}
        {reply.retailerIds.length === 0 ? null : <span>{t('inbox.quick.products', { count: reply.retailerIds.length })}</span>}
        {reply.missing.length === 0 ? null : (
          <span className={styles['missing']}>
            {t('inbox.quick.missing', { fields: list(reply.missing.map((name) => fieldWords(name, t))) })}
          </span>
        )}
      </span>
    </div>
  )
}

const scrollIntoView = (row: HTMLElement | null): void => row?.scrollIntoView({ block: 'nearest' })
