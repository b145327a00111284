import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react'
import { dayOf, formatDate, useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { Bubble } from './bubble.tsx'
import styles from './message-log.module.css'
import type { Message } from './types.ts'
import type { MessagesReading } from './use-messages.ts'

type MessageLogProps = {
  readonly reading: MessagesReading
  readonly personName: string
  readonly language: string | null
  readonly onTakeBack: (message: Message) => void
}

/** A region that scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 } as const

/** How far from the newest message the reader may be and still count as being there. */
const NEAR_PX = 40

/** Says how many inbound messages came while the reader looks at older ones; never moves what is being read. */
function useNewBelow(messages: readonly Message[]): { readonly count: number; readonly onScroll: (distance: number) => void } {
  const [isAway, setIsAway] = useState(false)
  const [seenId, setSeenId] = useState<string | null>(null)
  const lastId = messages.at(-1)?.messageId ?? null
  if (!isAway && lastId !== seenId) setSeenId(lastId)
  const seenAt = messages.findIndex((message) => message.messageId === seenId)
  const count = isAway ? messages.slice(seenAt + 1).filter((message) => message.direction === 'in').length : 0
  return { count, onScroll: (distance) => setIsAway(distance > NEAR_PX) }
}

/** The messages of one conversation, oldest on top, standing at the newest. */
export function MessageLog({ reading, personName, language, onTakeBack }: MessageLogProps): ReactNode {
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const { messages } = reading
  const { count, onScroll } = useNewBelow(messages)
  const lastOutId = messages.findLast((message) => message.direction === 'out')?.messageId
  // What one has just sent is always brought into sight.
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [lastOutId])
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        className={styles['scroller']}
        {...reachable}
        role="log"
        aria-live="off"
        aria-label={t('inbox.log', { name: personName })}
        data-testid="inbox-log"
        onScroll={(event) => onScroll(-event.currentTarget.scrollTop)}
      >
        <div className={styles['messages']}>
          {reading.more === null ? null : (
            <div className={styles['older']}>
              <Button size="small" onPress={reading.more} isBusy={reading.isFetchingMore} testId="inbox-log-older">
                {t('inbox.older')}
              </Button>
            </div>
          )}
          {messages.map((message, index) => (
            <Fragment key={message.messageId}>
              <DayLine at={message.at} before={messages[index - 1]?.at} />
              <Bubble message={message} personName={personName} language={language} onTakeBack={onTakeBack} />
            </Fragment>
          ))}
        </div>
      </div>
      {count > 0 ? (
        <div className={styles['newBelow']}>
          <Button
            size="small"
            icon="chevron-down"
            testId="inbox-log-new"
            onPress={() => {
              if (scroller.current !== null) scroller.current.scrollTop = 0
            }}
          >
            {t('inbox.newBelow', { count })}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

const DAY_MS = 86_400_000

/** The day between messages of different days. */
function DayLine({ at, before }: { readonly at: number; readonly before: number | undefined }): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const [now] = useState(() => Date.now())
  const day = dayOf(at, timeZone)
  if (before !== undefined && dayOf(before, timeZone) === day) return null
  const date = formatDate(at, 'day', words)
  const name =
    day === dayOf(now, timeZone)
      ? `${t('inbox.today')} · ${date}`
      : day === dayOf(now - DAY_MS, timeZone)
        ? `${t('inbox.yesterday')} · ${date}`
        : date
  return <p className={styles['day']}>{name}</p>
}
