import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { DateTime, PlainText } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import { Small } from './small-line.tsx'
import type { Message } from '../types.ts'

/** A machine sent it when no person's name stands on it: an automatic answer, or a broadcast. */
export const isAuto = (message: Message): boolean =>
  message.direction === 'out' &&
  (message.sentBy === null || message.sentBy === 'auto') &&
  message.broadcastName === null &&
  message.origin === null

type BubbleHeadProps = { readonly message: Message; readonly onJump: (messageId: string) => void }

/** What stands above a message: what it answers, where it comes from, and who sent it if no person did. */
export function BubbleHead({ message, onJump }: BubbleHeadProps): ReactNode {
  const { t } = useWords()
  const { quotes, aboutProduct, broadcastName, forwarded, referral, origin } = message
  return (
    <>
      {origin === null ? null : <p className={styles['label']}>{t(`inbox.bubble.origin.${origin}`)}</p>}
      {forwarded === null ? null : <Small icon="external">{t(`inbox.bubble.forwarded.${forwarded}`)}</Small>}
      {referral === null ? null : <Referral referral={referral} />}
      {message.content.kind === 'note' ? <p className={styles['label']}>{t('inbox.note.mark')}</p> : null}
      {quotes === null ? null : <Quoted quotes={quotes} onJump={onJump} />}
      {aboutProduct === null ? null : <AboutProduct retailerId={aboutProduct} />}
      {broadcastName === null ? null : <p className={styles['label']}>{t('inbox.bubble.broadcast', { name: broadcastName })}</p>}
      {isAuto(message) ? <p className={styles['label']}>{t('inbox.bubble.autoLabel')}</p> : null}
    </>
  )
}

/** The message that is answered; a click leads to it where it is kept. */
function Quoted({
  quotes,
  onJump,
}: {
  readonly quotes: NonNullable<Message['quotes']>
  readonly onJump: (messageId: string) => void
}): ReactNode {
  const { t } = useWords()
  const { messageId, text } = quotes
  const words = text === '' ? t('inbox.bubble.quoteGone') : <PlainText text={text} />
  return (
    <blockquote className={styles['quote']} dir="auto">
      {messageId === null ? (
        words
      ) : (
        <button type="button" className={styles['jump']} onClick={() => onJump(messageId)} data-testid="inbox-bubble-quote">
          {words}
        </button>
      )}
    </blockquote>
  )
}

/** The advertisement that a customer came from; its address is only for reading, since nothing of it is opened here. */
function Referral({ referral }: { readonly referral: NonNullable<Message['referral']> }): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['quote']} dir="auto">
      <p>{t('inbox.bubble.referral', { headline: referral.headline })}</p>
      {referral.text === '' ? null : <p>{referral.text}</p>}
      {referral.url === '' ? null : <bdi dir="ltr">{referral.url}</bdi>}
    </div>
  )
}

/** The product that a customer asks about, by its name where the catalog knows it. */
function AboutProduct({ retailerId }: { readonly retailerId: string }): ReactNode {
  const { t } = useWords()
  const { data } = useCall('catalog.product', { retailerId })
  return <p className={styles['small']}>{t('inbox.bubble.about', { product: data?.product.name ?? retailerId })}</p>
}

/** What happened to a message afterwards: it was edited, and how it read first. */
export function Edited({ edited }: { readonly edited: NonNullable<Message['edited']> }): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['edited']} data-testid="inbox-bubble-edited">
      <Small>
        {t('inbox.bubble.edited')} <DateTime at={edited.at} style="time" />
      </Small>
      {edited.before === '' ? null : <Small>{t('inbox.bubble.editedBefore', { text: edited.before })}</Small>}
    </div>
  )
}

/** Reactions of both sides, on the message that they belong to. */
export function Reactions({ reactions }: { readonly reactions: Message['reactions'] }): ReactNode {
  const { t } = useWords()
  if (reactions.length === 0) return null
  return (
    <ul className={styles['reactions']}>
      {reactions.map(({ from, emoji }) => (
        <li key={from} aria-label={t(`inbox.bubble.reactionFrom.${from}`, { emoji })} data-testid="inbox-bubble-reaction">
          {emoji}
        </li>
      ))}
    </ul>
  )
}
