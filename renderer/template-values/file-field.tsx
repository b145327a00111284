import { useState, type DragEvent, type ReactNode } from 'react'
import { takeDropped, useMutationCall, type AppError } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, ErrorStrip, Icon, Tag, TextField } from '../ui/index.ts'
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
  const taking = useFileTaking(field, onFile)
  const what = t(`value.file.${field.media}`)
  return (
    // Dropping is a second way; the button next to it does the same by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles['file']}
      role="group"
      aria-label={what}
      data-dropping={taking.isOver ? '' : undefined}
      data-testid={testId}
      {...taking.dropping}
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
        onPress={() => void taking.choose()}
        isBusy={taking.isRunning}
        testId={`${testId}-choose`}
      >
        {t('value.file.choose')}
      </Button>
      {taking.error === null ? null : <ErrorStrip error={taking.error} testId={`${testId}-error`} />}
    </div>
  )
}

/** Takes a file by the dialog or from under the mouse, and uploads it. */
function useFileTaking({ media }: FieldOf<'file'>, onFile: (file: UploadedFile) => void) {
  const choosing = useMutationCall('shell.chooseFile')
  const uploading = useMutationCall('inbox.upload')
  const [dropError, setDropError] = useState<AppError | null>(null)
  const [isOver, setIsOver] = useState(false)
  const upload = async (handle: string): Promise<void> => {
    setDropError(null)
    const uploaded = await uploading.run({ file: handle, kind: media })
    if (uploaded.ok) onFile({ mediaId: uploaded.value.mediaId, fileName: uploaded.value.fileName, uploadedAt: Date.now() })
  }
  const choose = async (): Promise<void> => {
    const chosen = await choosing.run({ purpose: 'template-sample' })
    if (chosen.ok && chosen.value !== null) await upload(chosen.value.handle)
  }
  const drop = async (dropped: File): Promise<void> => {
    const taken = await takeDropped(dropped)
    if (taken.ok) await upload(taken.value.handle)
    else setDropError(taken.error)
  }
  return {
    choose,
    isOver,
    isRunning: choosing.isRunning || uploading.isRunning,
    error: dropError ?? uploading.error ?? choosing.error,
    dropping: {
      onDragOver(event: DragEvent): void {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      },
      onDragLeave: (): void => setIsOver(false),
      onDrop(event: DragEvent): void {
        setIsOver(false)
        const [dropped] = event.dataTransfer.files
        if (dropped === undefined) return
        event.preventDefault()
        void drop(dropped)
      },
    },
  }
}
