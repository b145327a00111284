import { memo, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useCall, useShell, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { ErrorStrip, Skeleton, useNow, useToast, windowLeft } from '../../../ui/index.ts'
import { ChatAutomation } from '../automation/chat-automation.tsx'
import type { ComposerHandle } from '../composer/composer.tsx'
import { ConversationHead } from '../head/conversation-head.tsx'
import styles from './conversation.module.css'
import { FindBar, type FindHandle } from '../head/find-bar.tsx'
import { MessageLog } from '../log/message-log.tsx'
import { nameOfCustomer } from '../person-name.ts'
import type { ChatStanding, Message } from '../types.ts'
import { useChatActions } from '../acts/use-chat-actions.ts'
import { useChatShortcuts } from '../acts/use-chat-shortcuts.ts'
import { useDraft } from '../composer/use-draft.ts'
import { useInboundAnnouncer } from './use-inbound-announcer.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useMessages, type MessagesReading } from '../log/use-messages.ts'
import { usePlace, type Place } from '../log/use-place.ts'
import { useSteady } from '../log/use-steady.ts'
import { usePresence } from '../head/use-presence.ts'
import { useTakeBack } from './use-take-back.ts'
import { Writing, type WritingMode } from '../composer/writing.tsx'

type ConversationProps = {
  readonly customerId: string
  /** The message to open it at; null opens it at the newest. */
  readonly messageId: string | null
  readonly isCardOpen: boolean
  readonly onToggleCard: () => void
}

/** One conversation: its head, its messages, and where one writes. */
export function Conversation(props: ConversationProps): ReactNode {
  const { customerId, messageId } = props
  const { t } = useWords()
  const toast = useToast()
  const customer = useCall('customer.get', { customerId })
  const place = usePlace(messageId)
  const reading = useMessages(customerId, place.around)
  const error = customer.error ?? reading.error
  const isPlaceGone = reading.error?.code === 'message-missing' && place.around !== null
  const { toNewest } = place
  useEffect(() => {
    if (!isPlaceGone) return
    toast({ text: t('errors.message-missing.what'), tone: 'trouble' })
    toNewest()
  }, [isPlaceGone, t, toNewest, toast])
  if (error !== null && !isPlaceGone && (customer.data === undefined || reading.standing === undefined)) {
    const retry = (): void => {
      customer.refetch()
      reading.refetch()
    }
    return (
      <div className={styles['alone']}>
        <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: retry }} />
      </div>
    )
  }
  if (customer.data === undefined || reading.standing === undefined) return <Skeleton rows={6} rowHeight="chat" />
  return <Open {...props} customer={customer.data} reading={reading} standing={reading.standing} place={place} />
}

type OpenProps = ConversationProps & {
  readonly customer: CallOutput<'customer.get'>
  readonly reading: MessagesReading
  readonly standing: ChatStanding
  readonly place: Place
}

// A page of messages more is no reason to draw what stands around them.
const SteadyHead = memo(ConversationHead)
const SteadyAutomation = memo(ChatAutomation)
const SteadyWriting = memo(Writing)

const WINDOW_CHECK_MS = 15_000
const DEFAULT_HOLD_MS = 3_000

function Open(props: OpenProps): ReactNode {
  const { customerId, customer, reading, standing, place } = props
  const { t } = useWords()
  const { data: shell } = useShell()
  const composer = useRef<ComposerHandle>(null)
  const name = nameOfCustomer(customer)
  const draft = useDraft(customerId, standing.draft)
  const [mode, setMode] = useState<WritingMode>('reply')
  const [quoting, setQuoting] = useState<Message | null>(null)
  const left = windowLeft(standing.window.closesAt, useNow(WINDOW_CHECK_MS))
  const isOpen = left.state !== 'closed' && left.state !== 'never'
  const takeBack = useTakeBack(reading.messages, draft, composer)
  useInboundAnnouncer(reading.messages, { personName: name, isAtNewest: reading.isAtNewest })
  const { stayUnread } = useMarkRead(customerId, reading.messages)
  const actions = useSteady(useChatActions(customerId, name))
  const { others, onWriting } = usePresence(customerId, standing.presence)
  const { isOpen: isFinding, bar, open: openFind, step, close: closeFind } = useFinding()
  useChatShortcuts({
    KeyF: { act: openFind },
    KeyG: { act: () => step(1) },
    'Shift+KeyG': { act: () => step(-1) },
    'Shift+KeyM': { needs: 'inbox.addNote', act: () => setMode(mode === 'note' ? 'reply' : 'note') },
    'Shift+KeyT': { needs: 'inbox.propose', act: () => setMode('template') },
  })
  const steady = useSteady({ onWriting, stayUnread, openFind, takeBackLast: takeBack.takeBackLast })
  const quote = (message: Message): void => {
    setMode('reply')
    setQuoting(message)
    focusSoon(composer)
  }
  const editAgain = (text: string): void => {
    draft.setText(draft.text.trim() === '' ? text : `${text}\n${draft.text}`)
    setMode('reply')
    focusSoon(composer)
  }
  return (
    <section className={styles['conversation']} aria-label={t('inbox.conversation', { name })} data-testid="inbox-conversation">
      <SteadyHead
        customer={customer}
        name={name}
        standing={standing}
        others={others}
        actions={actions}
        isCardOpen={props.isCardOpen}
        onToggleCard={props.onToggleCard}
        onMarkUnread={steady.stayUnread}
        onFind={steady.openFind}
      />
      <SteadyAutomation customerId={customerId} />
      {isFinding ? <FindBar ref={bar} customerId={customerId} onJump={place.jumpTo} onClose={closeFind} /> : null}
      <div className={styles['log']} data-pane="">
        <MessageLog
          reading={reading}
          personName={name}
          language={customer.language}
          place={place}
          isWindowOpen={isOpen && !standing.blocked}
          doings={{ onTakeBack: takeBack.takeBack, onQuote: quote, onEditAgain: editAgain, onTemplate: () => setMode('template') }}
        />
      </div>
      <SteadyWriting
        customerId={customerId}
        personName={name}
        language={customer.language}
        standing={standing}
        draft={draft}
        mode={mode}
        onMode={setMode}
        isWindowOpen={isOpen}
        others={others}
        onWriting={steady.onWriting}
        quoting={quoting}
        onQuote={setQuoting}
        holdMs={shell?.preferences.undoSendMs ?? DEFAULT_HOLD_MS}
        enterSends={shell?.preferences.enterSends ?? true}
        composer={composer}
        onTakeBackLast={steady.takeBackLast}
        onSent={place.toNewest}
        actions={actions}
      />
    </section>
  )
}

/** The menu that was just used is gone by then and does not ask for the focus any more. */
const focusSoon = (composer: RefObject<ComposerHandle | null>): void => {
  requestAnimationFrame(() => composer.current?.focus())
}

type Finding = {
  readonly isOpen: boolean
  readonly bar: { current: FindHandle | null }
  /** Opens the bar; false leaves the key to the list of chats: where that has the focus, and where the bar has it already. */
  readonly open: () => boolean
  readonly step: (by: 1 | -1) => boolean
  readonly close: () => void
}

/** Looking for words in the open chat. */
function useFinding(): Finding {
  const [isOpen, setIsOpen] = useState(false)
  const bar = useRef<FindHandle>(null)
  return {
    isOpen,
    bar,
    open() {
      const here = document.activeElement
      if (here?.closest('[data-testid=inbox-list], [data-testid=inbox-find]') != null) return false
      setIsOpen(true)
      bar.current?.focus()
      return true
    },
    step(by) {
      if (bar.current === null) setIsOpen(true)
      bar.current?.step(by)
      return true
    },
    close: () => setIsOpen(false),
  }
}
