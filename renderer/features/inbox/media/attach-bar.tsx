import { useRef, useState, type ReactNode } from 'react'
import { formatBytes, useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Icon, IconButton, PlainText, TextField } from '../../../ui/index.ts'
import type { Attached } from './bytes.ts'
import { fileAddress } from './file-address.ts'
import styles from './media.module.css'
import type { Attachments, Shrinkable } from './use-attachments.ts'

/** The files that wait to be sent: seen before they go, with a caption, each to be taken away again. Nothing where there are none. */
export function AttachBar({ files }: { readonly files: Attachments }): ReactNode {
  const { t } = useWords()
  const [caption, setCaption] = useState('')
  const { attached, asking, error, isBusy, chat } = files
  const send = async (): Promise<void> => {
    if (!(await files.send(caption))) return
    setCaption('')
    chat.onDone()
    chat.onSent()
  }
  if (attached.length === 0 && asking === null && error === null && !isBusy) return null
  return (
    <section className={styles['bar']} aria-label={t('media.bar')} data-testid="media-bar">
      {error === null ? null : <ErrorStrip error={error} testId="media-bar-error" />}
      {asking === null ? null : <ShrinkQuestion photo={asking} onAnswer={files.shrink} />}
      <ul className={styles['attached']}>
        {attached.map((one) => (
          <Waiting key={one.file.mediaFileId} one={one} onRemove={() => files.remove(one.file.mediaFileId)} />
        ))}
      </ul>
      {isBusy ? <p className={styles['quiet']}>{t('media.busy')}</p> : null}
      {attached.length === 0 ? null : (
        <div className={styles['sendRow']}>
          <TextField label={t('media.caption')} value={caption} onChange={setCaption} maxLength={1024} testId="media-caption" />
          <Button
            variant="main"
            icon="send"
            isBusy={isBusy}
            label={t('media.sendTo', { count: attached.length, name: chat.personName })}
            onPress={() => void send()}
            testId="media-send"
          >
            {t('media.send', { count: attached.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

function ShrinkQuestion({ photo, onAnswer }: { readonly photo: Shrinkable; readonly onAnswer: (isWanted: boolean) => void }): ReactNode {
  const { t, locale } = useWords()
  return (
    <div className={styles['question']} role="group" aria-label={t('media.shrink.title')} data-testid="media-shrink">
      <p>
        {t('media.shrink.text', {
          name: photo.name,
          before: formatBytes(photo.before, locale),
          after: formatBytes(photo.small.size, locale),
        })}
      </p>
      <Button size="small" onPress={() => onAnswer(false)}>
        {t('media.shrink.no')}
      </Button>
      <Button size="small" variant="main" onPress={() => onAnswer(true)} testId="media-shrink-yes">
        {t('media.shrink.yes')}
      </Button>
    </div>
  )
}

function Waiting({ one, onRemove }: { readonly one: Attached; readonly onRemove: () => void }): ReactNode {
  const { t, locale } = useWords()
  const { file, as } = one
  return (
    <li className={styles['waiting']} data-testid="media-attached" data-as={as}>
      {file.shownAs === 'image' ? (
        <img className={styles['thumb']} src={fileAddress(file.mediaFileId)} alt="" />
      ) : (
        <Icon name={as === 'document' ? 'template' : 'play'} size={24} />
      )}
      <span className={styles['documentWords']}>
        <bdi className={styles['name']}>
          <PlainText text={file.name} />
        </bdi>
        <span className={styles['quiet']}>
          {t(`media.as.${as}`)} {file.sizeBytes === null ? null : `· ${formatBytes(file.sizeBytes, locale)}`}
        </span>
      </span>
      <IconButton icon="close" size="small" label={t('media.remove', { name: file.name })} onPress={onRemove} testId="media-remove" />
    </li>
  )
}

/** Chooses files in the system's dialog. */
export function AttachButton({ files }: { readonly files: Attachments }): ReactNode {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="media-files"
        onChange={(event) => {
          files.add([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
      <IconButton icon="attach" label={t('media.attach')} onPress={() => input.current?.click()} testId="media-attach" />
    </>
  )
}
