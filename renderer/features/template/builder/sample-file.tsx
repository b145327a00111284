import { useState, type ReactNode } from 'react'
import { useCall, useFileTaking, useMutationCall, type AppError } from '../../../bridge/index.ts'
import { formatBytes, useWords } from '../../../i18n/index.ts'
import { Button, ErrorStrip, Icon, useFileDrop } from '../../../ui/index.ts'
import type { Draft, DraftText, Place } from '../types.ts'
import { boxId } from './places.ts'
import styles from './builder.module.css'

type SampleId = DraftText['header']['sampleId']
type Sample = Draft['samples'][number]

type SampleFileProps = {
  readonly draftId: Draft['draftId']
  readonly kind: 'IMAGE' | 'VIDEO' | 'DOCUMENT'
  readonly sampleId: SampleId
  /** Files that the draft has; new ones are added by `onAdded`. */
  readonly samples: readonly Sample[]
  readonly onAdded: (sample: Sample) => void
  readonly onChange: (sampleId: SampleId) => void
  readonly place: Pick<Place, 'part' | 'index'>
}

const fitting = { IMAGE: /^image\//, VIDEO: /^video\//, DOCUMENT: /^application\/pdf$/ } as const

/** The example file of a header or card: chosen, or dropped on it. It stays in the vault until it is handed in. */
export function SampleFile(props: SampleFileProps): ReactNode {
  const { draftId, kind, sampleId, samples, onAdded, onChange, place } = props
  const { t, locale } = useWords()
  const adding = useMutationCall('template.addSample')
  const [isWrongKind, setIsWrongKind] = useState(false)
  const known = samples.find((sample) => sample.sampleId === sampleId)
  const add = async (file: string): Promise<void> => {
    setIsWrongKind(false)
    const added = await adding.run({ draftId, file })
    if (!added.ok) return
    onAdded(added.value)
    const fits = fitting[kind].test(added.value.mime)
    setIsWrongKind(!fits)
    if (fits) onChange(added.value.sampleId)
  }
  const taking = useFileTaking('template-sample', (file) => void add(file.handle))
  const { isOver, dropping } = useFileDrop(([file]) => {
    if (file !== undefined) taking.take(file)
  })
  const error: AppError | null = taking.error ?? adding.error ?? (isWrongKind ? { code: 'template-file-refused', retry: 'never' } : null)
  return (
    <>
      {/* Dropping is a second way; the button beside it does the same for keyboard and screen reader. */}
      <div className={styles['file']} data-dropping={isOver ? '' : undefined} {...dropping}>
        <Icon name={kind === 'IMAGE' ? 'photo' : kind === 'VIDEO' ? 'play' : 'file'} />
        <span>
          {known === undefined
            ? t(isOver ? 'template.file.drop' : `template.file.none.${kind}`)
            : t('template.file.known', { name: known.fileName, size: formatBytes(known.sizeBytes, locale) })}
        </span>
        <Button
          needs="template.addSample"
          size="small"
          icon="upload"
          onPress={taking.choose}
          isBusy={taking.isChoosing || adding.isRunning}
          testId={boxId({ ...place, inner: null, field: null })}
        >
          {known === undefined ? t(`template.file.choose.${kind}`) : t('template.file.other')}
        </Button>
      </div>
      {error === null ? null : <ErrorStrip error={error} />}
    </>
  )
}

/** The picture of an example as data for the preview; null while it is read, and for what is no picture. */
export function useSamplePicture(sampleId: SampleId): string | null {
  const reading = useCall('template.sample', { sampleId: sampleId ?? 'tps_0000000000' }, { isEnabled: sampleId !== null })
  return sampleId === null ? null : (reading.data?.dataUrl ?? null)
}
