import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, IconButton, Quiet, RadioGroup } from '../../../ui/index.ts'
import { clockName } from '../time/when.ts'
import styles from './calendar.module.css'
import { addMonths } from './month.ts'

export type Look = 'month' | 'list'
type CalendarHeadProps = {
  readonly day: string
  readonly today: string
  readonly onDay: (day: string) => void
  readonly look: Look
  readonly onLook: (look: Look) => void
}

/** The month that is shown, the ways to others, and how it is drawn. */
export function CalendarHead({ day, today, onDay, look, onLook }: CalendarHeadProps): ReactNode {
  const words = useWords()
  const { t, locale } = words
  const at = Date.parse(`${day}T00:00Z`)
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(at)
  return (
    <div className={styles['head']}>
      <IconButton
        icon="back"
        label={t('broadcast.calendar.previous')}
        onPress={() => onDay(addMonths(day, -1))}
        testId="calendar-previous"
      />
      <h2 className={styles['month']} aria-live="polite" data-testid="calendar-month">
        {month}
      </h2>
      <IconButton
        icon="chevron-right"
        label={t('broadcast.calendar.next')}
        onPress={() => onDay(addMonths(day, 1))}
        testId="calendar-next"
      />
      <Button size="small" onPress={() => onDay(today)} testId="calendar-today">
        {t('broadcast.calendar.today')}
      </Button>
      <span className={styles['clock']}>
        <Quiet isSmall>{t('broadcast.plan.clock', { clock: clockName(at, words) })}</Quiet>
      </span>
      <RadioGroup
        label={t('broadcast.calendar.look')}
        isLabelHidden
        value={look}
        onChange={onLook}
        look="segments"
        options={[
          { value: 'month', label: t('broadcast.calendar.month') },
          { value: 'list', label: t('broadcast.calendar.list') },
        ]}
        testId="calendar-look"
      />
    </div>
  )
}
