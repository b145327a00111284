import { useState, type ReactNode } from 'react'
import { formatDate, useWords } from '../../../../i18n/index.ts'
import { Card, Checkbox, Quiet, Select } from '../../../../ui/index.ts'
import type { Draft } from '../../use-draft.ts'
import type { QuietHours } from '../quiet.ts'
import styles from '../wizard.module.css'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const usualNight: QuietHours = { fromHour: 21, toHour: 9 }

/** Hours of the customer's own place in which nothing goes out. */
export function QuietCard({ draft }: { readonly draft: Draft }): ReactNode {
  const { t, locale } = useWords()
  const { quietHours } = draft.content
  const [last, setLast] = useState<QuietHours>(quietHours ?? usualNight)
  const set = (next: QuietHours): void => {
    setLast(next)
    draft.change({ quietHours: next })
  }
  const choices = hours.map((hour) => ({
    value: String(hour),
    label: formatDate(Date.UTC(2026, 0, 1, hour), 'time', { locale, timeZone: 'UTC' }),
  }))
  return (
    <Card title={t('broadcast.time.quiet')}>
      <Quiet isSmall>{t('broadcast.time.quietWhy')}</Quiet>
      <Checkbox
        isSelected={quietHours !== null}
        onChange={(isOn) => draft.change({ quietHours: isOn ? last : null })}
        testId="broadcast-time-quiet"
      >
        {t('broadcast.time.quietOn')}
      </Checkbox>
      {quietHours === null ? null : (
        <div className={styles['two']}>
          <Select
            label={t('broadcast.time.quietFrom')}
            value={String(quietHours.fromHour)}
            choices={choices}
            onChange={(hour) => set({ ...quietHours, fromHour: Number(hour) })}
            testId="broadcast-time-quiet-from"
          />
          <Select
            label={t('broadcast.time.quietTo')}
            value={String(quietHours.toHour)}
            choices={choices}
            onChange={(hour) => set({ ...quietHours, toHour: Number(hour) })}
            testId="broadcast-time-quiet-to"
          />
        </div>
      )}
    </Card>
  )
}
