import type { ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, Checkbox, ErrorStrip, Quiet, Select } from '../../ui/index.ts'
import type { Status } from './person-name.ts'
import styles from './session.module.css'

const minutes = [1, 2, 5, 10, 15, 30] as const
type Settings = Status['settings']

/** When the lock falls, what goes on behind it, what staff see and what is asked again. Each change counts at once. */
export function LockSettings({ settings, hasLock }: { readonly settings: Settings; readonly hasLock: boolean }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('session.saveSettings')
  const save = (change: Partial<Settings>): void => void saving.run(change)
  const box = (name: 'sendsWhileLocked' | 'hidesNumbers' | 'asksAgain' | 'opensWithKeychain'): ReactNode => (
    <Checkbox
      isSelected={settings[name]}
      onChange={(isOn) => save({ [name]: isOn })}
      note={t(`session.settings.${name}.note`)}
      testId={`lock-${name}`}
    >
      {t(`session.settings.${name}`)}
    </Checkbox>
  )
  return (
    <Card title={t('session.settings.title')} testId="lock-settings">
      {hasLock ? null : <Quiet>{t('session.settings.noLock')}</Quiet>}
      <div className={styles['narrow']}>
        <Select
          label={t('session.settings.lockAfter')}
          value={String(minutes.find((one) => one >= settings.lockAfterMinutes) ?? 30)}
          choices={minutes.map((count) => ({ value: String(count), label: t('session.settings.minutes', { count }) }))}
          onChange={(value) => save({ lockAfterMinutes: Number(value) })}
          testId="lock-after"
        />
      </div>
      {box('hidesNumbers')}
      {box('asksAgain')}
      {box('sendsWhileLocked')}
      {box('opensWithKeychain')}
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="lock-settings-error" />}
    </Card>
  )
}
