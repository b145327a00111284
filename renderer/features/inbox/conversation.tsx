import { useRef, useState, type ReactNode } from 'react'
import { call, useCall, useMutationCall, useShell, type CallOutput } from '../../bridge/index.ts'
import { formatPhone, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { ErrorStrip, Skeleton, useAnnounce, useNow, useToast, windowLeft } from '../../ui/index.ts'
import { Composer, type ComposerHandle } from './composer.tsx'
import { ConversationHead } from './conversation-head.tsx'
import styles from './conversation.module.css'
import { MessageLog } from './message-log.tsx'
import { TemplateComposer } from './template-composer.tsx'
import type { Message, MessagesPage } from './types.ts'
import { useDraft } from './use-draft.ts'
import { useInboundAnnouncer } from './use-inbound-announcer.ts'
import { useMarkRead } from './use-mark-read.ts'
import { useMessages, type MessagesReading } from './use-messages.ts'

type ConversationProps = {
  readonly customerId: string
  readonly isClosed: boolean
  readonly isCardOpen: boolean
  readonly onToggleCard: () => void
}

/** One conversation: its head, its messages, and where one writes. */
export function Conversation(props: ConversationProps): ReactNode {
  const { customerId } = props
  const { t } = useWords()
  const customer = useCall('customer.get', { customerId })
  const reading = useMessages(customerId)
  const error = customer.error ?? reading.error
  if (error !== null && (customer.data === undefined || reading.newest === undefined)) {
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
  if (customer.data === undefined || reading.newest === undefined) return <Skeleton rows={6} rowHeight="chat" />
  return <Open {...props} customer={customer.data} reading={reading} newest={reading.newest} />
}

/** How a customer is called on screen: by name, else by @name or number. */
const nameOf = (customer: CallOutput<'customer.get'>): string => {
  if (customer.name !== '') return customer.name
  if (customer.username !== null) return `@${customer.username}`
  return customer.phone === null ? customer.customerId : formatPhone(customer.phone)
}

type OpenProps = ConversationProps & {
  readonly customer: CallOutput<'customer.get'>
  readonly reading: MessagesReading
  readonly newest: MessagesPage
}

const WINDOW_CHECK_MS = 15_000

function Open(props: OpenProps): ReactNode {
  const { customerId, customer, reading, newest } = props
  const { t } = useWords()
  const { data: shell } = useShell()
  const composer = useRef<ComposerHandle>(null)
  const name = nameOf(customer)
  const draft = useDraft(customerId, newest.draft)
  const [wantsTemplate, setWantsTemplate] = useState(false)
  const now = useNow(WINDOW_CHECK_MS)
  const left = windowLeft(newest.window.closesAt, now)
  const isOpen = left.state !== 'closed' && left.state !== 'never'
  const takeBack = useTakeBack(reading.messages, draft, composer)
  useInboundAnnouncer(reading.messages, name)
  const { stayUnread } = useMarkRead(customerId, reading.messages)
  const closing = useClosing(customerId, name)
  const holdMs = shell?.preferences.undoSendMs ?? 3_000
  return (
    <section className={styles['conversation']} aria-label={t('inbox.conversation', { name })} data-testid="inbox-conversation">
      <ConversationHead
        customer={customer}
        name={name}
        closesAt={newest.window.closesAt}
        isClosed={props.isClosed}
        isCardOpen={props.isCardOpen}
        onToggleCard={props.onToggleCard}
        onSetClosed={closing}
        onMarkUnread={stayUnread}
      />
      <div className={styles['log']} data-pane="">
        <MessageLog reading={reading} personName={name} language={customer.language} onTakeBack={takeBack.takeBack} />
      </div>
      {isOpen && !wantsTemplate ? (
        <Composer
          ref={composer}
          customerId={customerId}
          personName={name}
          language={customer.language}
          draft={draft}
          cost={newest.replyCost}
          holdMs={holdMs}
          enterSends={shell?.preferences.enterSends ?? true}
          onTemplate={() => setWantsTemplate(true)}
          onTakeBackLast={takeBack.takeBackLast}
        />
      ) : (
        <TemplateComposer
          customerId={customerId}
          personName={name}
          closesAt={newest.window.closesAt}
          draftText={draft.text}
          holdMs={holdMs}
          onWriteFreely={isOpen ? () => setWantsTemplate(false) : null}
          onSent={() => setWantsTemplate(false)}
        />
      )}
    </section>
  )
}

type TakingBack = { readonly takeBack: (message: Message) => void; readonly takeBackLast: () => boolean }

/** Takes a held message back into the box; text that is there already is kept below it. */
function useTakeBack(
  messages: readonly Message[],
  draft: ReturnType<typeof useDraft>,
  composer: { readonly current: ComposerHandle | null },
): TakingBack {
  const { t } = useWords()
  const announce = useAnnounce()
  const toast = useToast()
  const taking = useMutationCall('inbox.takeBack')
  const takeBack = async (message: Message): Promise<void> => {
    const result = await taking.run({ messageId: message.messageId })
    if (!result.ok || !result.value.takenBack) {
      toast({ text: t('errors.message-gone.what'), tone: 'trouble' })
      return
    }
    if (result.value.text !== '') draft.setText(draft.text.trim() === '' ? result.value.text : `${result.value.text}\n${draft.text}`)
    announce(t('inbox.composer.takenBack'))
    composer.current?.focus()
  }
  const takeBackLast = (): boolean => {
    const held = messages.findLast((message) => message.state === 'held')
    if (held !== undefined) void takeBack(held)
    return held !== undefined
  }
  return { takeBack: (message) => void takeBack(message), takeBackLast }
}

/** Ends or reopens a chat, with Undo. */
function useClosing(customerId: string, name: string): (closed: boolean) => void {
  const { t } = useWords()
  const toast = useToast()
  const go = useGo()
  const set = async (closed: boolean): Promise<void> => {
    const result = await call('inbox.setClosed', { customerId, closed })
    if (!result.ok || !closed) return
    go(routes.inbox())
    toast({
      text: t('inbox.closed.toast', { name }),
      action: { label: t('ui.undo'), onAction: () => void call('inbox.setClosed', { customerId, closed: false }) },
    })
  }
  return (closed) => void set(closed)
}
