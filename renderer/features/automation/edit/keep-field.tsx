import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Select, TextField } from '../../../ui/index.ts'
import type { FlowStep } from '../types.ts'

type Keep = NonNullable<FlowStep['keep']>

const blankKeeps: { readonly [K in Keep['as']]: Keep } = {
  tag: { as: 'tag', prefix: '' },
  note: { as: 'note', label: '' },
  field: { as: 'field', field: 'addressAs' },
  day: { as: 'day', date: 'birthday' },
}

type KeepFieldProps = { readonly step: FlowStep; readonly onChange: (step: FlowStep) => void }

/** Where the answer is kept with the customer. */
export function KeepField({ step, onChange }: KeepFieldProps): ReactNode {
  const { t } = useWords()
  const { keep } = step
  const ways = (['none', 'tag', 'note', 'field', 'day'] as const).filter((way) => way !== 'day' || step.answer.kind === 'date')
  const set = (next: Keep | null): void => onChange({ ...step, keep: next })
  return (
    <>
      <Select
        label={t('automation.keep')}
        value={keep?.as ?? 'none'}
        choices={ways.map((way) => ({ value: way, label: t(`automation.keep.${way}`) }))}
        onChange={(way) => set(way === 'none' ? null : blankKeeps[way])}
        testId="automation-step-keep"
      />
      {keep === null ? null : <KeepDetail keep={keep} onChange={set} />}
    </>
  )
}

function KeepDetail({ keep, onChange }: { readonly keep: Keep; readonly onChange: (keep: Keep) => void }): ReactNode {
  const { t } = useWords()
  switch (keep.as) {
    case 'tag':
      return (
        <TextField
          label={t('automation.keep.prefix')}
          isOptional
          value={keep.prefix}
          onChange={(prefix) => onChange({ ...keep, prefix })}
          maxLength={30}
        />
      )
    case 'note':
      return (
        <TextField
          label={t('automation.keep.label')}
          isOptional
          value={keep.label}
          onChange={(label) => onChange({ ...keep, label })}
          maxLength={60}
        />
      )
    case 'field':
      return (
        <Select
          label={t('automation.keep.which')}
          value={keep.field}
          choices={(['name', 'addressAs', 'language'] as const).map((field) => ({
            value: field,
            label: t(`automation.keep.field.${field}`),
          }))}
          onChange={(field) => onChange({ ...keep, field })}
        />
      )
    case 'day':
      return (
        <TextField
          label={t('automation.date')}
          hint={t('automation.date.note')}
          value={keep.date}
          onChange={(date) => onChange({ ...keep, date })}
          maxLength={40}
        />
      )
  }
}
