import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { call, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, cx, useToast } from '../../../ui/index.ts'
import styles from './composer.module.css'

type NoteComposerProps = { readonly customerId: string; readonly personName: string; readonly onLeave: () => void }

/** The longest note. */
const LONGEST = 4000

/** Where a note for the staff is written. It looks unlike a reply and has no way to be sent to the customer. */
export function NoteComposer({ customerId, personName, onLeave }: NoteComposerProps): ReactNode {
  const { t } = useWords()
  const toast = useToast()
  const adding = useMutationCall('inbox.addNote')
  const { text, setText } = useUnsavedNote(customerId)
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const add = async (): Promise<void> => {
    if (text.trim() === '' || adding.isRunning) return
    const result = await adding.run({ customerId, text: text.trim() })
    if (!result.ok) return
    setText('')
    onLeave()
    const { messageId } = result.value
    toast({
      text: t('inbox.note.added'),
      action: { label: t('ui.undo'), onAction: () => void call('inbox.removeNote', { messageId }) },
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.code === 'Escape') onLeave()
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && !event.shiftKey) void add()
    else return
    event.preventDefault()
  }
  return (
    <section
      className={cx(styles['composer'], styles['note'])}
      aria-label={t('inbox.note.label', { name: personName })}
      data-pane=""
      data-testid="inbox-note"
    >
      <p className={styles['noteWords']}>{t('inbox.note.only')}</p>
      {adding.error === null ? null : (
        <div className={styles['error']}>
          <ErrorStrip error={adding.error} />
        </div>
      )}
      <textarea
        ref={box}
        className={styles['box']}
        rows={2}
        dir="auto"
        maxLength={LONGEST}
        value={text}
        aria-label={t('inbox.note.label', { name: personName })}
        placeholder={t('inbox.note.placeholder')}
        data-testid="inbox-note-text"
        data-pane-first=""
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['tools']}>
        <Button variant="quiet" onPress={onLeave} testId="inbox-note-leave">
          {t('inbox.note.leave')}
        </Button>
        <span className={styles['cost']} />
        <Button variant="main" icon="note" isBusy={adding.isRunning} onPress={() => void add()} testId="inbox-note-add">
          {t('inbox.note.add')}
        </Button>
      </div>
    </section>
  )
}

/** A note that is not added yet stays while one looks elsewhere; it is never mixed with the reply. */
function useUnsavedNote(customerId: string): { readonly text: string; readonly setText: (text: string) => void } {
  const client = useQueryClient()
  const [text, setOwnText] = useState(() => client.getQueryData<string>(['note', customerId]) ?? '')
  return {
    text,
    setText(next) {
      setOwnText(next)
      client.setQueryData(['note', customerId], next)
    },
  }
}
