import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Button, Icon, IconButton, Link, Menu, Phone, Quiet, WindowChip, langTag } from '../../ui/index.ts'
import styles from './conversation.module.css'

type ConversationHeadProps = {
  readonly customer: CallOutput<'customer.get'>
  readonly name: string
  readonly closesAt: number | null
  readonly isClosed: boolean
  readonly isCardOpen: boolean
  readonly onToggleCard: () => void
  readonly onSetClosed: (closed: boolean) => void
  readonly onMarkUnread: () => void
}

/** Who, and how long one may still answer, in words and numbers. */
export function ConversationHead(props: ConversationHeadProps): ReactNode {
  const { customer, name, closesAt, isClosed, isCardOpen, onToggleCard, onSetClosed, onMarkUnread } = props
  const { t } = useWords()
  return (
    <header className={styles['head']}>
      <span className={styles['back']}>
        <Link to={routes.inbox()} testId="inbox-conversation-back">
          <Icon name="back" />
          {t('ui.back')}
        </Link>
      </span>
      <div className={styles['who']}>
        <h2 className={styles['name']} dir="auto" lang={langTag(customer.language)} data-testid="inbox-conversation-name">
          {name}
        </h2>
        <Quiet isSmall>{customer.phone === null ? t('ui.noNumber') : <Phone phone={customer.phone} />}</Quiet>
      </div>
      <WindowChip closesAt={closesAt} size="header" testId="inbox-conversation-window" />
      <div className={styles['headActions']}>
        <Button size="small" icon={isClosed ? 'inbox' : 'check'} onPress={() => onSetClosed(!isClosed)} testId="inbox-conversation-close">
          {t(isClosed ? 'inbox.reopen' : 'inbox.close')}
        </Button>
        <Menu
          label={t('inbox.more')}
          trigger={<IconButton icon="more" label={t('inbox.more')} testId="inbox-conversation-more" />}
          actions={[{ id: 'unread', label: t('inbox.markUnread'), icon: 'message', onAction: onMarkUnread }]}
        />
        <span className={styles['cardToggle']} data-open={isCardOpen ? '' : undefined}>
          <IconButton icon="id" label={t('inbox.card.open')} onPress={onToggleCard} testId="inbox-conversation-card" />
        </span>
      </div>
    </header>
  )
}
