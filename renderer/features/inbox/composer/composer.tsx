import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'
import { formatMoney, useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, IconButton } from '../../../ui/index.ts'
import styles from './composer.module.css'
import { FileButtons, FileDesk, useAttachments } from '../media/index.ts'
import { followingOf, FollowingParts, type Following } from './following.tsx'
import { messageSummary } from '../bubble/message-summary.ts'
import { ownerName } from '../acts/owner-name.ts'
import { ProductPicker } from './product-picker.tsx'
import { openField, type Trigger } from '../quick-reply/quick-reply-match.ts'
import { QuickReplyMenu } from '../quick-reply/quick-reply-menu.tsx'
import { focusAt, TextBox, type Box } from './text-box.tsx'
import type { ChatStanding, Message } from '../types.ts'
import type { Draft } from './use-draft.ts'
import type { Others } from '../head/use-presence.ts'
import { useQuickReplies } from '../quick-reply/use-quick-replies.ts'
import { useSending, type Sending } from './use-sending.ts'

/** What the conversation may ask of the text box. */
export type ComposerHandle = { readonly focus: () => void }

type ComposerProps = {
  readonly customerId: string
  readonly personName: string
  readonly language: string | null
  readonly draft: Draft
  readonly cost: ChatStanding['replyCost']
  readonly holdMs: number
  readonly enterSends: boolean
  readonly others: Others
  readonly quoting: Message | null
  readonly onQuote: (message: Message | null) => void
  readonly onWriting: () => void
  readonly onTemplate: () => void
  readonly onNote: () => void
  readonly onSent: () => void
  /** Takes the newest held message back; false when there is none. */
  readonly onTakeBackLast: () => boolean
  readonly ref: Ref<ComposerHandle>
}

/** Where a reply is written: quick replies by `/`, products, templates, notes, and Send, which names the person. */
export function Composer(props: ComposerProps): ReactNode {
  const { customerId, personName, draft, ref, quoting, onQuote } = props
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const [isPicking, setIsPicking] = useState(false)
  const insert = useInsert(box, draft)
  const [picked, setPicked] = useState<Following | null>(null)
  // An emptied box is no quick reply any more, whatever is typed into it next.
  if (draft.text === '' && picked !== null) setPicked(null)
  const following = draft.text === '' ? null : picked
  const quick = useQuickReplies(customerId, (reply, trigger) => {
    insert(reply.filled, trigger)
    setPicked(followingOf(reply))
  })
  const sending = useSending({ ...props, following }, box)
  const files = useAttachments({ ...props, quotes: quoting?.messageId ?? null, onDone: () => onQuote(null) })
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }), [])
  // Whoever opens a chat wants to answer it.
  useEffect(() => box.current?.focus(), [])
  const openQuick = (): void => {
    const text = draft.text
    const caret = box.current?.selectionStart ?? text.length
    const lead = caret === 0 || /\s$/u.test(text.slice(0, caret)) ? '/' : ' /'
    const next = text.slice(0, caret) + lead + text.slice(caret)
    draft.setText(next)
    quick.onText(next, caret + lead.length)
    focusAt(box, caret + lead.length)
  }
  const onEscape = (): boolean => {
    if (quoting === null) return props.onTakeBackLast()
    onQuote(null)
    return true
  }
  return (
    <section
      className={styles['composer']}
      aria-label={t('inbox.composer.label', { name: personName })}
      data-pane=""
      data-testid="inbox-composer"
    >
      {quick.trigger === null ? null : (
        <QuickReplyMenu
          replies={quick.matches}
          query={quick.trigger.query}
          active={quick.active}
          hasAny={quick.hasAny}
          onPick={quick.pick}
        />
      )}
      {quoting === null ? null : <Quoting message={quoting} personName={personName} onCancel={() => onQuote(null)} />}
      {following === null ? null : <FollowingParts following={following} onChange={setPicked} />}
      <Problems sending={sending} />
      <FileDesk files={files} />
      <TextBox
        {...props}
        box={box}
        quick={quick}
        onSend={sending.send}
        onQuick={openQuick}
        onProduct={() => setIsPicking(true)}
        onEscape={onEscape}
      />
      <Tools {...props} files={<FileButtons files={files} />} sending={sending} onQuick={openQuick} onProduct={() => setIsPicking(true)} />
      {isPicking ? (
        <ProductPicker customerId={customerId} personName={personName} holdMs={props.holdMs} onClose={() => setIsPicking(false)} />
      ) : null}
    </section>
  )
}

/** Puts a quick reply where its search stood; a field that is still open is selected, so that one types over it. */
function useInsert(box: Box, draft: Draft): (text: string, trigger: Trigger) => void {
  return (text, trigger) => {
    const caret = trigger.start + trigger.query.length + 1
    draft.setText(draft.text.slice(0, trigger.start) + text + draft.text.slice(caret))
    const open = openField(text)
    if (open === null) focusAt(box, trigger.start + text.length)
    else focusAt(box, trigger.start + open.start, trigger.start + open.end)
  }
}

/** Which message is being answered. */
function Quoting({
  message,
  personName,
  onCancel,
}: {
  readonly message: Message
  readonly personName: string
  readonly onCancel: () => void
}): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <div className={styles['quoting']} data-testid="inbox-composer-quote">
      <span className={styles['quotingWords']} dir="auto">
        {t('inbox.quote.now', {
          name: message.direction === 'in' ? personName : t('inbox.staff.me'),
          text: messageSummary(message, words),
        })}
      </span>
      <IconButton icon="close" size="small" label={t('inbox.quote.cancel')} onPress={onCancel} />
    </div>
  )
}

/** What keeps the text from going: said once, with what to do. */
function Problems({ sending }: { readonly sending: Sending }): ReactNode {
  const { t, list } = useWords()
  const { error, problem, asks } = sending
  return (
    <>
      {error === null ? null : (
        <div className={styles['error']}>
          <ErrorStrip error={error} testId="inbox-composer-error" />
        </div>
      )}
      {problem === null ? null : (
        <p className={styles['problem']} role="alert" data-testid="inbox-composer-problem">
          {problem}
        </p>
      )}
      {asks === null ? null : (
        <p className={styles['problem']} role="alert" data-testid="inbox-composer-asks">
          {t('inbox.presence.asks', { names: list(asks.map(({ staff }) => ownerName(staff, t))), count: asks.length })}
        </p>
      )}
    </>
  )
}

type ToolsProps = ComposerProps & {
  readonly files: ReactNode
  readonly sending: Sending
  readonly onQuick: () => void
  readonly onProduct: () => void
}

function Tools({ personName, cost, files, sending, onQuick, onProduct, onTemplate, onNote }: ToolsProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['tools']}>
      {files}
      <IconButton icon="bolt" label={t('inbox.composer.quickReplies')} shortcut="Ctrl+J" onPress={onQuick} testId="inbox-composer-quick" />
      <Button icon="catalog" variant="quiet" onPress={onProduct} testId="inbox-composer-product">
        {t('inbox.composer.product')}
      </Button>
      <Button icon="template" variant="quiet" onPress={onTemplate} testId="inbox-composer-template">
        {t('inbox.composer.template')}
      </Button>
      <IconButton
        icon="note"
        label={t('inbox.note')}
        shortcut="Ctrl+Shift+M"
        onPress={onNote}
        needs="inbox.addNote"
        testId="inbox-composer-note"
      />
      <span className={styles['cost']} data-testid="inbox-composer-cost">
        <ReplyCost cost={cost} />
      </span>
      <Button
        variant="main"
        icon="send"
        label={t('inbox.composer.sendTo', { name: personName })}
        isBusy={sending.isRunning}
        onPress={sending.send}
        testId="inbox-composer-send"
      >
        {t('inbox.composer.send')}
      </Button>
    </div>
  )
}

/** What the next reply costs, from the dated price rules; never promised to be free. */
function ReplyCost({ cost }: { readonly cost: ChatStanding['replyCost'] }): ReactNode {
  const { t, locale } = useWords()
  if (cost.freeLeft !== null && cost.freeLeft > 0) return t('inbox.cost.free', { left: cost.freeLeft })
  if (cost.costMicros === null) return t('inbox.cost.unknown')
  return t('inbox.cost.each', { cost: formatMoney(cost.costMicros, cost.currency, { locale, precision: 'each' }) })
}
