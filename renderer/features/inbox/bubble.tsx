import type { ReactNode } from 'react'
import { formatDate, isMessageId, metaWordIds, useWords, type MessageId } from '../../i18n/index.ts'
import { Button, DateTime, cx, useNow } from '../../ui/index.ts'
import { BubbleContent } from './bubble-content.tsx'
import { BubbleHead, Edited, isAuto, Reactions } from './bubble-marks.tsx'
import styles from './bubble.module.css'
import { messageSummary } from './message-summary.ts'
import { Small } from './small-line.tsx'
import { StateMark } from './state-mark.tsx'
import type { Message } from './types.ts'

type BubbleProps = {
  readonly message: Message
  readonly personName: string
  readonly language: string | null
  readonly onTakeBack: (message: Message) => void
}

const failedStates: ReadonlySet<Message['state']> = new Set(['failed', 'rejected', 'skipped', 'in_doubt', 'unconfirmed'])
const canComeBack: ReadonlySet<Message['state']> = new Set(['held', 'waiting'])

/** One message. Its name says who, when and how far it got, in words. */
export function Bubble({ message, personName, language, onTakeBack }: BubbleProps): ReactNode {
  return (
    <article
      className={cx(
        styles['bubble'],
        styles[message.direction],
        isAuto(message) && styles['auto'],
        message.state === 'taken-back' && styles['gone'],
      )}
      aria-label={useBubbleName(message, personName)}
      data-testid="inbox-bubble"
      data-state={message.state}
      data-id={message.messageId}
    >
      <BubbleHead message={message} />
      <Said message={message} lang={message.direction === 'in' ? language : null} />
      <BubbleFoot message={message} />
      <Reactions reactions={message.reactions} />
      {failedStates.has(message.state) && message.origin === null ? <Reason message={message} /> : null}
      {canComeBack.has(message.state) ? <TakeBack message={message} onTakeBack={onTakeBack} /> : null}
    </article>
  )
}

/** What a message holds; of a withdrawn one nothing is left to show. */
function Said({ message, lang }: { readonly message: Message; readonly lang: string | null }): ReactNode {
  const { t } = useWords()
  if (message.withdrawnAt !== null) return <Small icon="ban">{t('inbox.bubble.withdrawn')}</Small>
  return (
    <>
      <BubbleContent content={message.content} lang={lang} />
      {message.edited === null ? null : <Edited edited={message.edited} />}
    </>
  )
}

/** Who, when and how far it got, in words. */
function useBubbleName(message: Message, personName: string): string {
  const words = useWords()
  const { t } = words
  const facts = {
    name: personName,
    text: messageSummary(message, words),
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
      {isOut && message.state !== 'held' ? <span className={styles['state']}>{t(`inbox.state.${message.state}`)}</span> : null}
      <DateTime at={message.at} style="time" />
      {isOut ? <StateMark state={message.state} /> : null}
    </p>
  )
}

/** Why a message did not arrive and what can be done, in plain words; Meta's code is only for looking it up. */
function Reason({ message }: { readonly message: Message }): ReactNode {
  const { t } = useWords()
  const ids = reasonIds(message)
  return (
    <div className={styles['reason']} data-testid="inbox-bubble-reason">
      <p>{t(ids.what)}</p>
      <p>{t(ids.do)}</p>
      {message.metaCode === null ? null : <p className={styles['code']}>{t('ui.meta.code', { code: String(message.metaCode) })}</p>}
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

const TICK_MS = 200

function TakeBack({ message, onTakeBack }: { readonly message: Message; readonly onTakeBack: (message: Message) => void }): ReactNode {
  const { t } = useWords()
  const now = useNow(TICK_MS)
  const leftMs = message.heldUntil === null ? 0 : Math.max(0, message.heldUntil - now)
  const seconds = Math.ceil(leftMs / 1000)
  return (
    <div className={styles['held']}>
      {message.state === 'held' ? <Ring share={shareLeft(message, leftMs)} seconds={seconds} /> : null}
      <Button size="small" icon="undo" onPress={() => onTakeBack(message)} testId="inbox-bubble-take-back">
        {t('inbox.bubble.takeBack')}
      </Button>
    </div>
  )
}

const RING_LENGTH = 2 * Math.PI * 9
/** How much of the time to take it back is left, 0 to 1. */
const shareLeft = (message: Message, leftMs: number): number =>
  message.heldUntil === null ? 0 : Math.min(1, leftMs / Math.max(1, message.heldUntil - message.at))

/** Time left to take a message back, as a ring and as a number; only the number where motion is not wanted. */
function Ring({ share, seconds }: { readonly share: number; readonly seconds: number }): ReactNode {
  const { t, number } = useWords()
  return (
    <span className={styles['ring']} role="img" aria-label={t('inbox.bubble.heldSeconds', { seconds })}>
      <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" fill="none" stroke="var(--line)" strokeWidth="2" />
        <circle
          cx="12"
          cy="12"
          r="9"
          fill="none"
          stroke="var(--accent-fill)"
          strokeWidth="2"
          strokeDasharray={RING_LENGTH}
          strokeDashoffset={RING_LENGTH * (1 - share)}
          transform="rotate(-90 12 12)"
        />
      </svg>
      <span className={styles['ringNumber']}>{number(seconds)}</span>
    </span>
  )
}
