import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { call, useMutationCall, type AppError } from '../../bridge/index.ts'
import { formatMoney, isMessageId, useWords, type Words } from '../../i18n/index.ts'
import { Button, ErrorStrip, IconButton, langTag } from '../../ui/index.ts'
import styles from './composer.module.css'
import { ProductPicker } from './product-picker.tsx'
import { openField, type Trigger } from './quick-reply-match.ts'
import { QuickReplyMenu, quickReplyRowId, QUICK_REPLY_LIST_ID } from './quick-reply-menu.tsx'
import type { MessagesPage } from './types.ts'
import type { Draft } from './use-draft.ts'
import { useQuickReplies, type QuickReplies } from './use-quick-replies.ts'

/** What the conversation may ask of the text box. */
export type ComposerHandle = { readonly focus: () => void }

type ComposerProps = {
  readonly customerId: string
  readonly personName: string
  readonly language: string | null
  readonly draft: Draft
  readonly cost: MessagesPage['replyCost']
  readonly holdMs: number
  readonly enterSends: boolean
  readonly onTemplate: () => void
  /** Takes the newest held message back; false when there is none. */
  readonly onTakeBackLast: () => boolean
  readonly ref: Ref<ComposerHandle>
}

/** The longest text that WhatsApp takes. */
const LONGEST = 4096

/** Where a reply is written: quick replies by `/`, products, templates, and Send, which names the person. */
export function Composer(props: ComposerProps): ReactNode {
  const { customerId, personName, draft, cost, ref, onTemplate } = props
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const [isPicking, setIsPicking] = useState(false)
  const insert = useInsert(box, draft)
  const quick = useQuickReplies(customerId, (reply, trigger) => insert(reply.filled, trigger))
  const sending = useSending(props, box)
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
          onPick={(reply) => {
            if (quick.trigger === null) return
            insert(reply.filled, quick.trigger)
            void call('quickReply.used', { quickReplyId: reply.quickReplyId })
            quick.close()
          }}
        />
      )}
      {sending.error === null ? null : (
        <div className={styles['error']}>
          <ErrorStrip error={sending.error} testId="inbox-composer-error" />
        </div>
      )}
      <TextBox {...props} box={box} quick={quick} onSend={sending.send} onQuick={openQuick} onProduct={() => setIsPicking(true)} />
      {sending.problem === null ? null : (
        <p className={styles['problem']} role="alert" data-testid="inbox-composer-problem">
          {sending.problem}
        </p>
      )}
      <div className={styles['tools']}>
        <IconButton
          icon="bolt"
          label={t('inbox.composer.quickReplies')}
          shortcut="Ctrl+J"
          onPress={openQuick}
          testId="inbox-composer-quick"
        />
        <Button icon="catalog" variant="quiet" onPress={() => setIsPicking(true)} testId="inbox-composer-product">
          {t('inbox.composer.product')}
        </Button>
        <Button icon="template" variant="quiet" onPress={onTemplate} testId="inbox-composer-template">
          {t('inbox.composer.template')}
        </Button>
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
      {isPicking ? (
        <ProductPicker customerId={customerId} personName={personName} holdMs={props.holdMs} onClose={() => setIsPicking(false)} />
      ) : null}
    </section>
  )
}

const focusAt = (box: { readonly current: HTMLTextAreaElement | null }, start: number, end = start): void => {
  // After React has put the new text into the box.
  requestAnimationFrame(() => {
    box.current?.focus()
    box.current?.setSelectionRange(start, end)
  })
}

/** Puts a quick reply where its search stood; a field that is still open is selected, so that one types over it. */
function useInsert(box: { readonly current: HTMLTextAreaElement | null }, draft: Draft): (text: string, trigger: Trigger) => void {
  return (text, trigger) => {
    const caret = trigger.start + trigger.query.length + 1
    draft.setText(draft.text.slice(0, trigger.start) + text + draft.text.slice(caret))
    const open = openField(text)
    if (open === null) focusAt(box, trigger.start + text.length)
    else focusAt(box, trigger.start + open.start, trigger.start + open.end)
  }
}

/** A field in words where we know it, else the name that the shop gave it. */
const fieldWords = (name: string, t: Words['t']): string => {
  const id = `inbox.field.${name}`
  return isMessageId(id) ? t(id) : name
}

type Sending = { readonly send: () => void; readonly isRunning: boolean; readonly error: AppError | null; readonly problem: string | null }

/** Sends what is in the box. An open field or too many letters block it, with the focus on what to fix. */
function useSending({ customerId, draft, holdMs }: ComposerProps, box: { readonly current: HTMLTextAreaElement | null }): Sending {
  const { t } = useWords()
  const reply = useMutationCall('inbox.reply')
  // A problem belongs to the text that has it and is gone as soon as that changes.
  const [problem, setProblem] = useState<{ readonly of: string; readonly words: string } | null>(null)
  const { text } = draft
  const send = async (): Promise<void> => {
    const wanted = text.trim()
    if (wanted === '' || reply.isRunning) return
    const open = openField(text)
    if (open !== null) {
      setProblem({ of: text, words: t('inbox.composer.missing', { field: fieldWords(open.name, t) }) })
      focusAt(box, open.start, open.end)
      return
    }
    if (wanted.length > LONGEST) {
      setProblem({ of: text, words: t('inbox.composer.tooLong', { over: wanted.length - LONGEST }) })
      return
    }
    const result = await reply.run({ customerId, message: { kind: 'text', text: wanted }, holdMs })
    if (result.ok) draft.clear()
    box.current?.focus()
  }
  return { send: () => void send(), isRunning: reply.isRunning, error: reply.error, problem: problem?.of === text ? problem.words : null }
}

/** Chinese typing tools send Enter to choose a word; it must not send the message. */
const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229

const meansSend = (event: KeyboardEvent, enterSends: boolean): boolean =>
  (event.code === 'Enter' || event.code === 'NumpadEnter') &&
  (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey && !event.altKey))

type TextBoxProps = ComposerProps & {
  readonly box: Ref<HTMLTextAreaElement>
  readonly quick: QuickReplies
  readonly onSend: () => void
  readonly onQuick: () => void
  readonly onProduct: () => void
}

function TextBox(props: TextBoxProps): ReactNode {
  const { personName, language, draft, enterSends, onTakeBackLast, box, quick, onSend, onQuick } = props
  const { t } = useWords()
  const isOpen = quick.trigger !== null && quick.matches.length > 0
  const onControlKey = (event: KeyboardEvent): boolean => {
    if (!(event.ctrlKey || event.metaKey)) return false
    if (event.code === 'KeyJ') onQuick()
    else if (event.code === 'KeyP' && event.shiftKey) props.onProduct()
    else if (event.code === 'KeyT' && event.shiftKey) props.onTemplate()
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const isUsed = quick.onKey(event) || onControlKey(event)
    if (isUsed) event.preventDefault()
    else if (meansSend(event, enterSends)) {
      event.preventDefault()
      onSend()
    } else if (event.code === 'Escape' && onTakeBackLast()) event.preventDefault()
  }
  return (
    <textarea
      ref={box}
      className={styles['box']}
      rows={2}
      dir="auto"
      lang={langTag(language)}
      value={draft.text}
      placeholder={t('inbox.composer.placeholder')}
      aria-label={t('inbox.composer.label', { name: personName })}
      aria-autocomplete="list"
      aria-controls={isOpen ? QUICK_REPLY_LIST_ID : undefined}
      aria-activedescendant={isOpen ? quickReplyRowId(quick.active) : undefined}
      data-testid="inbox-composer-text"
      data-pane-first=""
      onChange={(event) => {
        draft.setText(event.target.value)
        quick.onText(event.target.value, event.target.selectionStart)
      }}
      onClick={(event) => quick.onText(draft.text, event.currentTarget.selectionStart)}
      onBlur={quick.close}
      onKeyDown={onKeyDown}
    />
  )
}

/** What the next reply costs, from the dated price rules; never promised to be free. */
function ReplyCost({ cost }: { readonly cost: MessagesPage['replyCost'] }): ReactNode {
  const { t, locale } = useWords()
  if (cost.freeLeft !== null && cost.freeLeft > 0) return t('inbox.cost.free', { left: cost.freeLeft })
  if (cost.costMicros === null) return t('inbox.cost.unknown')
  return t('inbox.cost.each', { cost: formatMoney(cost.costMicros, cost.currency, { locale, precision: 'each' }) })
}
