import type { ReactNode } from 'react'
import { useCall, useMutationCall, type CallInput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, Checkbox, ErrorStrip, Limited, Quiet, Select, Skeleton } from '../../ui/index.ts'

const MINUTES = [1, 5, 10, 15, 30] as const

/** What staff see, when the lock falls and what is asked again. Without passwords these wait for the first one. */
export function LimitsCard(): ReactNode {
  const { t } = useWords()
  const session = useCall('session.status', {})
  const saving = useMutationCall('session.saveSettings')
  if (session.error !== null) return <ErrorStrip error={session.error} action={{ label: t('ui.tryAgain'), onAction: session.refetch }} />
  if (session.data === undefined) return <Skeleton rows={3} />
  const { settings, state } = session.data
  const save = (change: CallInput<'session.saveSettings'>): void => void saving.run(change).then(session.refetch)
  return (
    <Card title={t('privacy.limits.title')} testId="privacy-limits">
      <Limited needs="session.saveSettings">
        <Checkbox
          isSelected={settings.hidesNumbers}
          onChange={(hidesNumbers) => save({ hidesNumbers })}
          note={t('privacy.limits.hidesNumbersNote')}
          testId="privacy-hides-numbers"
        >
          {t('privacy.limits.hidesNumbers')}
        </Checkbox>
        <Checkbox
          isSelected={settings.asksAgain}
          onChange={(asksAgain) => save({ asksAgain })}
          note={t('privacy.limits.asksAgainNote')}
          testId="privacy-asks-again"
        >
          {t('privacy.limits.asksAgain')}
        </Checkbox>
        <Select
          label={t('privacy.limits.lockAfter')}
          value={String(settings.lockAfterMinutes)}
          onChange={(minutes) => save({ lockAfterMinutes: Number(minutes) })}
          choices={[...new Set([...MINUTES, settings.lockAfterMinutes])]
            .toSorted((one, other) => one - other)
            .map((count) => ({ value: String(count), label: t('privacy.minutes', { count }) }))}
          testId="privacy-lock-after"
        />
      </Limited>
      {state === 'open' ? <Quiet isSmall>{t('privacy.limits.noPassword')}</Quiet> : null}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Card>
  )
}
