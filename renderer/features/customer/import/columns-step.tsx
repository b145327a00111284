import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { formatBytes, useWords } from '../../../i18n/index.ts'
import { ErrorStrip, Quiet, Select, Strip } from '../../../ui/index.ts'
import type { FileFacts } from '../types.ts'
import styles from './import.module.css'
import { choiceOf, columnFields, type ColumnChoice } from './steps.ts'

type Encoding = FileFacts['encoding']
const encodings: readonly Encoding[] = ['utf-8', 'big5', 'utf-16le', 'utf-16be', 'gb18030', 'shift_jis', 'windows-1252']

type ColumnsStepProps = {
  readonly handle: string
  readonly facts: FileFacts
  readonly choice: ColumnChoice
  readonly onChoice: (choice: ColumnChoice) => void
  readonly onFacts: (facts: FileFacts) => void
  readonly isChecked: boolean
  readonly sheet: string | null
  readonly onSheet: (sheet: string) => void
}

/** Says which column is what, with samples of the file, and in which letters it is written. */
export function ColumnsStep({ handle, facts, choice, onChoice, onFacts, isChecked, sheet, onSheet }: ColumnsStepProps): ReactNode {
  const { t, locale } = useWords()
  const inspecting = useMutationCall('customer.inspectFile')
  const readAs = async (wish: { readonly encoding?: Encoding; readonly sheet?: string }): Promise<void> => {
    const result = await inspecting.run({ file: handle, ...wish })
    if (!result.ok) return
    onFacts(result.value)
    onChoice(choiceOf(result.value.guess))
  }
  const own = useCall('customer.fields', {})
  const columns = [
    { value: '-', label: t('customer.import.noColumn') },
    ...facts.columns.map(({ header }) => ({ value: header, label: header })),
  ]
  return (
    <>
      {inspecting.error === null ? null : <ErrorStrip error={inspecting.error} />}
      <div className={styles['head']}>
        <p>
          <bdi>{facts.fileName}</bdi> <Quiet isSmall>{formatBytes(facts.sizeBytes, locale)}</Quiet>
        </p>
        {facts.format === 'xlsx' ? (
          <Select
            label={t('customer.import.sheet')}
            value={sheet ?? facts.sheets[0] ?? ''}
            onChange={(name) => {
              onSheet(name)
              void readAs({ sheet: name })
            }}
            choices={facts.sheets.map((name) => ({ value: name, label: name }))}
            testId="customer-import-sheet"
          />
        ) : (
          <Select
            label={t('customer.import.encoding')}
            value={facts.encoding}
            onChange={(encoding) => void readAs({ encoding })}
            choices={encodings.map((value) => ({ value, label: t(`customer.import.encoding.${value}`) }))}
            testId="customer-import-encoding"
          />
        )}
      </div>
      {facts.hasUndecodable ? <Strip tone="warning">{t('customer.import.undecodable')}</Strip> : null}
      {facts.isRemembered ? (
        <Strip tone="info" testId="customer-import-remembered">
          {t('customer.import.remembered')}
        </Strip>
      ) : null}
      <div className={styles['fields']}>
        {columnFields.map((field) => (
          <Select
            key={field}
            label={t(`customer.import.field.${field}`)}
            value={choice[field] ?? '-'}
            onChange={(header) => onChoice({ ...choice, [field]: header === '-' ? null : header })}
            isRequired={field === 'phone'}
            error={field === 'phone' && isChecked && choice.phone === null ? t('customer.import.phoneMissing') : null}
            hint={samplesOf(facts, choice[field])}
            choices={columns}
            testId={`customer-import-column-${field}`}
          />
        ))}
        {own.data?.fields.map(({ fieldId, label }) => (
          <Select
            key={fieldId}
            label={label}
            value={choice.own[fieldId] ?? '-'}
            onChange={(header) => onChoice({ ...choice, own: { ...choice.own, [fieldId]: header === '-' ? null : header } })}
            hint={samplesOf(facts, choice.own[fieldId] ?? null)}
            choices={columns}
            testId="customer-import-column-own"
          />
        ))}
      </div>
    </>
  )
}

/** The first values of a column, so that a wrong match or wrong letters are seen. */
function samplesOf(facts: FileFacts, header: string | null): ReactNode {
  const samples =
    facts.columns
      .find((column) => column.header === header)
      ?.samples.filter((sample) => sample !== '')
      .slice(0, 3) ?? []
  return samples.length === 0 ? undefined : <bdi>{samples.join(' · ')}</bdi>
}
