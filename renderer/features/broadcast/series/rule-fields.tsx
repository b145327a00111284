import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, NumberField, Quiet, RadioGroup, Select, TimeField } from '../../../ui/index.ts'
import { clockName } from '../time/when.ts'
import { dateName, weekdayName } from './rule-words.ts'
import styles from './series.module.css'
import type { RuleForm } from './series-form.ts'

type RuleFieldsProps = { readonly form: RuleForm; readonly onChange: (form: RuleForm) => void }

const kinds = ['daily', 'weekly', 'monthly', 'customer-date'] as const

/** When a series comes round. */
export function RuleFields({ form, onChange }: RuleFieldsProps): ReactNode {
  const words = useWords()
  const { t } = words
  return (
    <>
      <RadioGroup
        label={t('series.kind')}
        value={form.kind}
        onChange={(kind) => onChange({ ...form, kind })}
        options={kinds.map((kind) => ({ value: kind, label: t(`series.kind.${kind}`) }))}
        testId="series-kind"
      />
      <div className={styles['two']}>
        <KindFields form={form} onChange={onChange} />
        <TimeField
          label={t('broadcast.plan.time')}
          value={form.time}
          onChange={(time) => onChange({ ...form, time })}
          hint={t('broadcast.plan.clock', { clock: clockName(0, words) })}
          error={form.time === '' ? t('series.missing.time') : null}
          isRequired
          testId="series-time"
        />
      </div>
      {form.kind === 'customer-date' ? <Quiet isSmall>{t('series.dateNote')}</Quiet> : null}
    </>
  )
}

function KindFields({ form, onChange }: RuleFieldsProps): ReactNode {
  const { t } = useWords()
  switch (form.kind) {
    case 'daily':
      return (
        <NumberField
          label={t('series.every.days')}
          value={form.everyDays}
          min={1}
          max={60}
          onChange={(everyDays) => onChange({ ...form, everyDays })}
          testId="series-every"
        />
      )
    case 'weekly':
      return <Weekdays form={form} onChange={onChange} />
    case 'monthly':
      return (
        <>
          <NumberField
            label={t('series.every.months')}
            value={form.everyMonths}
            min={1}
            max={12}
            onChange={(everyMonths) => onChange({ ...form, everyMonths })}
            testId="series-every"
          />
          <NumberField
            label={t('series.monthDay')}
            value={form.monthDay}
            min={1}
            max={31}
            onChange={(monthDay) => onChange({ ...form, monthDay })}
            hint={form.monthDay > 28 ? t('series.monthDayHint') : undefined}
            testId="series-month-day"
          />
        </>
      )
    case 'customer-date':
      return <CustomerDate form={form} onChange={onChange} />
  }
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

function Weekdays({ form, onChange }: RuleFieldsProps): ReactNode {
  const { t, locale } = useWords()
  const toggle = (day: number, isOn: boolean): void =>
    onChange({ ...form, weekdays: isOn ? [...form.weekdays, day] : form.weekdays.filter((one) => one !== day) })
  return (
    <>
      <fieldset className={styles['weekdays']}>
        <legend>{t('series.weekdays')}</legend>
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            isSelected={form.weekdays.includes(day)}
            onChange={(isOn) => toggle(day, isOn)}
            testId={`series-weekday-${day}`}
          >
            {weekdayName(day, locale)}
          </Checkbox>
        ))}
        {form.weekdays.length === 0 ? <p role="alert">{t('series.missing.weekday')}</p> : null}
      </fieldset>
      <NumberField
        label={t('series.every.weeks')}
        value={form.everyWeeks}
        min={1}
        max={12}
        onChange={(everyWeeks) => onChange({ ...form, everyWeeks })}
        testId="series-every"
      />
    </>
  )
}

/** The days that occur among the customers, beside those that every shop knows. */
const knownDates = ['birthday', 'service-due'] as const

function CustomerDate({ form, onChange }: RuleFieldsProps): ReactNode {
  const { t } = useWords()
  const occurring = useCall('group.choices', {}).data?.dates ?? []
  const dates = [...new Set([...occurring, ...knownDates, ...(form.date === '' ? [] : [form.date])])]
  return (
    <>
      <Select
        label={t('series.date')}
        value={form.date === '' ? null : form.date}
        placeholder={t('series.datePlaceholder')}
        choices={dates.map((date) => ({
          value: date,
          label: dateName(date, t),
          ...(occurring.includes(date) ? {} : { note: t('series.dateNobody') }),
        }))}
        onChange={(date) => onChange({ ...form, date })}
        error={form.date === '' ? t('series.datePlaceholder') : null}
        isRequired
        testId="series-date"
      />
      <NumberField
        label={t('series.days')}
        value={form.days}
        min={0}
        max={90}
        onChange={(days) => onChange({ ...form, days })}
        testId="series-days"
      />
      <RadioGroup
        label={t('series.side')}
        isLabelHidden
        value={form.side}
        onChange={(side) => onChange({ ...form, side })}
        look="segments"
        options={[
          { value: 'before', label: t('series.side.before') },
          { value: 'after', label: t('series.side.after') },
        ]}
        testId="series-side"
      />
    </>
  )
}
