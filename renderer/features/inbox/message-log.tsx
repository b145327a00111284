import { Fragment, useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject, type UIEvent } from 'react'
import { dayOf, formatDate, useWords } from '../../i18n/index.ts'
import { Button, Skeleton } from '../../ui/index.ts'
import { Bubble } from './bubble.tsx'
import type { MessageDoings } from './message-doings.ts'
import styles from './message-log.module.css'
import { useMessageMenu } from './use-message-menu.tsx'
import type { MessagesReading } from './use-messages.ts'
import { useNewBelow } from './use-new-below.ts'
import type { Place } from './use-place.ts'

type MessageLogProps = {
  readonly reading: MessagesReading
  readonly personName: string
  readonly language: string | null
  readonly place: Place
  readonly isWindowOpen: boolean
  readonly doings: MessageDoings
}

/** A region that scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 } as const
/** So near to the end of what was read, the next page is fetched. */
const FETCH_PX = 400

/** The messages of one conversation, oldest on top, standing at the newest or at the one that was asked for. */
export function MessageLog({ reading, personName, language, place, isWindowOpen, doings }: MessageLogProps): ReactNode {
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const { messages, more, back, isAtNewest } = reading
  const { count, onScroll } = useNewBelow(messages)
  const menu = useMessageMenu(isWindowOpen, doings)
  const foundId = useFoundInSight(scroller, reading, place)
  const lastOutId = isAtNewest ? messages.findLast((message) => message.direction === 'out')?.messageId : undefined
  // What one has just sent is always brought into sight.
  useEffect(() => {
    if (scroller.current !== null && place.target === null) scroller.current.scrollTop = 0
  }, [lastOutId, place.target])
  const onScrolled = ({ currentTarget: pane }: UIEvent<HTMLDivElement>): void => {
    onScroll(-pane.scrollTop)
    if (reading.isFetching) return
    if (pane.scrollHeight - pane.clientHeight + pane.scrollTop < FETCH_PX) more?.()
    else if (-pane.scrollTop < FETCH_PX) back?.()
  }
  const toNewest = (): void => {
    place.toNewest()
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }
  const jumpTo = (messageId: string): void =>
    place.jumpTo(
      messageId,
      messages.some((message) => message.messageId === messageId),
    )
  return (
    <div className={styles['frame']}>
      {/* The arrows lead from message to message. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className={styles['scroller']}
        {...reachable}
        role="log"
        aria-live="off"
        aria-label={t('inbox.log', { name: personName })}
        data-testid="inbox-log"
        onScroll={onScrolled}
        onKeyDown={walkBubbles}
      >
        <div className={styles['messages']}>
          {more === null ? null : (
            <div className={styles['older']}>
              <Button size="small" onPress={more} isBusy={reading.isFetchingMore} testId="inbox-log-older">
                {t('inbox.older')}
              </Button>
            </div>
          )}
          {messages.length === 0 && reading.isFetching ? <Skeleton rows={4} /> : null}
          {messages.map((message, index) => (
            <Fragment key={message.messageId}>
              <DayLine at={message.at} before={messages[index - 1]?.at} />
              <Bubble
                message={message}
                personName={personName}
                language={language}
                isFound={message.messageId === foundId}
                isWindowOpen={isWindowOpen}
                doings={doings}
                onMenu={menu.open}
                onJump={jumpTo}
              />
            </Fragment>
          ))}
        </div>
      </div>
      {menu.element}
      {count > 0 || !isAtNewest ? (
        <div className={styles['newBelow']}>
          <Button size="small" icon="chevron-down" testId="inbox-log-new" onPress={toNewest}>
            {count > 0 ? t('inbox.newBelow', { count }) : t('inbox.toNewest')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Brings the message that was asked for into the middle, once, as soon as it is there. */
function useFoundInSight(scroller: RefObject<HTMLDivElement | null>, { messages }: MessagesReading, { target }: Place): string | null {
  const doneTimes = useRef(-1)
  useEffect(() => {
    if (target === null || doneTimes.current === target.times) return
    const bubble = scroller.current?.querySelector(`[data-id="${CSS.escape(target.messageId)}"]`)
    if (bubble === null || bubble === undefined) return
    doneTimes.current = target.times
    bubble.scrollIntoView({ block: 'center' })
  }, [scroller, messages, target])
  return target?.messageId ?? null
}

/** Arrows lead from message to message once the log has the focus; the menu of one opens with Enter. */
function walkBubbles(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.code !== 'ArrowUp' && event.code !== 'ArrowDown') return
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return
  const bubbles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')]
  const here = bubbles.indexOf(event.target)
  if (here === -1 && event.target !== event.currentTarget) return
  const next = event.code === 'ArrowUp' ? (here === -1 ? bubbles.at(-1) : bubbles[here - 1]) : bubbles[here + 1]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
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
      ? t('inbox.dayNamed', { name: t('inbox.today'), date })
      : day === dayOf(now - DAY_MS, timeZone)
        ? t('inbox.dayNamed', { name: t('inbox.yesterday'), date })
        : date
  return <p className={styles['day']}>{name}</p>
}
