import type { ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
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
}

/** Says which column is what, with samples of the file, and in which letters it is written. */
export function ColumnsStep({ handle, facts, choice, onChoice, onFacts, isChecked }: ColumnsStepProps): ReactNode {
  const { t, locale } = useWords()
  const inspecting = useMutationCall('customer.inspectFile')
  const readAs = async (encoding: Encoding): Promise<void> => {
    const result = await inspecting.run({ file: handle, encoding })
    if (!result.ok) return
    onFacts(result.value)
    onChoice(choiceOf(result.value.guess))
  }
  const headers = facts.columns.map((column) => column.header)
  return (
    <>
      {inspecting.error === null ? null : <ErrorStrip error={inspecting.error} />}
      <div className={styles['head']}>
        <p>
          <bdi>{facts.fileName}</bdi> <Quiet isSmall>{formatBytes(facts.sizeBytes, locale)}</Quiet>
        </p>
        <Select
          label={t('customer.import.encoding')}
          value={facts.encoding}
          onChange={(encoding) => void readAs(encoding)}
          choices={encodings.map((value) => ({ value, label: t(`customer.import.encoding.${value}`) }))}
          testId="customer-import-encoding"
        />
      </div>
      {facts.hasUndecodable ? <Strip tone="warning">{t('customer.import.undecodable')}</Strip> : null}
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
            choices={[{ value: '-', label: t('customer.import.noColumn') }, ...headers.map((header) => ({ value: header, label: header }))]}
            testId={`customer-import-column-${field}`}
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
