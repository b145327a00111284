import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Checkbox, NumberField } from '../../../ui/index.ts'
import styles from '../automation.module.css'
import { CHAT_VALUES } from '../edit/text-values.ts'
import { SpokenTexts } from '../edit/spoken-texts.tsx'
import type { Settings } from '../types.ts'

type LimitFieldsProps = { readonly rules: Settings; readonly onChange: (rules: Settings) => void }

const NIGHT = { fromHour: 21, toHour: 9 } as const

/** What is said where nothing fits, and how far machines go. */
export function LimitFields({ rules, onChange }: LimitFieldsProps): ReactNode {
  const { t, locale } = useWords()
  const { fallback, loop, quietHours } = rules
  const begin = (on: boolean): void =>
    onChange({
      ...rules,
      fallback: {
        on,
        texts: on && fallback.texts.length === 0 ? [{ language: locale, text: t('automation.new.fallback') }] : fallback.texts,
      },
    })
  return (
    <Card title={t('automation.limits')}>
      <Checkbox isSelected={fallback.on} onChange={begin} testId="automation-fallback">
        {t('automation.fallback')}
      </Checkbox>
      {fallback.on ? (
        <SpokenTexts
          label={t('automation.fallback.text')}
          texts={fallback.texts}
          onChange={(texts) => onChange({ ...rules, fallback: { ...fallback, texts } })}
          values={CHAT_VALUES}
          testId="automation-fallback-text"
        />
      ) : null}
      <Checkbox
        isSelected={quietHours !== null}
        onChange={(isOn) => onChange({ ...rules, quietHours: isOn ? NIGHT : null })}
        note={t('automation.quiet.note')}
      >
        {t('automation.quiet')}
      </Checkbox>
      {quietHours === null ? null : (
        <div className={styles['pair']}>
          <NumberField
            label={t('automation.quiet.from')}
            value={quietHours.fromHour}
            min={0}
            max={23}
            onChange={(fromHour) => onChange({ ...rules, quietHours: { ...quietHours, fromHour } })}
          />
          <NumberField
            label={t('automation.quiet.to')}
            value={quietHours.toHour}
            min={0}
            max={23}
            onChange={(toHour) => onChange({ ...rules, quietHours: { ...quietHours, toHour } })}
          />
        </div>
      )}
      <div className={styles['pair']}>
        <NumberField
          label={t('automation.loop.messages')}
          value={loop.messages}
          min={3}
          max={50}
          onChange={(messages) => onChange({ ...rules, loop: { ...loop, messages } })}
        />
        <NumberField
          label={t('automation.loop.minutes')}
          value={loop.minutes}
          min={1}
          max={120}
          onChange={(minutes) => onChange({ ...rules, loop: { ...loop, minutes } })}
        />
      </div>
      <NumberField
        label={t('automation.fresh')}
        value={rules.freshMinutes}
        min={1}
        max={1440}
        onChange={(freshMinutes) => onChange({ ...rules, freshMinutes })}
      />
    </Card>
  )
}
