import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Columns, ErrorStrip, Facts, Link, Money, Page, Quiet, Skeleton, Strip, useAnnounce } from '../../../ui/index.ts'
import { StateTag } from '../state-tag.tsx'
import { formatWhen } from '../time/when.ts'
import { NextTimes } from './next-times.tsx'
import { ruleWords } from './rule-words.ts'
import { SeriesControls } from './series-controls.tsx'
import { SeriesEditor } from './series-editor.tsx'
import { formOf, type Series, type SeriesForm } from './series-form.ts'
import { SeriesState } from './series-state.tsx'
import styles from './series.module.css'

/** One series: how it stands, when it comes next, and what became of each time. */
export function SeriesPage({ seriesId }: { readonly seriesId: string }): ReactNode {
  const { t, timeZone } = useWords()
  const announce = useAnnounce()
  const reading = useCall('series.get', { seriesId })
  const [form, setForm] = useState<SeriesForm | null>(null)
  const series = reading.data
  if (series === undefined)
    return (
      <Page title={t('broadcast.view.series')} testId="series-page">
        {reading.error === null ? <Skeleton rows={8} /> : <ErrorStrip error={reading.error} />}
      </Page>
    )
  if (form !== null)
    return (
      <SeriesEditor
        first={form}
        content={series.content}
        series={series}
        onSaved={() => {
          setForm(null)
          announce(t('series.saved'))
        }}
        onCancel={() => setForm(null)}
      />
    )
  return <Shown series={series} onChange={() => setForm(formOf(series, { now: Date.now(), timeZone }))} />
}

function Shown({ series, onChange }: { readonly series: Series; readonly onChange: () => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const { rule, state } = series
  return (
    <Page
      title={<bdi>{series.name}</bdi>}
      aside={<SeriesState series={series} />}
      actions={<SeriesControls series={series} onChange={onChange} />}
      testId="series-page"
    >
      <Standing series={series} />
      <Columns>
        <Card title={t('series.when')}>
          <p>
            <strong data-testid="series-sentence">{ruleWords(rule, words)}</strong>
          </p>
          {state === 'over' ? null : <NextTimes rule={rule} bounds={series} audience={series.content.audience} times={series.times} />}
          <Quiet isSmall>{t('series.laptop')}</Quiet>
        </Card>
        <div className={styles['column']}>
          <LimitsCard series={series} />
          <Broadcasts broadcastIds={series.broadcastIds} />
        </div>
      </Columns>
    </Page>
  )
}

/** What its state means, and why it rests. */
function Standing({ series }: { readonly series: Series }): ReactNode {
  const { t, rich } = useWords()
  const currency = useCall('broadcast.rules', {}).data?.currency ?? 'USD'
  const budget = <Money key="budget" micros={series.budgetEachMicros} currency={currency} />
  if (series.state === 'paused')
    return (
      <Strip tone="warning" icon="pause" testId="series-paused">
        {t(`series.pause.${series.pauseReason ?? 'by-hand'}`)}
      </Strip>
    )
  if (series.state === 'over') return <Strip tone="info">{t('series.overNote')}</Strip>
  return (
    <Strip tone="info" testId="series-meaning">
      {rich(series.state === 'draft' ? 'series.approveMeans' : 'series.onMeans', { budget })}
    </Strip>
  )
}

function LimitsCard({ series }: { readonly series: Series }): ReactNode {
  const words = useWords()
  const { t } = words
  const { data } = useCall('broadcast.rules', {})
  const { endsAt, mostTimes, skipIf, ifMissed } = series
  const skips = [...(skipIf.ordered ? [t('series.skipOrdered')] : []), ...(skipIf.replied ? [t('series.skipReplied')] : [])]
  const end =
    endsAt !== null ? formatWhen(endsAt, words) : mostTimes !== null ? t('series.afterTimes', { times: mostTimes }) : t('series.end.never')
  return (
    <Card title={t('series.limits')}>
      <Facts
        facts={[
          { name: t('series.end'), value: end },
          { name: t('series.budgetEach'), value: <Money micros={series.budgetEachMicros} currency={data?.currency ?? 'USD'} /> },
          { name: t('series.ifMissed'), value: t(`series.ifMissed.${ifMissed}`) },
          ...skips.map((skip, index) => ({ name: index === 0 ? t('broadcast.audience.leaveOut') : '', value: skip })),
        ]}
      />
    </Card>
  )
}

function Broadcasts({ broadcastIds }: Pick<Series, 'broadcastIds'>): ReactNode {
  const words = useWords()
  const { t } = words
  const list = useCall('broadcast.list', {})
  const known = list.data?.broadcasts.filter(({ broadcastId }) => broadcastIds.includes(broadcastId)) ?? []
  return (
    <Card title={t('series.broadcasts')} testId="series-broadcasts">
      {known.length === 0 ? <Quiet>{t('series.noBroadcasts')}</Quiet> : null}
      {known.map((one) => (
        <p key={one.broadcastId} className={styles['controls']}>
          <Link to={routes.broadcast(one.broadcastId)}>
            <bdi>{one.name}</bdi>
          </Link>
          <StateTag state={one.state} testId="series-broadcast-state" />
          <Quiet isSmall>{formatWhen(one.startedAt ?? one.plannedAt ?? one.createdAt, words)}</Quiet>
        </p>
      ))}
    </Card>
  )
}
