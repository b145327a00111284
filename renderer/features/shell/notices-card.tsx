import type { ReactNode } from 'react'
import type { Preferences } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, Checkbox, Quiet, RadioGroup, TimeField } from '../../ui/index.ts'
import styles from './appearance-panel.module.css'

type NoticesCardProps = { readonly preferences: Preferences; readonly set: (changes: Partial<Preferences>) => void }

/** A shop's night, until other hours are chosen. */
const NIGHT = { from: '22:00', to: '08:00' } as const

/** What the notices of the system show, of what, and when none comes. */
export function NoticesCard({ preferences, set }: NoticesCardProps): ReactNode {
  const { t } = useWords()
  const { notices, closingNotices, quietHours } = preferences
  return (
    <Card title={t('shell.notices.title')}>
      <RadioGroup
        label={t('shell.notices')}
        value={notices}
        onChange={(value) => set({ notices: value })}
        testId="settings-notices"
        options={(['text', 'name', 'off'] as const).map((value) => ({ value, label: t(`shell.notices.${value}`) }))}
      />
      <Quiet isSmall>{t('shell.notices.note')}</Quiet>
      <Checkbox
        isSelected={closingNotices}
        onChange={(isWanted) => set({ closingNotices: isWanted })}
        isDisabled={notices === 'off'}
        note={t('shell.notices.closing.note')}
        testId="settings-notices-closing"
      >
        {t('shell.notices.closing')}
      </Checkbox>
      <Checkbox
        isSelected={quietHours !== null}
        onChange={(isWanted) => set({ quietHours: isWanted ? NIGHT : null })}
        isDisabled={notices === 'off'}
        note={t('shell.notices.quiet.note')}
        testId="settings-notices-quiet"
      >
        {t('shell.notices.quiet')}
      </Checkbox>
      {quietHours === null ? null : (
        <div className={styles['times']}>
          {(['from', 'to'] as const).map((end) => (
            <TimeField
              key={end}
              label={t(`shell.notices.quiet.${end}`)}
              value={quietHours[end]}
              // While one of its parts is empty it is no time.
              onChange={(time) => (time === '' ? undefined : set({ quietHours: { ...quietHours, [end]: time } }))}
              testId={`settings-notices-quiet-${end}`}
            />
          ))}
        </div>
      )}
    </Card>
  )
}
