import { useRef, useState, type ReactNode } from 'react'
import type { CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import {
  Button,
  FloatingMenu,
  Icon,
  IconButton,
  Link,
  Phone,
  PlainText,
  Quiet,
  Tag,
  WindowChip,
  langTag,
  type MenuAction,
} from '../../../ui/index.ts'
import { AssignMenu } from '../acts/assign-menu.tsx'
import { BlockDialog } from '../acts/block-dialog.tsx'
import styles from '../chat/conversation.module.css'
import { ownerName } from '../acts/owner-name.ts'
import { PresenceLine } from './presence-line.tsx'
import { SnoozeMenu } from '../acts/snooze-menu.tsx'
import type { ChatStanding } from '../types.ts'
import type { ChatActions } from '../acts/use-chat-actions.ts'
import { useChatShortcuts } from '../acts/use-chat-shortcuts.ts'
import type { Others } from './use-presence.ts'

type ConversationHeadProps = {
  readonly customer: CallOutput<'customer.get'>
  readonly name: string
  readonly standing: ChatStanding
  readonly others: Others
  readonly actions: ChatActions
  readonly isCardOpen: boolean
  readonly onToggleCard: () => void
  readonly onMarkUnread: () => void
  readonly onFind: () => void
}

type Open = 'assign' | 'snooze' | 'more' | 'block' | null

/** Who, how long one may still answer, whose chat it is, and what can be done with it. */
export function ConversationHead(props: ConversationHeadProps): ReactNode {
  const { customer, name, standing, others } = props
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
          <PlainText text={name} />
        </h2>
      </div>
      <HeadActions {...props} />
      <div className={styles['under']}>
        <WindowChip closesAt={standing.window.closesAt} size="header" testId="inbox-conversation-window" />
        <Quiet isSmall>{customer.phone === null ? t('ui.noNumber') : <Phone phone={customer.phone} />}</Quiet>
        {standing.blocked ? <Tag tone="danger">{t('inbox.row.blocked')}</Tag> : null}
        <PresenceLine others={others} />
      </div>
    </header>
  )
}

function HeadActions(props: ConversationHeadProps): ReactNode {
  const { customer, name, standing, actions, isCardOpen, onToggleCard, onMarkUnread } = props
  const { t } = useWords()
  const [open, setOpen] = useState<Open>(null)
  const assignAt = useRef<HTMLButtonElement>(null)
  const snoozeAt = useRef<HTMLButtonElement>(null)
  const moreAt = useRef<HTMLButtonElement>(null)
  const { closed, snoozedUntil, assignedTo } = standing
  useChatShortcuts({
    'Shift+KeyA': { needs: 'inbox.assign', act: () => setOpen('assign') },
    'Shift+KeyS': { needs: 'inbox.snooze', act: () => setOpen('snooze') },
    'Shift+KeyE': { needs: 'inbox.setClosed', act: () => actions.setClosed(!closed) },
    'Shift+KeyU': { needs: 'inbox.markRead', act: onMarkUnread },
  })
  const close = (): void => setOpen(null)
  return (
    <div className={styles['headActions']}>
      <span className={styles['ownerButton']}>
        <Button
          ref={assignAt}
          size="small"
          icon="assign"
          label={assignedTo === null ? t('inbox.assign') : t('inbox.assign.now', { who: ownerName(assignedTo, t) })}
          onPress={() => setOpen('assign')}
          needs="inbox.assign"
          testId="inbox-conversation-assign"
        >
          {assignedTo === null ? t('inbox.assign') : ownerName(assignedTo, t)}
        </Button>
      </span>
      <IconButton
        ref={snoozeAt}
        icon="snooze"
        size="small"
        label={t('inbox.snooze')}
        shortcut="Ctrl+Shift+S"
        onPress={() => setOpen('snooze')}
        needs="inbox.snooze"
        testId="inbox-conversation-snooze"
      />
      <Button
        size="small"
        icon={closed ? 'inbox' : 'check'}
        onPress={() => actions.setClosed(!closed)}
        needs="inbox.setClosed"
        testId="inbox-conversation-close"
      >
        {t(closed ? 'inbox.reopen' : 'inbox.close')}
      </Button>
      <IconButton
        ref={moreAt}
        icon="more"
        size="small"
        label={t('inbox.more')}
        onPress={() => setOpen('more')}
        testId="inbox-conversation-more"
      />
      <span className={styles['cardToggle']} data-open={isCardOpen ? '' : undefined}>
        <IconButton icon="id" label={t('inbox.card.open')} onPress={onToggleCard} testId="inbox-conversation-card" />
      </span>
      <AssignMenu
        anchor={assignAt}
        isOpen={open === 'assign'}
        onClose={close}
        assignedTo={assignedTo?.staffId ?? null}
        assign={actions.assign}
      />
      <SnoozeMenu
        anchor={snoozeAt}
        isOpen={open === 'snooze'}
        onClose={close}
        name={name}
        snoozedUntil={snoozedUntil}
        snooze={actions.snooze}
      />
      <FloatingMenu
        anchor={moreAt}
        label={t('inbox.more')}
        isOpen={open === 'more'}
        onClose={close}
        actions={moreActions({ ...props, onBlock: () => setOpen('block') }, t)}
      />
      {open === 'block' ? <BlockDialog customerId={customer.customerId} name={name} onClose={close} /> : null}
    </div>
  )
}

function moreActions(
  { standing, actions, onMarkUnread, onFind, onBlock }: ConversationHeadProps & { readonly onBlock: () => void },
  t: ReturnType<typeof useWords>['t'],
): readonly MenuAction[] {
  return [
    { id: 'unread', label: t('inbox.markUnread'), needs: 'inbox.markRead', icon: 'message', aside: 'Ctrl+Shift+U', onAction: onMarkUnread },
    { id: 'find', label: t('inbox.find'), icon: 'search', aside: 'Ctrl+F', onAction: onFind },
    standing.blocked
      ? { id: 'unblock', label: t('inbox.block.undo'), needs: 'inbox.setBlocked', icon: 'ok', onAction: actions.unblock }
      : { id: 'block', label: t('inbox.block'), needs: 'inbox.setBlocked', icon: 'ban', isDanger: true, onAction: onBlock },
  ]
}
