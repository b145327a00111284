import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Card, DateTime, ErrorStrip, Limited, Quiet, Select, Skeleton, Strip, useMay } from '../../ui/index.ts'
import styles from './privacy.module.css'
import type { PrivacySettings, Retention } from './types.ts'

/** Months to choose from; each class has the ones that make sense for it. */
const rules = [
  { field: 'messagesMonths', months: [6, 12, 24, 36, 60], words: 'privacy.retention.messages' },
  { field: 'filesMonths', months: [1, 3, 6, 12, 24], words: 'privacy.retention.files' },
  { field: 'quietCustomersMonths', months: [12, 24, 36, 60], words: 'privacy.retention.quietCustomers' },
  { field: 'orderNamesMonths', months: [12, 24, 60, 84, 120], words: 'privacy.retention.orderNames' },
] as const satisfies readonly { readonly field: keyof Retention; readonly months: readonly number[]; readonly words: string }[]

const FOREVER = 'forever'

/** How long what is kept. Each change counts at once when it keeps longer, and a week later when it keeps shorter. */
export function RetentionCard(): ReactNode {
  const { t } = useWords()
  const settings = useCall('privacy.settings', {})
  const saving = useMutationCall('privacy.saveRetention')
  if (settings.error !== null) return <ErrorStrip error={settings.error} action={{ label: t('ui.tryAgain'), onAction: settings.refetch }} />
  if (settings.data === undefined) return <Skeleton rows={5} />
  const shown = settings.data.pending?.retention ?? settings.data.retention
  const choose = (field: keyof Retention, value: string): void =>
    void saving.run({ [field]: value === FOREVER ? null : Number(value) }).then(settings.refetch)
  return (
    <Card title={t('privacy.retention.title')} testId="privacy-retention">
      <p>{t('privacy.retention.lead')}</p>
      <Limited needs="privacy.saveRetention">
        <div className={styles['fields']}>
          {rules.map(({ field, months, words }) => (
            <Select
              key={field}
              label={t(words)}
              value={shown[field] === null ? FOREVER : String(shown[field])}
              onChange={(value) => choose(field, value)}
              choices={choicesOf(months, shown[field], t)}
              testId={`privacy-${field}`}
            />
          ))}
        </div>
      </Limited>
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <Waiting settings={settings.data} onChanged={settings.refetch} />
      <Jump settings={settings.data} onChanged={settings.refetch} />
      {settings.data.lastRunAt === null ? null : (
        <Quiet isSmall>
          {t('privacy.retention.lastRun')} <DateTime at={settings.data.lastRunAt} />
        </Quiet>
      )}
    </Card>
  )
}

type Translate = ReturnType<typeof useWords>['t']

function choicesOf(months: readonly number[], current: number | null, t: Translate) {
  const all = current === null || months.includes(current) ? months : [...months, current].toSorted((one, other) => one - other)
  return [
    ...all.map((count) => ({
      value: String(count),
      label: count % 12 === 0 ? t('privacy.years', { count: count / 12 }) : t('privacy.months', { count }),
    })),
    { value: FOREVER, label: t('privacy.forever') },
  ]
}

type PartProps = { readonly settings: PrivacySettings; readonly onChanged: () => void }

/** What a shorter rule is going to remove, and how it is taken back before. */
function Waiting({ settings, onChanged }: PartProps): ReactNode {
  const { t, number } = useWords()
  const mayLook = useMay()('privacy.previewRetention')
  const preview = useCall('privacy.previewRetention', {}, { isEnabled: mayLook && settings.pending !== null })
  const keeping = useMutationCall('privacy.keepRetention')
  if (settings.pending === null) return null
  const classes = preview.data?.classes.filter(({ count, held }) => count + held > 0) ?? []
  return (
    <>
      <Strip
        tone="info"
        testId="privacy-pending"
        actions={
          <Button
            needs="privacy.keepRetention"
            size="small"
            onPress={() => void keeping.run({}).then(onChanged)}
            isBusy={keeping.isRunning}
            testId="privacy-keep-retention"
          >
            {t('privacy.retention.takeBack')}
          </Button>
        }
      >
        {t('privacy.retention.begins')} <DateTime at={preview.data?.at ?? settings.pending.from} />
        {classes.length === 0 ? (
          <span> {t('privacy.retention.removesNothing')}</span>
        ) : (
          <ul>
            {classes.map(({ kind, count, held }) => (
              <li key={kind}>
                {t(`privacy.class.${kind}`, { count: number(count) })}{' '}
                {held === 0 ? null : t('privacy.retention.held', { count: number(held) })}
              </li>
            ))}
          </ul>
        )}
      </Strip>
      {keeping.error === null ? null : <ErrorStrip error={keeping.error} />}
    </>
  )
}

/** The computer's date jumped: nothing goes before a person says that it is right. */
function Jump({ settings, onChanged }: PartProps): ReactNode {
  const { t } = useWords()
  const confirming = useMutationCall('privacy.confirmRetention')
  if (settings.asksSince === null) return null
  return (
    <Strip
      tone="warning"
      testId="privacy-jump"
      actions={
        <Button
          needs="privacy.confirmRetention"
          size="small"
          onPress={() => void confirming.run({}).then(onChanged)}
          isBusy={confirming.isRunning}
        >
          {t('privacy.retention.dateIsRight')}
        </Button>
      }
    >
      {t('privacy.retention.jump')} <DateTime at={settings.asksSince} />
    </Strip>
  )
}
