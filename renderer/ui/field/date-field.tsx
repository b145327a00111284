import type { CalendarDate } from '@internationalized/date'
import { useState, type ReactNode } from 'react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Popover,
  TimeField as AriaTimeField,
} from 'react-aria-components'
import { Icon } from '../icon/icon.tsx'
import { cx } from '../styles/cx.ts'
import { given } from '../styles/given.ts'
import { calendarDay, clockText, clockTime, dayText } from './calendar-value.ts'
import styles from './date-field.module.css'
import fieldStyles from './field.module.css'
import { FieldLabel } from './field-label.tsx'
import { FieldNotes } from './field-notes.tsx'

type MomentFieldProps = {
  readonly label: string
  /** Empty while there is none. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode | undefined
  readonly error?: string | null | undefined
  readonly isRequired?: boolean | undefined
  readonly isOptional?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly testId?: string | undefined
}
/** Days are YYYY-MM-DD; those before `min` and after `max` can't be picked in the calendar. */
type DateFieldProps = MomentFieldProps & { readonly min?: string | undefined; readonly max?: string | undefined }

const commonProps = ({ error, isRequired, isDisabled }: MomentFieldProps) => ({
  className: fieldStyles['field'] ?? '',
  isInvalid: error !== undefined && error !== null,
  isRequired: isRequired ?? false,
  isDisabled: isDisabled ?? false,
  validationBehavior: 'aria' as const,
})

/** The parts of a day or time, each changed by digits and arrows, in the order of the window's language. */
const Segments = ({ testId }: { readonly testId?: string | undefined }): ReactNode => (
  <DateInput className={styles['segments'] ?? ''} data-testid={testId}>
    {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
  </DateInput>
)

/** Keeps what stands in the field while its year is still being typed and is no day for anybody else. */
function useTypedDay({ value, onChange }: Pick<DateFieldProps, 'value' | 'onChange'>) {
  const [typed, setTyped] = useState(() => ({ day: calendarDay(value), told: value }))
  if (typed.told !== value) setTyped({ day: calendarDay(value), told: value })
  return {
    value: typed.day,
    onChange: (day: CalendarDate | null): void => {
      const told = dayText(day)
      setTyped({ day, told })
      if (told !== value) onChange(told)
    },
  }
}

/** A day, typed part by part or picked from a calendar; written as the window's language writes it, whatever the system speaks. */
export function DateField(props: DateFieldProps): ReactNode {
  const { label, hint, error, min, max, isRequired, isOptional, testId } = props
  return (
    <DatePicker {...commonProps(props)} {...useTypedDay(props)}>
      <FieldLabel label={label} isRequired={isRequired} isOptional={isOptional} />
      <Group className={cx(fieldStyles['input'], styles['box'])}>
        <Segments testId={testId} />
        <Button className={styles['open'] ?? ''}>
          <Icon name="calendar" size={16} />
        </Button>
      </Group>
      <FieldNotes hint={hint} error={error} />
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <Dialog className={styles['dialog'] ?? ''}>
          <Calendar {...given({ minValue: calendarDay(min) ?? undefined, maxValue: calendarDay(max) ?? undefined })}>
            <header className={styles['head']}>
              <Button slot="previous" className={styles['turn'] ?? ''}>
                <Icon name="chevron-left" size={16} />
              </Button>
              <CalendarHeading className={styles['month'] ?? ''} />
              <Button slot="next" className={styles['turn'] ?? ''}>
                <Icon name="chevron-right" size={16} />
              </Button>
            </header>
            <CalendarGrid className={styles['grid'] ?? ''}>
              {(day) => <CalendarCell date={day} className={styles['day'] ?? ''} />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

/** A time of day, HH:MM; written as the window's language writes it. */
export function TimeField(props: MomentFieldProps): ReactNode {
  const { label, value, onChange, hint, error, isRequired, isOptional, testId } = props
  return (
    <AriaTimeField {...commonProps(props)} value={clockTime(value)} onChange={(time) => onChange(clockText(time))}>
      <FieldLabel label={label} isRequired={isRequired} isOptional={isOptional} />
      <Group className={cx(fieldStyles['input'], styles['box'])}>
        <Segments testId={testId} />
      </Group>
      <FieldNotes hint={hint} error={error} />
    </AriaTimeField>
  )
}
