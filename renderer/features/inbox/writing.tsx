import type { ReactNode, RefObject } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, Strip } from '../../ui/index.ts'
import { Composer, type ComposerHandle } from './composer.tsx'
import styles from './composer.module.css'
import { NoteComposer } from './note-composer.tsx'
import { TemplateComposer } from './template-composer.tsx'
import type { Message, MessagesPage } from './types.ts'
import type { ChatActions } from './use-chat-actions.ts'
import type { Draft } from './use-draft.ts'
import type { Others } from './use-presence.ts'

/** What is written: a reply, a template although the window may be open, or a note that stays in the shop. */
export type WritingMode = 'reply' | 'template' | 'note'

type WritingProps = {
  readonly customerId: string
  readonly personName: string
  readonly language: string | null
  readonly newest: MessagesPage
  readonly draft: Draft
  readonly mode: WritingMode
  readonly onMode: (mode: WritingMode) => void
  readonly isWindowOpen: boolean
  readonly others: Others
  readonly onWriting: () => void
  readonly quoting: Message | null
  readonly onQuote: (message: Message | null) => void
  readonly holdMs: number
  readonly enterSends: boolean
  readonly composer: RefObject<ComposerHandle | null>
  readonly onTakeBackLast: () => boolean
  readonly onSent: () => void
  readonly actions: ChatActions
}

/** Where one writes: the text box; in its place a template where nothing else may go out; a note; or why nothing can. */
export function Writing(props: WritingProps): ReactNode {
  const { composer, ...rest } = props
  const { customerId, personName, newest, mode, onMode, isWindowOpen, actions, draft, holdMs, onSent } = rest
  const { t } = useWords()
  const onNote = (): void => onMode('note')
  if (mode === 'note') return <NoteComposer customerId={customerId} personName={personName} onLeave={() => onMode('reply')} />
  if (newest.blocked) {
    const buttons = (
      <>
        <Button onPress={actions.unblock} testId="inbox-unblock">
          {t('inbox.block.undo')}
        </Button>
        <Button variant="quiet" icon="note" onPress={onNote}>
          {t('inbox.note')}
        </Button>
      </>
    )
    return (
      <section className={styles['composer']} aria-label={t('inbox.composer.label', { name: personName })} data-pane="">
        <div className={styles['blocked']}>
          <Strip tone="warning" icon="ban" actions={buttons} testId="inbox-blocked">
            {t('inbox.block.now', { name: personName })}
          </Strip>
        </div>
      </section>
    )
  }
  if (isWindowOpen && mode === 'reply')
    return <Composer {...rest} ref={composer} cost={newest.replyCost} onTemplate={() => onMode('template')} onNote={onNote} />
  return (
    <TemplateComposer
      customerId={customerId}
      personName={personName}
      closesAt={newest.window.closesAt}
      draftText={draft.text}
      holdMs={holdMs}
      onWriteFreely={isWindowOpen ? () => onMode('reply') : null}
      onSent={() => {
        onMode('reply')
        onSent()
      }}
      onNote={onNote}
      onRemind={actions.snooze}
    />
  )
}
