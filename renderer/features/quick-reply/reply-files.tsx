import { useRef, useState, type ReactNode } from 'react'
import { QUICK_REPLY_FILES } from '#contract/limits/media.ts'
import { call, takeDropped, type AppError, type CallOutput } from '../../bridge/index.ts'
import { formatBytes, useWords } from '../../i18n/index.ts'
import { Button, ErrorStrip, Quiet, Tag } from '../../ui/index.ts'
import styles from './quick-reply.module.css'

/** A file that the shop keeps for a quick reply. */
export type ReplyFile = CallOutput<'quickReply.list'>['quickReplies'][number]['files'][number]

type ReplyFilesProps = { readonly files: readonly ReplyFile[]; readonly onChange: (files: readonly ReplyFile[]) => void }

/** Photos and documents that go out after the text. They are kept sealed as soon as they are chosen. */
export function ReplyFiles({ files, onChange }: ReplyFilesProps): ReactNode {
  const { t, locale } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const add = async (chosen: readonly File[]): Promise<void> => {
    setIsBusy(true)
    setError(null)
    const kept: ReplyFile[] = []
    for (const file of chosen.slice(0, QUICK_REPLY_FILES - files.length)) {
      const result = await keep(file)
      if (result.ok) kept.push(result.value)
      else setError(result.error)
    }
    onChange([...files, ...kept])
    setIsBusy(false)
  }
  return (
    <section className={styles['files']} aria-label={t('quick-reply.dialog.files')}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="quick-reply-dialog-files"
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
      <div className={styles['products']}>
        <Button
          icon="attach"
          onPress={() => input.current?.click()}
          isBusy={isBusy}
          isDisabled={files.length >= QUICK_REPLY_FILES}
          needs="media.attach"
          testId="quick-reply-dialog-attach"
        >
          {t('quick-reply.dialog.addFiles')}
        </Button>
        <Quiet isSmall>{t('quick-reply.dialog.filesHint', { most: QUICK_REPLY_FILES })}</Quiet>
      </div>
      {error === null ? null : <ErrorStrip error={error} testId="quick-reply-dialog-file-error" />}
      {files.length === 0 ? null : (
        <div className={styles['products']}>
          {files.map(({ file, as }) => (
            <Tag
              key={file.mediaFileId}
              icon={as === 'audio' || as === 'voice' || as === 'video' ? 'play' : 'attach'}
              onRemove={() => onChange(files.filter((one) => one.file.mediaFileId !== file.mediaFileId))}
              removeLabel={t('quick-reply.dialog.removeFile', { name: file.name })}
              testId="quick-reply-dialog-file"
            >
              <bdi>{file.name}</bdi> {file.sizeBytes === null ? '' : formatBytes(file.sizeBytes, locale)}
            </Tag>
          ))}
        </div>
      )}
    </section>
  )
}

async function keep(file: File): ReturnType<typeof call<'media.attach'>> {
  const taken = await takeDropped(file)
  return taken.ok ? call('media.attach', { file: taken.value.handle }) : taken
}
