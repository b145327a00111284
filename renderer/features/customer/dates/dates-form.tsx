import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, IconButton, Select, TextField } from '../../../ui/index.ts'
import { MOST_DATES, problemOf, withOwnDate, type DateDraft } from './date-draft.ts'
import styles from './dates.module.css'

type DatesFormProps = {
  readonly drafts: readonly DateDraft[]
  readonly onChange: (drafts: readonly DateDraft[]) => void
  readonly isChecked: boolean
}

/** The days of the year of a customer as fields: birthday, service due, and the shop's own. */
export function DatesForm({ drafts, onChange, isChecked }: DatesFormProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['dates']}>
      {drafts.map((draft) => (
        <DateRow
          key={draft.id}
          draft={draft}
          problem={isChecked ? problemOf(draft, drafts) : null}
          onChange={(part) => onChange(drafts.map((one) => (one.id === draft.id ? { ...one, ...part } : one)))}
          onRemove={() => onChange(drafts.filter((one) => one.id !== draft.id))}
        />
      ))}
      {drafts.length >= MOST_DATES ? null : (
        <div>
          <Button size="small" icon="plus" onPress={() => onChange(withOwnDate(drafts))} testId="customer-edit-date-add">
            {t('customer.date.add')}
          </Button>
        </div>
      )}
    </div>
  )
}

type DateRowProps = {
  readonly draft: DateDraft
  readonly problem: ReturnType<typeof problemOf>
  readonly onChange: (part: Partial<DateDraft>) => void
  readonly onRemove: () => void
}

function DateRow({ draft, problem, onChange, onRemove }: DateRowProps): ReactNode {
  const { t } = useWords()
  const id = draft.known ?? 'own'
  const title = draft.known === null ? t('customer.date.own') : t(`customer.date.${draft.known}`)
  return (
    <fieldset className={styles['date']} data-testid={`customer-edit-date-${id}`}>
      <legend>{title}</legend>
      {draft.known === null ? (
        <div className={styles['named']}>
          <TextField
            label={t('customer.date.name')}
            value={draft.name}
            onChange={(name) => onChange({ name })}
            hint={t('customer.date.nameHint')}
            maxLength={40}
            error={problem === 'name' || problem === 'name-twice' ? t(`customer.date.problem.${problem}`) : null}
            testId="customer-edit-date-name"
          />
          <IconButton icon="trash" label={t('customer.date.remove')} onPress={onRemove} />
        </div>
      ) : null}
      <DayFields draft={draft} onChange={onChange} id={id} error={problem === 'day' ? t('customer.date.problem.day') : null} />
    </fieldset>
  )
}

type DayFieldsProps = Pick<DateRowProps, 'draft' | 'onChange'> & { readonly id: string; readonly error: string | null }

function DayFields({ draft, onChange, id, error }: DayFieldsProps): ReactNode {
  const { t, locale } = useWords()
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const choices = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: months.format(Date.UTC(2000, index, 1)),
  }))
  return (
    <div className={styles['parts']}>
      <Select
        label={t('customer.date.month')}
        value={draft.month === '' ? '-' : draft.month}
        onChange={(month) => onChange({ month: month === '-' ? '' : month })}
        choices={[{ value: '-', label: t('customer.date.none') }, ...choices]}
        error={error}
        testId={`customer-edit-date-${id}-month`}
      />
      <TextField
        label={t('customer.date.day')}
        value={draft.day}
        onChange={(day) => onChange({ day })}
        maxLength={2}
        testId={`customer-edit-date-${id}-day`}
      />
      <TextField
        label={t('customer.date.year')}
        value={draft.year}
        onChange={(year) => onChange({ year })}
        isOptional
        maxLength={4}
        testId={`customer-edit-date-${id}-year`}
      />
    </div>
  )
}

/** The days of a customer as facts: names with days, the year where it is known. */
export function useDateWords(): (date: { readonly month: number; readonly day: number; readonly year: number | null }) => string {
  const { locale } = useWords()
  return ({ month, day, year }) => {
    const parts: Intl.DateTimeFormatOptions = {
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
      ...(year === null ? {} : { year: 'numeric' }),
    }
    return new Intl.DateTimeFormat(locale, parts).format(Date.UTC(year ?? 2000, month - 1, day))
  }
}
