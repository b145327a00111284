import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { langTag } from '../../../ui/index.ts'
import styles from './composer.module.css'
import { quickReplyRowId, QUICK_REPLY_LIST_ID } from '../quick-reply/quick-reply-menu.tsx'
import type { Draft } from './use-draft.ts'
import type { QuickReplies } from '../quick-reply/use-quick-replies.ts'

/** The text box of a reply. */
export type Box = RefObject<HTMLTextAreaElement | null>

/** Puts the cursor, or a selection, into the box. */
export const focusAt = (box: Box, start: number, end = start): void => {
  // After React has put the new text into the box.
  requestAnimationFrame(() => {
    box.current?.focus()
    box.current?.setSelectionRange(start, end)
  })
}

type TextBoxProps = {
  readonly personName: string
  readonly language: string | null
  readonly draft: Draft
  readonly enterSends: boolean
  readonly box: Box
  readonly quick: QuickReplies
  readonly onSend: () => void
  readonly onQuick: () => void
  readonly onProduct: () => void
  readonly onWriting: () => void
  /** Escape outside of a list; true when it was used. */
  readonly onEscape: () => boolean
}

/** Chinese typing tools send Enter to choose a word; it must not send the message. */
const isComposing = (event: KeyboardEvent): boolean => event.nativeEvent.isComposing || event.keyCode === 229

const meansSend = (event: KeyboardEvent, enterSends: boolean): boolean =>
  (event.code === 'Enter' || event.code === 'NumpadEnter') &&
  (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey && !event.altKey))

/** The box of a reply: its keys send, find quick replies and products, and take back. */
export function TextBox(props: TextBoxProps): ReactNode {
  const { personName, language, draft, enterSends, box, quick, onSend, onQuick } = props
  const { t } = useWords()
  const isOpen = quick.trigger !== null && quick.matches.length > 0
  const onControlKey = (event: KeyboardEvent): boolean => {
    if (!(event.ctrlKey || event.metaKey)) return false
    if (event.code === 'KeyJ') onQuick()
    else if (event.code === 'KeyP' && event.shiftKey) props.onProduct()
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
    } else if (event.code === 'Escape' && props.onEscape()) event.preventDefault()
  }
  return (
    <textarea
      ref={box}
      className={styles['box']}
      rows={2}
      // Nothing typed yet tells no direction: it begins where the language of the window does.
      {...(draft.text === '' ? {} : { dir: 'auto' })}
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
        props.onWriting()
      }}
      onClick={(event) => quick.onText(draft.text, event.currentTarget.selectionStart)}
      onBlur={quick.close}
      onKeyDown={onKeyDown}
    />
  )
}
