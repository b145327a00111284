import type { ReactNode } from 'react'
import { useFileTaking, useMutationCall } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, ErrorStrip, Icon, Tag, TextField, useFileDrop, useMay } from '../ui/index.ts'
import type { FieldOf } from './fields.ts'
import styles from './values.module.css'

/** A file that was handed to Meta for this message; `uploadedAt` in ms since the epoch. */
export type UploadedFile = { readonly mediaId: string; readonly fileName: string; readonly uploadedAt: number }

type FileFieldProps = {
  readonly field: FieldOf<'file'>
  readonly address: string
  readonly file: UploadedFile | null
  readonly error: string | null
  readonly onAddress: (address: string) => void
  /** Null takes the file away again. */
  readonly onFile: (file: UploadedFile | null) => void
  readonly testId: string
}

const icons = { image: 'photo', video: 'play', document: 'file' } as const

/** Picture, film or document: by its web address, or a file of this computer, chosen or dropped, which goes to Meta at once. */
export function FileField(props: FileFieldProps): ReactNode {
  const { field, address, file, error, onAddress, onFile, testId } = props
  const { t } = useWords()
  const uploading = useMutationCall('inbox.upload')
  const mayUpload = useMay()('inbox.upload')
  const upload = async (handle: string): Promise<void> => {
    const uploaded = await uploading.run({ file: handle, kind: field.media })
    if (uploaded.ok) onFile({ mediaId: uploaded.value.mediaId, fileName: uploaded.value.fileName, uploadedAt: Date.now() })
  }
  const taking = useFileTaking('template-sample', (taken) => void upload(taken.handle))
  const { isOver, dropping } = useFileDrop(([dropped]) => {
    if (dropped !== undefined && mayUpload) taking.take(dropped)
  })
  const failure = taking.error ?? uploading.error
  const what = t(`value.file.${field.media}`)
  return (
    // Dropping is a second way; the button next to it does the same by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles['file']}
      role="group"
      aria-label={what}
      data-dropping={isOver ? '' : undefined}
      data-testid={testId}
      {...dropping}
    >
      {file === null ? (
        <TextField
          label={t('value.file.address', { what })}
          type="url"
          isOptional={field.hasSample}
          value={address}
          onChange={onAddress}
          hint={[...(field.hasSample ? [t('value.file.sample')] : []), t(`value.file.hint.${field.media}`)].join(' ')}
          error={error}
          maxLength={1024}
          testId={`${testId}-url`}
        />
      ) : (
        <div className={styles['kept']} data-testid={`${testId}-kept`}>
          <Icon name={icons[field.media]} />
          <Tag onRemove={() => onFile(null)} removeLabel={t('value.file.remove', { name: file.fileName })}>
            <bdi>{file.fileName}</bdi>
          </Tag>
          <span className={styles['note']} role="status">
            {t('value.file.kept')}
          </span>
        </div>
      )}
      <Button
        size="small"
        icon="upload"
        label={t('value.file.chooseFor', { what })}
        onPress={taking.choose}
        isBusy={taking.isChoosing || uploading.isRunning}
        needs="inbox.upload"
        testId={`${testId}-choose`}
      >
        {t('value.file.choose')}
      </Button>
      {failure === null ? null : <ErrorStrip error={failure} testId={`${testId}-error`} />}
    </div>
  )
}
