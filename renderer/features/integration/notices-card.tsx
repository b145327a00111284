import type { ReactNode } from 'react'
import { useCall, useMutationCall, type CallOutput } from '../../bridge/index.ts'
import { failureWordIds, useWords } from '../../i18n/index.ts'
import {
  Card,
  Checkbox,
  DateTime,
  ErrorStrip,
  Limited,
  NumberField,
  Quiet,
  Skeleton,
  Stack,
  Tag,
  type Tone,
  RuledList,
  RuledRow,
} from '../../ui/index.ts'
import styles from './integration.module.css'

type Notice = CallOutput<'integration.notices'>['notices'][number]
type Settings = CallOutput<'integration.settings'>

const TONES: Readonly<Record<Notice['state'], Tone>> = {
  waiting: 'neutral',
  sending: 'neutral',
  accepted: 'accent',
  sent: 'accent',
  delivered: 'success',
  read: 'success',
  failed: 'danger',
  refused: 'danger',
  unconfirmed: 'warning',
}

/** Rules that hold for every notice, and what became of the latest. */
export function NoticesCard(): ReactNode {
  const { t } = useWords()
  const reading = useCall('integration.notices', { limit: 10 })
  const settings = useCall('integration.settings', {})
  const error = reading.error ?? settings.error
  return (
    <Card title={t('integration.notices')} testId="integration-notices">
      {error === null ? null : <ErrorStrip error={error} />}
      {settings.data === undefined ? (
        <Skeleton rows={2} />
      ) : (
        <Limited needs="integration.saveSettings">
          <Rules settings={settings.data} />
        </Limited>
      )}
      <h3>{t('integration.latestNotices')}</h3>
      {reading.data?.notices.length === 0 ? <Quiet>{t('integration.noNotices')}</Quiet> : null}
      <RuledList>
        {(reading.data?.notices ?? []).map((notice) => (
          <NoticeRow key={notice.noticeId} notice={notice} />
        ))}
      </RuledList>
    </Card>
  )
}

const NIGHT = { fromHour: 21, toHour: 9 }

function Rules({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('integration.saveSettings')
  const { quietHours } = settings
  return (
    <Stack gap={2}>
      <Checkbox
        isSelected={settings.unknownNumbers === 'create'}
        onChange={(isOn) => void saving.run({ unknownNumbers: isOn ? 'create' : 'refuse' })}
        note={t('integration.createUnknownNote')}
        testId="integration-create-unknown"
      >
        {t('integration.createUnknown')}
      </Checkbox>
      <Checkbox isSelected={quietHours !== null} onChange={(isOn) => void saving.run({ quietHours: isOn ? NIGHT : null })}>
        {t('integration.quiet')}
      </Checkbox>
      {quietHours === null ? null : (
        <Stack isRow gap={2}>
          <NumberField
            label={t('integration.quietFrom')}
            min={0}
            max={23}
            value={quietHours.fromHour}
            onChange={(fromHour) => void saving.run({ quietHours: { ...quietHours, fromHour } })}
          />
          <NumberField
            label={t('integration.quietTo')}
            min={0}
            max={23}
            value={quietHours.toHour}
            onChange={(toHour) => void saving.run({ quietHours: { ...quietHours, toHour } })}
          />
        </Stack>
      )}
      {quietHours === null ? null : (
        <Checkbox isSelected={settings.ordersAtAnyHour} onChange={(ordersAtAnyHour) => void saving.run({ ordersAtAnyHour })}>
          {t('integration.ordersAnyHour')}
        </Checkbox>
      )}
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Stack>
  )
}

function NoticeRow({ notice }: { readonly notice: Notice }): ReactNode {
  const { t } = useWords()
  const hasFailed = notice.state === 'failed' || notice.state === 'refused'
  return (
    <RuledRow testId="integration-notice" state={notice.state}>
      <div>
        <p className={styles['name']}>
          <bdi>{notice.customerName === '' ? t('integration.nobody') : notice.customerName}</bdi>
        </p>
        <Quiet>
          <DateTime at={notice.createdAt} style="short" /> · {notice.template} · <bdi>{notice.reference}</bdi>
          {notice.notBefore === null ? null : (
            <>
              {' · '}
              {t('integration.waitsUntil')} <DateTime at={notice.notBefore} />
            </>
          )}
          {hasFailed ? ` · ${t(failureWordIds(notice).what)}` : null}
        </Quiet>
      </div>
      <Tag tone={TONES[notice.state]}>{t(`integration.noticeState.${notice.state}`)}</Tag>
    </RuledRow>
  )
}
