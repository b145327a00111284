import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { dayOf, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Button, Columns, EmptyState, ErrorStrip, Page, Select, Skeleton, Stack, useNow } from '../../ui/index.ts'
import { Comparison } from './comparison.tsx'
import { Failures } from './failures.tsx'
import { Hours } from './hours.tsx'
import { MoneyCards } from './money-cards.tsx'
import { SaveActions } from './save-actions.tsx'
import { spanNames, spanOf, type SpanName } from './span.ts'
import { Totals } from './totals.tsx'
import type { Overview } from './types.ts'

/** What promotions brought over time: sales, spend, which offer works, when people write, how fast they are answered. */
export function ReportsPage(): ReactNode {
  const { t, timeZone } = useWords()
  const [name, setName] = useState<SpanName>('3-months')
  const now = useNow(60_000)
  const span = spanOf(name, dayOf(now, timeZone))
  const reading = useCall('report.overview', span, { keepPrevious: true })
  const overview = reading.data
  return (
    <Page
      title={t('report.title')}
      actions={overview === undefined ? null : <SaveActions overview={overview} span={span} />}
      tools={
        <Select
          label={t('report.span')}
          isLabelHidden
          value={name}
          choices={spanNames.map((value) => ({ value, label: t(`report.span.${value}`) }))}
          onChange={setName}
          testId="report-span"
        />
      }
      testId="report-page"
    >
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {overview === undefined && reading.error === null ? <Skeleton rows={10} /> : null}
      {overview === undefined ? null : isEmpty(overview) ? <NoNumbers /> : <Numbers overview={overview} />}
    </Page>
  )
}

const isEmpty = ({ broadcasts, months, hours }: Overview): boolean =>
  broadcasts.length === 0 && months.every(({ orders }) => orders === 0) && hours.flat().every((count) => count === 0)

function NoNumbers(): ReactNode {
  const { t } = useWords()
  const go = useGo()
  return (
    <EmptyState
      icon="report"
      title={t('report.empty')}
      action={
        <Button variant="main" onPress={() => go(routes.newBroadcast())} needs="broadcast.draft" testId="report-empty-new">
          {t('report.emptyDo')}
        </Button>
      }
      testId="report-empty"
    />
  )
}

function Numbers({ overview }: { readonly overview: Overview }): ReactNode {
  return (
    <Stack gap={4}>
      <Totals overview={overview} />
      <MoneyCards overview={overview} />
      <Comparison overview={overview} />
      <Columns ratio="wide-first">
        <Hours overview={overview} />
        <Failures overview={overview} />
      </Columns>
    </Stack>
  )
}
