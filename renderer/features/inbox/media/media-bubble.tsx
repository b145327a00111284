import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { formatBytes, isMessageId, useWords } from '../../../i18n/index.ts'
import { Button, Icon, PlainText, type IconName } from '../../../ui/index.ts'
import { fileType, mediaWord } from '../bubble/file-words.ts'
import { AudioPlayer } from './audio-player.tsx'
import { fileAddress, type ChatFile, type MediaContent } from './file-address.ts'
import styles from './media.module.css'
import { PhotoViewer } from './photo-viewer.tsx'
import { SaveButton } from './save-button.tsx'

type BubbleProps = { readonly content: MediaContent; readonly file: ChatFile }

/** The file of a message: shown where it is safe to show, else told of, with what can be done. The caption is not drawn here. */
export function MediaBubble({ content, file }: BubbleProps): ReactNode {
  return (
    <div className={styles['media']} data-testid="media-bubble" data-state={file.state} data-shown={file.shownAs}>
      {file.state === 'here' ? <Shown content={content} file={file} /> : <Absent content={content} file={file} />}
    </div>
  )
}

function Shown({ content, file }: BubbleProps): ReactNode {
  const { t } = useWords()
  switch (file.shownAs) {
    case 'image':
      return <Photo content={content} file={file} />
    case 'video':
      return (
        <>
          <video
            className={styles['film']}
            controls
            controlsList="nodownload noremoteplayback"
            disablePictureInPicture
            preload="metadata"
            src={fileAddress(file.mediaFileId)}
            aria-label={t('inbox.bubble.media.video')}
          >
            {/* Films of customers have no subtitles. */}
            <track kind="captions" />
          </video>
          <SaveButton file={file} />
        </>
      )
    case 'audio':
      return (
        <div className={styles['row']}>
          <AudioPlayer address={fileAddress(file.mediaFileId)} name={t(mediaWord(content))} />
          <SaveButton file={file} isSmall />
        </div>
      )
    case 'save-only':
      return <Document file={file} icon="template" />
  }
}

function Photo({ content, file }: BubbleProps): ReactNode {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const name = content.caption === '' ? t(mediaWord(content)) : content.caption
  return (
    <>
      <button
        type="button"
        className={content.media === 'sticker' ? styles['sticker'] : styles['photo']}
        aria-label={t('media.photo.open', { name })}
        data-testid="media-photo"
        onClick={() => setIsOpen(true)}
      >
        <img src={fileAddress(file.mediaFileId)} alt="" loading="lazy" decoding="async" draggable={false} />
      </button>
      <PhotoViewer
        isOpen={isOpen}
        address={fileAddress(file.mediaFileId)}
        name={name}
        onClose={() => setIsOpen(false)}
        footer={<SaveButton file={file} />}
      />
    </>
  )
}

function Document({ file, icon }: { readonly file: ChatFile; readonly icon: IconName }): ReactNode {
  const { t, locale } = useWords()
  return (
    <div className={styles['document']}>
      <Icon name={icon} size={24} />
      <span className={styles['documentWords']}>
        <bdi className={styles['name']}>
          <PlainText text={file.name} />
        </bdi>
        <span className={styles['quiet']}>
          {file.sizeBytes === null ? null : formatBytes(file.sizeBytes, locale)}
          {file.isRisky ? ` · ${t('media.risky')}` : null}
        </span>
      </span>
      <SaveButton file={file} />
    </div>
  )
}

/** A file whose bytes are not here: why, and what can be done. */
function Absent({ content, file }: BubbleProps): ReactNode {
  const { t, locale } = useWords()
  const fetching = useMutationCall('media.fetch')
  const fetchNow = (): void => void fetching.run({ mediaFileId: file.mediaFileId })
  const state = file.state === 'here' ? 'loading' : file.state
  return (
    <div className={styles['absent']}>
      <p className={styles['head']}>
        <span>{t(mediaWord(content))}</span>
        {content.media === 'document' ? (
          <bdi>
            <PlainText text={file.name} />
          </bdi>
        ) : null}
        <bdi dir="ltr">{fileType(content)}</bdi>
        {file.sizeBytes === null ? null : <span>{formatBytes(file.sizeBytes, locale)}</span>}
      </p>
      <p>{t(`media.${state}`)}</p>
      <Why reason={file.reason} />
      {file.state === 'elsewhere' ? (
        <Button size="small" icon="download" isBusy={fetching.isRunning} onPress={fetchNow} needs="media.fetch" testId="media-fetch">
          {t('media.fetch')}
        </Button>
      ) : null}
      {file.state === 'refused' || (file.state === 'loading' && file.reason !== null) ? (
        <Button size="small" icon="refresh" isBusy={fetching.isRunning} onPress={fetchNow} needs="media.fetch" testId="media-fetch">
          {t('media.again')}
        </Button>
      ) : null}
    </div>
  )
}

function Why({ reason }: { readonly reason: string | null }): ReactNode {
  const { t } = useWords()
  const id = `errors.${reason ?? ''}.what`
  return reason !== null && isMessageId(id) ? <p className={styles['quiet']}>{t(id)}</p> : null
}
