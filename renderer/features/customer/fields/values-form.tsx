import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { DateField, Select, TextField } from '../../../ui/index.ts'
import type { CustomerCard } from '../types.ts'
import type { Field } from './value-words.ts'

/** What is typed for each fact of the shop, by its id; empty takes a value away. */
export type ValueDrafts = Readonly<Record<string, string>>

type SavedValues = NonNullable<CustomerCard['fields']>

/** What a customer has, to be changed. */
export const draftsOfValues = (values: SavedValues): ValueDrafts => Object.fromEntries(values.map(({ fieldId, value }) => [fieldId, value]))

/** Only what differs from what is kept. */
export const changedValues = (before: SavedValues, drafts: ValueDrafts): SavedValues => {
  const kept = draftsOfValues(before)
  return Object.entries(drafts)
    .filter(([fieldId, value]) => value.trim() !== (kept[fieldId] ?? ''))
    .map(([fieldId, value]) => ({ fieldId: fieldId as SavedValues[number]['fieldId'], value: value.trim() }))
}

type ValuesFormProps = { readonly drafts: ValueDrafts; readonly onChange: (drafts: ValueDrafts) => void }

/** The shop's own facts as fields, each by its kind. */
export function ValuesForm({ drafts, onChange }: ValuesFormProps): ReactNode {
  const fields = useCall('customer.fields', {}).data?.fields ?? []
  return fields.map((field) => (
    <ValueField
      key={field.fieldId}
      field={field}
      value={drafts[field.fieldId] ?? ''}
      onChange={(value) => onChange({ ...drafts, [field.fieldId]: value })}
    />
  ))
}

type ValueFieldProps = { readonly field: Field; readonly value: string; readonly onChange: (value: string) => void }

const UNSET = '-'

function ValueField({ field, value, onChange }: ValueFieldProps): ReactNode {
  const { t } = useWords()
  const { label, kind } = field
  const testId = 'customer-value'
  if (kind === 'date') return <DateField label={label} value={value} onChange={onChange} testId={testId} />
  if (kind === 'text' || kind === 'number')
    return <TextField label={label} value={value} onChange={onChange} maxLength={kind === 'text' ? 1000 : 20} testId={testId} />
  const choices =
    kind === 'choice'
      ? field.choices.map((choice) => ({ value: choice, label: choice }))
      : (['yes', 'no'] as const).map((choice) => ({ value: choice, label: t(`record.fields.${choice}`) }))
  return (
    <Select<string>
      label={label}
      value={value === '' ? UNSET : value}
      onChange={(chosen) => onChange(chosen === UNSET ? '' : chosen)}
      choices={[{ value: UNSET, label: t('record.fields.unset') }, ...choices]}
      testId={testId}
    />
  )
}
