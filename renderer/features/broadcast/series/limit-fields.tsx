import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, NumberField, RadioGroup, DateField } from '../../../ui/index.ts'
import styles from './series.module.css'
import type { LimitForm } from './series-form.ts'

type LimitFieldsProps = { readonly form: LimitForm; readonly onChange: (form: LimitForm) => void; readonly currency: string }

/** From when to when it counts. */
export function SpanFields({ form, onChange }: Omit<LimitFieldsProps, 'currency'>): ReactNode {
  const { t } = useWords()
  const isEndWrong = form.end === 'day' && (form.endDay === '' || form.endDay < form.startDay)
  return (
    <>
      <RadioGroup
        label={t('series.end')}
        value={form.end}
        onChange={(end) => onChange({ ...form, end })}
        isRow
        options={(['never', 'day', 'times'] as const).map((end) => ({ value: end, label: t(`series.end.${end}`) }))}
        testId="series-end"
      />
      <div className={styles['two']}>
        <DateField
          label={t('series.startDay')}
          value={form.startDay}
          onChange={(startDay) => onChange({ ...form, startDay })}
          error={form.startDay === '' ? t('series.missing.day') : null}
          isRequired
          testId="series-start-day"
        />
        {form.end === 'day' ? (
          <DateField
            label={t('series.endDay')}
            value={form.endDay}
            min={form.startDay}
            onChange={(endDay) => onChange({ ...form, endDay })}
            error={isEndWrong ? t('series.missing.end') : null}
            isRequired
            testId="series-end-day"
          />
        ) : null}
        {form.end === 'times' ? (
          <NumberField
            label={t('series.mostTimes')}
            value={form.mostTimes}
            min={1}
            max={1000}
            onChange={(mostTimes) => onChange({ ...form, mostTimes })}
            testId="series-most-times"
          />
        ) : null}
      </div>
    </>
  )
}

/** Whom it leaves out, what each time may cost, and what becomes of a time that was missed. */
export function LimitFields({ form, onChange, currency }: LimitFieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <Checkbox
        isSelected={form.skipOrdered}
        onChange={(skipOrdered) => onChange({ ...form, skipOrdered })}
        note={t('series.skipNote')}
        testId="series-skip-ordered"
      >
        {t('series.skipOrdered')}
      </Checkbox>
      <Checkbox isSelected={form.skipReplied} onChange={(skipReplied) => onChange({ ...form, skipReplied })} testId="series-skip-replied">
        {t('series.skipReplied')}
      </Checkbox>
      <NumberField
        label={t('series.budgetEach')}
        value={form.budgetEach}
        min={0}
        format={{ style: 'currency', currency }}
        onChange={(budgetEach) => onChange({ ...form, budgetEach })}
        hint={t('series.budgetHint')}
        error={form.budgetEach > 0 ? null : t('series.missing.budget')}
        testId="series-budget"
      />
      <RadioGroup
        label={t('series.ifMissed')}
        value={form.ifMissed}
        onChange={(ifMissed) => onChange({ ...form, ifMissed })}
        options={(['ask', 'skip'] as const).map((what) => ({ value: what, label: t(`series.ifMissed.${what}`) }))}
        testId="series-if-missed"
      />
    </>
  )
}
