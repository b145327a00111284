import type { ReactNode } from 'react'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { Checkbox, Strip, DateField, TimeField } from '../../../ui/index.ts'
import { withDay, type PlanForm, type PlanReading } from './plan-form.ts'
import styles from './time.module.css'
import { clockName, formatWhen } from './when.ts'

type PlanFieldsProps = {
  readonly form: PlanForm
  readonly onChange: (form: PlanForm) => void
  readonly reading: PlanReading
  readonly now: number
  readonly testId: string
}

/** Day and time at which something begins, and after which nothing goes out any more, on the shop's clock. */
export function PlanFields({ form, onChange, reading, now, testId }: PlanFieldsProps): ReactNode {
  const words = useWords()
  const { t, timeZone } = words
  const { time, clock, problem } = reading
  const error = problem === 'missing' || problem === 'past' ? t(`broadcast.plan.${problem}`) : null
  const latestError = problem === 'latest-missing' || problem === 'latest-early' ? t(`broadcast.plan.${problem}`) : null
  return (
    <div className={styles['fields']}>
      <div className={styles['two']}>
        <DateField
          label={t('broadcast.plan.day')}
          value={form.day}
          onChange={(day) => onChange(withDay(form, day))}
          min={dayOf(now, timeZone)}
          error={error}
          isRequired
          testId={`${testId}-day`}
        />
        <TimeField
          label={t('broadcast.plan.time')}
          value={form.time}
          onChange={(typed) => onChange({ ...form, time: typed })}
          hint={t('broadcast.plan.clock', { clock: clockName(time?.at ?? now, words) })}
          isRequired
          testId={`${testId}-time`}
        />
      </div>
      {clock === 'once' || time === null ? null : (
        <Strip tone="info" testId={`${testId}-clock`}>
          {t(`broadcast.plan.${clock}`, { time: formatWhen(time.at, words) })}
        </Strip>
      )}
      <Checkbox
        isSelected={form.hasLatest}
        onChange={(hasLatest) => onChange({ ...form, hasLatest })}
        note={t('broadcast.plan.latestNote')}
        testId={`${testId}-latest`}
      >
        {t('broadcast.plan.latest')}
      </Checkbox>
      {form.hasLatest ? (
        <div className={styles['two']}>
          <DateField
            label={t('broadcast.plan.latestDay')}
            value={form.latestDay}
            onChange={(latestDay) => onChange({ ...form, latestDay })}
            min={form.day}
            error={latestError}
            isRequired
            testId={`${testId}-latest-day`}
          />
          <TimeField
            label={t('broadcast.plan.latestTime')}
            value={form.latestTime}
            onChange={(latestTime) => onChange({ ...form, latestTime })}
            isRequired
            testId={`${testId}-latest-time`}
          />
        </div>
      ) : null}
    </div>
  )
}
