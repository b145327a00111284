import { useState, type ReactNode } from 'react'
import { dayOf, useWords } from '../i18n/index.ts'
import { DateField, TimeField } from '../ui/index.ts'
import { momentOf, timeOf } from './moment.ts'
import styles from './values.module.css'

type EndFieldProps = {
  /** ISO time; empty while there is none. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | null
  readonly testId: string
}

const LAST_MINUTE = '23:59'

/** Day and time at which an offer ends, on the shop's clock. */
export function EndField({ value, onChange, error, testId }: EndFieldProps): ReactNode {
  const { t, timeZone } = useWords()
  const at = Date.parse(value)
  const [typed, setTyped] = useState(() =>
    Number.isFinite(at) ? { day: dayOf(at, timeZone), time: timeOf(at, timeZone) } : { day: '', time: LAST_MINUTE },
  )
  const [today] = useState(() => dayOf(Date.now(), timeZone))
  const change = (part: Partial<typeof typed>): void => {
    const next = { ...typed, ...part }
    setTyped(next)
    const moment = momentOf(next.day, next.time, timeZone)
    onChange(moment === null ? '' : new Date(moment).toISOString())
  }
  return (
    <div className={styles['two']}>
      <DateField
        label={t('value.end.day')}
        value={typed.day}
        min={today}
        onChange={(day) => change({ day })}
        error={error}
        testId={`${testId}-day`}
      />
      <TimeField
        label={t('value.end.time')}
        value={typed.time}
        onChange={(time) => change({ time })}
        hint={t('value.end.zone', { zone: timeZone })}
        testId={`${testId}-time`}
      />
    </div>
  )
}
