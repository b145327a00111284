import { Fragment, memo, useState, type ReactNode } from 'react'
import { dayOf, formatDate, useWords } from '../../../i18n/index.ts'
import { Bubble } from '../bubble/bubble.tsx'
import type { MessageDoings } from '../bubble/message-doings.ts'
import styles from './message-log.module.css'
import { nothingPortioned, portionsOf, type Portion } from './portions.ts'
import type { Message } from '../types.ts'

type MessageRowsProps = {
  readonly messages: readonly Message[]
  readonly personName: string
  readonly language: string | null
  readonly foundId: string | null
  readonly isWindowOpen: boolean
  readonly doings: MessageDoings
  readonly onMenu: (message: Message, anchor: HTMLElement) => void
  readonly onJump: (messageId: string) => void
}

/**
 * The messages with the days between them. Drawn anew only when one of them changed, and then only its portion: a letter typed below, or
 * a page more above, must not cost hundreds of bubbles.
 */
export const MessageRows = memo(function MessageRows({ messages, foundId, ...same }: MessageRowsProps): ReactNode {
  const [before, setBefore] = useState(nothingPortioned)
  const portioned = before.messages === messages ? before : portionsOf(before, messages)
  if (portioned !== before) setBefore(portioned)
  return portioned.portions.map((portion, place) => (
    <Rows
      key={portion.key}
      {...same}
      portion={portion}
      previousAt={portioned.portions[place - 1]?.messages.at(-1)?.at ?? null}
      foundId={portion.messages.some(({ messageId }) => messageId === foundId) ? foundId : null}
    />
  ))
})

type RowsProps = Omit<MessageRowsProps, 'messages'> & {
  readonly portion: Portion
  /** When the message before the first of these is from. */
  readonly previousAt: number | null
}

/** About as high as a message of two lines with what stands around it. Only a guess until the portion is near. */
const ROW_PX = 68

const Rows = memo(function Rows({ portion, previousAt, foundId, ...same }: RowsProps): ReactNode {
  const { timeZone } = useWords()
  const { messages } = portion
  const days = [...(previousAt === null ? [] : [previousAt]), ...messages.map(({ at }) => at)].map((at) => dayOf(at, timeZone))
  const from = days.length - messages.length
  return (
    <div className={styles['portion']} style={{ containIntrinsicBlockSize: `auto ${messages.length * ROW_PX}px` }}>
      {messages.map((message, index) => (
        <Fragment key={message.messageId}>
          {days[from + index] === days[from + index - 1] ? null : <DayLine at={message.at} />}
          <SteadyBubble {...same} message={message} isFound={message.messageId === foundId} />
        </Fragment>
      ))}
    </div>
  )
})

const SteadyBubble = memo(Bubble)

const DAY_MS = 86_400_000

/** The day between messages of different days. */
function DayLine({ at }: { readonly at: number }): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const [now] = useState(() => Date.now())
  const day = dayOf(at, timeZone)
  const date = formatDate(at, 'day', words)
  const name =
    day === dayOf(now, timeZone)
      ? t('inbox.dayNamed', { name: t('inbox.today'), date })
      : day === dayOf(now - DAY_MS, timeZone)
        ? t('inbox.dayNamed', { name: t('inbox.yesterday'), date })
        : date
  return <p className={styles['day']}>{name}</p>
}
