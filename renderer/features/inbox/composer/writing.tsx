import type { ReactNode, RefObject } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, Quiet, Strip, useMay } from '../../../ui/index.ts'
import { Composer, type ComposerHandle } from './composer.tsx'
import styles from './composer.module.css'
import { NoteComposer } from './note-composer.tsx'
import { TemplateComposer } from '../template/template-composer.tsx'
import type { ChatStanding, Message } from '../types.ts'
import type { ChatActions } from '../acts/use-chat-actions.ts'
import type { Draft } from './use-draft.ts'
import type { Others } from '../head/use-presence.ts'

/** What is written: a reply, a template although the window may be open, or a note that stays in the shop. */
export type WritingMode = 'reply' | 'template' | 'note'

type WritingProps = {
  readonly customerId: string
  readonly personName: string
  readonly language: string | null
  readonly standing: ChatStanding
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

/** What a reply is made with. */
const useMayWrite = (): boolean =>
  useMay()([
    'inbox.reply',
    'inbox.saveDraft',
    'inbox.propose',
    'media.attach',
    'media.attachBytes',
    'media.attached',
    'media.discard',
    'quickReply.send',
    'quickReply.used',
  ])

/** Where one writes: the text box; in its place a template where nothing else may go out; a note; or why nothing can. */
export function Writing(props: WritingProps): ReactNode {
  const { composer, ...rest } = props
  const { customerId, personName, standing, mode, onMode, isWindowOpen, actions, draft, holdMs, onSent } = rest
  const { t } = useWords()
  const mayWrite = useMayWrite()
  const onNote = (): void => onMode('note')
  if (!mayWrite)
    return (
      <section className={styles['composer']} aria-label={t('inbox.composer.label', { name: personName })} data-pane="">
        <p className={styles['limited']} data-testid="inbox-limited">
          <Quiet>{t('inbox.limited')}</Quiet>
        </p>
      </section>
    )
  if (mode === 'note') return <NoteComposer customerId={customerId} personName={personName} onLeave={() => onMode('reply')} />
  if (standing.blocked) {
    const buttons = (
      <>
        <Button onPress={actions.unblock} needs="inbox.setBlocked" testId="inbox-unblock">
          {t('inbox.block.undo')}
        </Button>
        <Button variant="quiet" icon="note" onPress={onNote} needs="inbox.addNote">
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
    return <Composer {...rest} ref={composer} cost={standing.replyCost} onTemplate={() => onMode('template')} onNote={onNote} />
  return (
    <TemplateComposer
      customerId={customerId}
      personName={personName}
      closesAt={standing.window.closesAt}
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
