import { useCallback, useDeferredValue, useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject, type UIEvent } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Skeleton } from '../../../ui/index.ts'
import type { MessageDoings } from '../bubble/message-doings.ts'
import styles from './message-log.module.css'
import { MessageRows } from './message-rows.tsx'
import { useMessageMenu } from './use-message-menu.tsx'
import type { Message } from '../types.ts'
import type { MessagesReading } from './use-messages.ts'
import { useNewBelow } from './use-new-below.ts'
import type { Place } from './use-place.ts'
import { useSteady } from './use-steady.ts'

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
/** So near to the end of what was read, the next page is fetched: nearly two pages before it, so that a fast wheel does not stand still. */
const FETCH_PX = 5_000

/** The messages of one conversation, oldest on top, standing at the newest or at the one that was asked for. */
export function MessageLog({ reading, personName, language, place, isWindowOpen, doings }: MessageLogProps): ReactNode {
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const { messages, more, isAtNewest } = reading
  // Drawn between the frames of a scroll, in pieces.
  const shown = useDeferredValue(messages)
  const readOn = useReadingOn(scroller, reading, shown)
  const { count, onScroll } = useNewBelow(messages, isAtNewest)
  const menu = useMessageMenu(isWindowOpen, doings)
  const foundId = useFoundInSight(scroller, shown, place)
  useSentInSight(scroller, reading, place)
  const onScrolled = ({ currentTarget: pane }: UIEvent<HTMLDivElement>): void => {
    onScroll(-pane.scrollTop)
    readOn(pane)
  }
  const toNewest = (): void => {
    place.toNewest()
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }
  const steadyDoings = useSteady(doings)
  const { onJump: steadyJump } = useSteady({
    onJump: (messageId: string): void =>
      place.jumpTo(
        messageId,
        messages.some((message) => message.messageId === messageId),
      ),
  })
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
          <MessageRows
            messages={shown}
            personName={personName}
            language={language}
            foundId={foundId}
            isWindowOpen={isWindowOpen}
            doings={steadyDoings}
            onMenu={menu.open}
            onJump={steadyJump}
          />
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

/**
 * Reads the next page where the reader is near the end of what was read: when they scroll, and when a reading has ended that kept it
 * from being asked for.
 */
function useReadingOn(
  scroller: RefObject<HTMLDivElement | null>,
  { isFetching, more, back, messages }: MessagesReading,
  shown: readonly Message[],
): (pane: HTMLElement) => void {
  // Until what was read is drawn, nobody knows how near its end is.
  const isWaiting = isFetching || shown !== messages
  const readOn = useCallback(
    (pane: HTMLElement): void => {
      if (isWaiting) return
      if (pane.scrollHeight - pane.clientHeight + pane.scrollTop < FETCH_PX) more?.()
      else if (-pane.scrollTop < FETCH_PX) back?.()
    },
    [isWaiting, more, back],
  )
  useEffect(() => {
    const pane = scroller.current
    if (pane !== null && pane.scrollTop !== 0) readOn(pane)
  }, [scroller, readOn])
  return readOn
}

/** What one has just sent is always brought into sight; what was sent before never moves what is being read. */
function useSentInSight(scroller: RefObject<HTMLDivElement | null>, { messages, isAtNewest }: MessagesReading, { target }: Place): void {
  const newestOutId = isAtNewest ? messages.findLast((message) => message.direction === 'out')?.messageId : undefined
  const known = useRef<string | undefined>(undefined)
  useEffect(() => {
    // Far back, the newest are not among what was read.
    if (newestOutId === undefined || newestOutId === known.current) return
    known.current = newestOutId
    if (target === null) scroller.current?.scrollTo({ top: 0 })
  }, [scroller, newestOutId, target])
}

/** Brings the message that was asked for into the middle, once, as soon as it is there. */
function useFoundInSight(scroller: RefObject<HTMLDivElement | null>, messages: readonly Message[], { target }: Place): string | null {
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
