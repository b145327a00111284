import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, Card, EmptyState, ErrorStrip, Link, Page, Select, Skeleton, useAnnounce, useMay } from '../../../ui/index.ts'
import { useFreshBroadcast } from '../use-fresh-broadcast.ts'
import { SeriesEditor } from './series-editor.tsx'
import { newForm } from './series-form.ts'

/** A new series with the content of a broadcast; asks which one where none is given. */
export function NewSeriesPage({ broadcastId }: { readonly broadcastId?: string }): ReactNode {
  const { t } = useWords()
  if (!useMay()(['series.save', 'broadcast.review']))
    return (
      <Page title={t('series.new')}>
        <EmptyState icon="refresh" title={t('series.limited')} />
      </Page>
    )
  return broadcastId === undefined ? <ChooseContent /> : <WithContent key={broadcastId} broadcastId={broadcastId} />
}

function ChooseContent(): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useCall('broadcast.list', {})
  const choices = (list.data?.broadcasts ?? []).map(({ broadcastId, name, state }) => ({
    value: String(broadcastId),
    label: name,
    note: t(`broadcast.state.${state}`),
  }))
  const isEmpty = list.data !== undefined && choices.length === 0
  return (
    <Page title={t('series.new')} width="text" testId="series-choose">
      {isEmpty ? (
        <EmptyState
          icon="refresh"
          title={t('series.nothingYet')}
          action={
            <Link to={routes.newBroadcast()} needs="broadcast.draft" look="main">
              {t('broadcast.new')}
            </Link>
          }
        />
      ) : (
        <Card title={t('series.what')}>
          <Select
            label={t('series.contentFrom')}
            value={chosen}
            choices={choices}
            onChange={setChosen}
            hint={t('series.contentHint')}
            testId="series-content-from"
          />
          <Button
            variant="main"
            isDisabled={chosen === null}
            onPress={() => chosen !== null && go(routes.newSeriesOf(chosen))}
            testId="series-content-take"
          >
            {t('series.contentTake')}
          </Button>
        </Card>
      )}
    </Page>
  )
}

function WithContent({ broadcastId }: { readonly broadcastId: string }): ReactNode {
  const { t } = useWords()
  const { broadcast, error, retry } = useFreshBroadcast(broadcastId)
  const go = useGo()
  const announce = useAnnounce()
  const { timeZone } = useWords()
  const [first] = useState(() => newForm({ now: Date.now(), timeZone }))
  const list = useCall('broadcast.list', {})
  const isDraft = broadcast?.state === 'draft'
  const review = useCall('broadcast.review', { broadcastId }, { isEnabled: isDraft })
  if (error !== null)
    return (
      <Page title={t('series.new')}>
        <ErrorStrip error={error} action={{ label: t('ui.tryAgain'), onAction: retry }} />
      </Page>
    )
  if (broadcast === null || list.isLoading || review.isLoading)
    return (
      <Page title={t('series.new')}>
        <Skeleton rows={8} />
      </Page>
    )
  const known = list.data?.broadcasts.find((one) => one.broadcastId === broadcastId)?.costAtMostMicros ?? 0
  const budgetEach = proposedBudget(isDraft ? (review.data?.cost.totalMicros ?? 0) : known)
  return (
    <SeriesEditor
      first={{ ...first, limits: { ...first.limits, budgetEach } }}
      content={broadcast.content}
      series={null}
      onSaved={(seriesId) => {
        announce(t('series.saved'))
        go(routes.series(seriesId))
      }}
      onCancel={() => go(routes.broadcast(broadcastId))}
    />
  )
}

/** A little more than this one costs, in whole units of money: the list of customers grows. */
const proposedBudget = (costAtMostMicros: number): number => Math.ceil((costAtMostMicros * 1.2) / 1_000_000)
