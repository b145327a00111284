import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, useNow } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import type { Message } from '../types.ts'

const TICK_MS = 200

/** Takes a message back while that is possible, with the time that is left for it. */
export function TakeBack({
  message,
  onTakeBack,
}: {
  readonly message: Message
  readonly onTakeBack: (message: Message) => void
}): ReactNode {
  const { t } = useWords()
  const now = useNow(TICK_MS)
  const leftMs = message.heldUntil === null ? 0 : Math.max(0, message.heldUntil - now)
  const seconds = Math.ceil(leftMs / 1000)
  return (
    <div className={styles['held']}>
      {message.state === 'held' ? <Ring share={shareLeft(message, leftMs)} seconds={seconds} /> : null}
      <Button size="small" icon="undo" onPress={() => onTakeBack(message)} needs="inbox.takeBack" testId="inbox-bubble-take-back">
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
