import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, DateTime, ErrorStrip, PlainText, Quiet, TextArea, useMay } from '../../../ui/index.ts'
import styles from './customer-card.module.css'

/** So many stand in sight; the others are one press away. */
const FEW = 3

/** What the staff noted in the chat, newest first, with who and when; another can be added here. */
export function CardNotes({ customerId }: { readonly customerId: string }): ReactNode {
  const { t } = useWords()
  const mayAdd = useMay()('inbox.addNote')
  const [isAll, setIsAll] = useState(false)
  const reading = useCall('inbox.notes', { customerId })
  const notes = reading.data?.notes ?? []
  if (notes.length === 0 && reading.error === null && !mayAdd) return null
  return (
    <section className={styles['part']} aria-label={t('inbox.notes')} data-testid="inbox-card-notes">
      <h3 className={styles['head']}>{t('inbox.notes')}</h3>
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      <ul className={styles['notes']}>
        {notes.slice(0, isAll ? notes.length : FEW).map(({ messageId, text, by, at }) => (
          <li key={messageId} className={styles['noted']} data-testid="inbox-card-noted">
            <p className={styles['notedText']} dir="auto">
              <PlainText text={text} />
            </p>
            <Quiet isSmall>
              {by === 'owner' ? t('inbox.notes.owner') : <PlainText text={by} />} · <DateTime at={at} style="date" />
            </Quiet>
          </li>
        ))}
      </ul>
      {notes.length > FEW ? (
        <Button size="small" variant="quiet" onPress={() => setIsAll(!isAll)} testId="inbox-card-notes-all">
          {isAll ? t('ui.showLess') : t('inbox.notes.all', { count: notes.length })}
        </Button>
      ) : null}
      {mayAdd ? <AddNote customerId={customerId} onAdded={reading.refetch} /> : null}
    </section>
  )
}

function AddNote({ customerId, onAdded }: { readonly customerId: string; readonly onAdded: () => void }): ReactNode {
  const { t } = useWords()
  const opener = useRef<HTMLButtonElement>(null)
  const [text, setText] = useState<string | null>(null)
  const adding = useMutationCall('inbox.addNote')
  const leave = (): void => {
    setText(null)
    // The field goes; whoever works by keys stays at its place.
    requestAnimationFrame(() => opener.current?.focus())
  }
  const add = async (): Promise<void> => {
    if (text === null || text.trim() === '' || adding.isRunning) return
    const result = await adding.run({ customerId, text: text.trim() })
    if (!result.ok) return
    onAdded()
    leave()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.code === 'Escape') leave()
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && (event.ctrlKey || event.metaKey)) void add()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  if (text === null)
    return (
      <Button ref={opener} size="small" icon="note" onPress={() => setText('')} testId="inbox-card-note-add">
        {t('inbox.note.add')}
      </Button>
    )
  return (
    // Keys of the field inside: Escape leaves it, Ctrl+Enter adds.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['notes']} onKeyDown={onKeyDown}>
      <TextArea
        label={t('inbox.note')}
        value={text}
        onChange={setText}
        rows={2}
        maxLength={4000}
        hint={t('inbox.customer.noteHint')}
        autoFocus
        testId="inbox-card-note-text"
      />
      {adding.error === null ? null : <ErrorStrip error={adding.error} />}
      <div className={styles['tags']}>
        <Button size="small" variant="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" variant="main" isBusy={adding.isRunning} onPress={() => void add()} testId="inbox-card-note-save">
          {t('inbox.note.add')}
        </Button>
      </div>
    </div>
  )
}
