import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { NumberField, Select, TextField } from '../../../ui/index.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { DueMessageField } from './due-message-field.tsx'
import styles from './edit.module.css'
import { NumberPair } from './number-pair.tsx'
import { CHAT_VALUES, ORDER_VALUES } from './text-values.ts'

type About = WorkOf<'reminder'>['about']

/** States that an order comes into after it was placed. */
const orderStates = ['accepted', 'changed', 'declined', 'ready', 'shipped', 'done', 'cancelled'] as const

const blankAbouts: { readonly [K in About['kind']]: About } = {
  'order-due': { kind: 'order-due', hoursBefore: 24 },
  'order-state': { kind: 'order-state', state: 'accepted', afterMinutes: 0 },
  'customer-date': { kind: 'customer-date', date: 'birthday', daysBefore: 0, hour: 10 },
}

/** What is said when an order comes on, is due, or a customer's day comes. */
export function ReminderEditor({ work, onChange }: EditProps<'reminder'>): ReactNode {
  const { t } = useWords()
  const { about } = work
  return (
    <>
      <Select
        label={t('automation.reminder.about')}
        value={about.kind}
        choices={(['order-due', 'order-state', 'customer-date'] as const).map((kind) => ({
          value: kind,
          label: t(`automation.reminder.${kind}`),
        }))}
        onChange={(kind) => (kind === about.kind ? undefined : onChange({ ...work, about: blankAbouts[kind] }))}
        testId="automation-reminder-about"
      />
      <AboutFields about={about} onChange={(next) => onChange({ ...work, about: next })} />
      <DueMessageField
        message={work.message}
        onChange={(message) => onChange({ ...work, message })}
        purpose="notice"
        values={about.kind === 'customer-date' ? CHAT_VALUES : ORDER_VALUES}
        testId="automation-reminder"
      />
      <NumberField
        label={t('automation.due.grace')}
        value={work.graceHours}
        min={1}
        max={168}
        onChange={(graceHours) => onChange({ ...work, graceHours })}
      />
    </>
  )
}

function AboutFields({ about, onChange }: { readonly about: About; readonly onChange: (about: About) => void }): ReactNode {
  const { t } = useWords()
  switch (about.kind) {
    case 'order-due':
      return (
        <NumberField
          label={t('automation.reminder.hoursBefore')}
          value={about.hoursBefore}
          min={0}
          max={8760}
          onChange={(hoursBefore) => onChange({ ...about, hoursBefore })}
          testId="automation-reminder-hours"
        />
      )
    case 'order-state':
      return (
        <div className={styles['pair']}>
          <OrderState state={about.state} onChange={(state) => onChange({ ...about, state })} />
          <NumberField
            label={t('automation.reminder.afterMinutes')}
            value={about.afterMinutes}
            min={0}
            max={525_600}
            onChange={(afterMinutes) => onChange({ ...about, afterMinutes })}
          />
        </div>
      )
    case 'customer-date':
      return (
        <>
          <TextField
            label={t('automation.date')}
            hint={t('automation.date.note')}
            value={about.date}
            onChange={(date) => onChange({ ...about, date })}
            maxLength={40}
          />
          <NumberPair
            counts={[
              {
                label: t('automation.reminder.daysBefore'),
                value: about.daysBefore,
                min: 0,
                max: 90,
                onChange: (daysBefore) => onChange({ ...about, daysBefore }),
              },
              {
                label: t('automation.reminder.hour'),
                value: about.hour,
                min: 0,
                max: 23,
                onChange: (hour) => onChange({ ...about, hour }),
              },
            ]}
          />
        </>
      )
  }
}

/** The state of an order, by the names of the orders' page; one that it does not know stays as it was written. */
function OrderState({ state, onChange }: { readonly state: string; readonly onChange: (state: string) => void }): ReactNode {
  const { t } = useWords()
  const known = orderStates.map((value) => ({ value: value as string, label: t(`order.state.${value}`) }))
  const choices = known.some(({ value }) => value === state) ? known : [...known, { value: state, label: state }]
  return (
    <Select label={t('automation.reminder.state')} value={state} choices={choices} onChange={onChange} testId="automation-reminder-state" />
  )
}
