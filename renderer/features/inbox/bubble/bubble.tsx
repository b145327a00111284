import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { formatDate, isMessageId, metaWordIds, useWords, type MessageId } from '../../../i18n/index.ts'
import { Allowed, Button, cx, DateTime, Icon, PlainText, withoutControls, useMay } from '../../../ui/index.ts'
import { MarkWrong } from '../automation/mark-wrong.tsx'
import { BubbleContent } from './bubble-content.tsx'
import { BubbleHead, Edited, isAuto, Reactions } from './bubble-marks.tsx'
import styles from './bubble.module.css'
import { actionsOf, textToRepeat, type MessageDoings } from './message-doings.ts'
import { messageSummary } from './message-summary.ts'
import { OrderCards } from '../order/order-cards.tsx'
import { Small } from './small-line.tsx'
import { StateMark } from './state-mark.tsx'
import { TakeBack } from './take-back.tsx'
import type { Message } from '../types.ts'

type BubbleProps = {
  readonly message: Message
  readonly personName: string
  readonly language: string | null
  /** It is what was looked for. */
  readonly isFound: boolean
  readonly isWindowOpen: boolean
  readonly doings: MessageDoings
  /** Opens the menu of the message at an element. */
  readonly onMenu: (message: Message, anchor: HTMLElement) => void
  readonly onJump: (messageId: string) => void
}

const failedStates: ReadonlySet<Message['state']> = new Set(['failed', 'rejected', 'skipped', 'in_doubt', 'unconfirmed'])
const canComeBack: ReadonlySet<Message['state']> = new Set(['held', 'waiting'])

/** One message. Its name says who, when and how far it got, in words. */
export function Bubble(props: BubbleProps): ReactNode {
  const { message, personName, language, isFound, isWindowOpen, doings, onMenu, onJump } = props
  const may = useMay()
  const hasMenu = actionsOf(message, { isWindowOpen, may }).length > 0
  const openBy = (event: KeyboardEvent<HTMLElement>): void => {
    const isWanted = event.code === 'Enter' || event.code === 'ContextMenu' || (event.code === 'F10' && event.shiftKey)
    if (!hasMenu || !isWanted || event.target !== event.currentTarget) return
    event.preventDefault()
    onMenu(message, event.currentTarget)
  }
  const openAt = (event: MouseEvent<HTMLElement>): void => {
    // Whoever has marked words wants to copy them.
    if (!hasMenu || window.getSelection()?.isCollapsed === false) return
    event.preventDefault()
    onMenu(message, event.currentTarget)
  }
  return (
    // A message can be walked to by the arrows of the log and has a menu of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className={cx(
        styles['bubble'],
        styles[message.direction],
        isAuto(message) && styles['auto'],
        message.content.kind === 'note' && styles['note'],
        message.state === 'taken-back' && styles['gone'],
        isFound && styles['found'],
      )}
      tabIndex={-1}
      aria-label={useBubbleName(message, personName)}
      data-testid="inbox-bubble"
      data-state={message.state}
      data-kind={message.content.kind}
      data-id={message.messageId}
      onKeyDown={openBy}
      onContextMenu={openAt}
    >
      <BubbleHead message={message} onJump={onJump} />
      <Said message={message} lang={message.direction === 'in' ? language : null} />
      <BubbleFoot message={message} />
      {isAuto(message) ? <MarkWrong customerId={message.customerId} messageId={message.messageId} /> : null}
      <Reactions reactions={message.reactions} />
      {failedStates.has(message.state) && message.origin === null ? <Reason message={message} doings={doings} /> : null}
      {message.state === 'waiting' && message.reason !== null ? <Waits reason={message.reason} /> : null}
      {canComeBack.has(message.state) ? <TakeBack message={message} onTakeBack={doings.onTakeBack} /> : null}
      {hasMenu ? <MenuButton onPress={(anchor) => onMenu(message, anchor)} /> : null}
    </article>
  )
}

/** Opens the menu by mouse; by keys it opens from the message itself, so that a chat is not sixty stops of the Tab key. */
function MenuButton({ onPress }: { readonly onPress: (anchor: HTMLElement) => void }): ReactNode {
  const { t } = useWords()
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['menuButton']}
      aria-label={t('inbox.bubble.menu')}
      data-testid="inbox-bubble-menu"
      onClick={(event) => onPress(event.currentTarget)}
    >
      <Icon name="more" size={16} />
    </button>
  )
}

/** Why a message still waits, where that is known. */
function Waits({ reason }: { readonly reason: string }): ReactNode {
  const { t } = useWords()
  const id = `errors.${reason}.what`
  return isMessageId(id) ? <Small icon="clock">{t(id)}</Small> : null
}

/** What a message holds; of a withdrawn one nothing is left to show. */
function Said({ message, lang }: { readonly message: Message; readonly lang: string | null }): ReactNode {
  const { t } = useWords()
  if (message.withdrawnAt !== null) return <Small icon="ban">{t('inbox.bubble.withdrawn')}</Small>
  return (
    <>
      <BubbleContent content={message.content} lang={lang} />
      {message.content.kind === 'order' && message.direction === 'in' ? <OrderCards messageId={message.messageId} /> : null}
      {message.edited === null ? null : <Edited edited={message.edited} />}
    </>
  )
}

/** Who, when and how far it got, in words. */
function useBubbleName(message: Message, personName: string): string {
  const words = useWords()
  const { t } = words
  const facts = {
    name: withoutControls(personName),
    text: withoutControls(messageSummary(message, words)),
    time: formatDate(message.at, 'time', words),
    state: t(`inbox.state.${message.state}`),
  }
  if (message.direction === 'in') return t('inbox.bubble.them', facts)
  return t(isAuto(message) ? 'inbox.bubble.auto' : 'inbox.bubble.you', facts)
}

function BubbleFoot({ message }: { readonly message: Message }): ReactNode {
  const { t } = useWords()
  const isOut = message.direction === 'out'
  return (
    <p className={styles['foot']}>
      <Writer message={message} />
      {isOut && message.state !== 'held' ? <span className={styles['state']}>{t(`inbox.state.${message.state}`)}</span> : null}
      <DateTime at={message.at} style="time" />
      {isOut ? <StateMark state={message.state} /> : null}
    </p>
  )
}

/** Who of the staff wrote it; the owner of a shop with one person needs no name. */
function Writer({ message }: { readonly message: Message }): ReactNode {
  const { sentBy, direction } = message
  if (direction === 'in' || sentBy === null || sentBy === 'auto' || sentBy === 'owner') return null
  return (
    <span className={styles['state']} dir="auto">
      <PlainText text={sentBy} />
    </span>
  )
}

/** Why a message did not arrive and what can be done, in plain words; Meta's code is only for looking it up. */
function Reason({ message, doings }: { readonly message: Message; readonly doings: MessageDoings }): ReactNode {
  const { t } = useWords()
  const ids = reasonIds(message)
  const text = textToRepeat(message)
  return (
    <div className={styles['reason']} data-testid="inbox-bubble-reason">
      <p>{t(ids.what)}</p>
      <p>{t(ids.do)}</p>
      {message.metaCode === null ? null : <p className={styles['code']}>{t('ui.meta.code', { code: String(message.metaCode) })}</p>}
      {text === null ? null : (
        <Allowed needs={['inbox.reply', 'inbox.propose']}>
          <p className={styles['fixes']}>
            {message.reason === 'window-closed' ? (
              <Button size="small" icon="template" onPress={doings.onTemplate} testId="inbox-bubble-template">
                {t('inbox.composer.template')}
              </Button>
            ) : null}
            <Button size="small" icon="undo" onPress={() => doings.onEditAgain(text)} testId="inbox-bubble-again">
              {t('inbox.bubble.again')}
            </Button>
          </p>
        </Allowed>
      )}
    </div>
  )
}

function reasonIds(message: Message): { readonly what: MessageId; readonly do: MessageId } {
  if (message.metaCode !== null) return metaWordIds(message.metaCode)
  const reason = message.reason ?? 'meta-outcome-unknown'
  const what = `errors.${reason}.what`
  const toDo = `errors.${reason}.do`
  return isMessageId(what) && isMessageId(toDo)
    ? { what, do: toDo }
    : { what: 'errors.meta-outcome-unknown.what', do: 'errors.meta-outcome-unknown.do' }
}
