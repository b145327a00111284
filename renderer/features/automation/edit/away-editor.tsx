import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Checkbox, DateField, IconButton, Link, NumberField, RadioGroup, TextField } from '../../../ui/index.ts'
import { replaced, without } from '../lists.ts'
import type { EditProps, WorkOf } from '../types.ts'
import { AnswerField } from './answer-field.tsx'
import styles from './edit.module.css'
import { SpanList } from './span-list.tsx'
import { AWAY_VALUES } from './text-values.ts'
import { WeekHours } from './week-hours.tsx'

/** What is said while the shop is closed: its hours, holidays, and the text. */
export function AwayEditor({ work, onChange }: EditProps<'away'>): ReactNode {
  const { t } = useWords()
  const { hours, answer } = work
  return (
    <>
      <RadioGroup
        label={t('automation.away.hours')}
        value={hours.kind}
        onChange={(kind) => onChange({ ...work, hours: kind === 'shop' ? { kind } : { kind, hours: [] } })}
        options={(['shop', 'own'] as const).map((value) => ({ value, label: t(`automation.away.hours.${value}`) }))}
        testId="automation-away-hours"
      />
      {hours.kind === 'own' ? (
        <WeekHours hours={hours.hours} onChange={(own) => onChange({ ...work, hours: { kind: 'own', hours: own } })} />
      ) : (
        <Link to={routes.settingsPage('profile')}>{t('automation.away.openProfile')}</Link>
      )}
      <SpecialDays work={work} onChange={onChange} />
      <AnswerField
        answer={answer}
        onChange={(next) => onChange({ ...work, answer: next })}
        values={AWAY_VALUES}
        testId="automation-answer"
      />
      <NumberField
        label={t('automation.away.again')}
        value={work.againAfterHours}
        min={1}
        max={168}
        onChange={(againAfterHours) => onChange({ ...work, againAfterHours })}
        testId="automation-away-again"
      />
    </>
  )
}

type SpecialDay = WorkOf<'away'>['specialDays'][number]

/** Days with hours of their own; a day without hours is closed. */
function SpecialDays({ work, onChange }: EditProps<'away'>): ReactNode {
  const { t } = useWords()
  const { specialDays } = work
  const keep = (next: SpecialDay[]): void => onChange({ ...work, specialDays: next })
  return (
    <section className={styles['group']} aria-label={t('automation.away.special')}>
      <div className={styles['labelLine']}>
        <span>{t('automation.away.special')}</span>
        <Button
          size="small"
          icon="plus"
          onPress={() => keep([...specialDays, { date: '', everyYear: false, name: '', hours: [] }])}
          testId="automation-special-add"
        >
          {t('automation.away.addSpecial')}
        </Button>
      </div>
      {specialDays.map((day, at) => (
        <div key={at} className={styles['special']} data-testid="automation-special">
          <div className={styles['pair']}>
            <DateField
              label={t('automation.away.date')}
              value={day.date}
              onChange={(date) => keep(replaced(specialDays, at, { ...day, date }))}
              testId="automation-special-date"
            />
            <TextField
              label={t('automation.away.holiday')}
              isOptional
              value={day.name}
              onChange={(name) => keep(replaced(specialDays, at, { ...day, name }))}
              maxLength={60}
              testId="automation-special-name"
            />
          </div>
          <div className={styles['labelLine']}>
            <Checkbox isSelected={day.everyYear} onChange={(everyYear) => keep(replaced(specialDays, at, { ...day, everyYear }))}>
              {t('automation.away.everyYear')}
            </Checkbox>
            <IconButton
              icon="trash"
              size="small"
              label={t('automation.away.removeSpecial', { number: at + 1 })}
              onPress={() => keep(without(specialDays, at))}
            />
          </div>
          <SpanList
            name={day.name === '' ? t('automation.away.thisDay', { number: at + 1 }) : day.name}
            spans={day.hours}
            onChange={(hours) => keep(replaced(specialDays, at, { ...day, hours }))}
          />
        </div>
      ))}
    </section>
  )
}
