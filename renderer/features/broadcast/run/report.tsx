import type { ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { failureWordIds, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, Columns, ErrorStrip, Facts, FunnelBars, Link, Money, Quiet, Skeleton, Table } from '../../../ui/index.ts'
import { CostTable } from '../cost-table.tsx'
import type { PeopleFilter } from './people-filter.ts'
import { groupCounts, type Progress } from './progress.ts'
import styles from './run.module.css'
import { Unconfirmed } from './unconfirmed.tsx'

type ReportData = CallOutput<'broadcast.report'>
type See = (filter: Partial<PeopleFilter>) => void
type ReportProps = { readonly broadcastId: string; readonly progress: Progress; readonly onSee: See }

/** How far it got, what it cost beside the estimate, who did not get it and why, and what came back. */
export function Report({ broadcastId, progress, onSee }: ReportProps): ReactNode {
  const { t } = useWords()
  const reading = useCall('broadcast.report', { broadcastId })
  const report = reading.data
  return (
    <>
      {reading.error === null ? null : <ErrorStrip error={reading.error} action={{ label: t('ui.tryAgain'), onAction: reading.refetch }} />}
      {progress.counts.unconfirmed === 0 ? null : (
        <Unconfirmed broadcastId={broadcastId} count={progress.counts.unconfirmed} onSee={() => onSee({ group: 'unconfirmed' })} />
      )}
      {report === undefined && reading.error === null ? <Skeleton rows={8} /> : null}
      {report === undefined ? null : (
        <>
          <Columns ratio="wide-first">
            <Funnel report={report} onSee={onSee} />
            <MoneyCard report={report} />
          </Columns>
          <NotDelivered report={report} progress={progress} onSee={onSee} />
          <Columns ratio="wide-first">
            <LeftOut report={report} onSee={onSee} />
            <AfterEffects report={report} />
          </Columns>
        </>
      )}
    </>
  )
}

function Funnel({ report, onSee }: { readonly report: ReportData; readonly onSee: See }): ReactNode {
  const { t } = useWords()
  const { shouldGet, delivered, read, replied } = report.funnel
  const share = (people: number): number | null => (delivered === 0 ? null : people / delivered)
  return (
    <Card>
      <FunnelBars
        title={t('broadcast.report.funnel')}
        steps={[
          {
            id: 'shouldGet',
            label: t('broadcast.report.shouldGet'),
            people: shouldGet,
            share: null,
            onOpen: () => onSee({ group: 'all' }),
          },
          {
            id: 'delivered',
            label: t('broadcast.group.delivered'),
            people: delivered,
            share: share(delivered),
            onOpen: () => onSee({ group: 'delivered' }),
          },
          { id: 'read', label: t('broadcast.report.read'), people: read, share: share(read), onOpen: () => onSee({ group: 'read' }) },
          { id: 'replied', label: t('broadcast.report.replied'), people: replied, share: share(replied) },
        ]}
        note={t('broadcast.report.readNote')}
        testId="broadcast-report-funnel"
      />
    </Card>
  )
}

function MoneyCard({ report }: { readonly report: ReportData }): ReactNode {
  const { t, rich } = useWords()
  const { currency, costMicros, estimateMicros, costByMarket } = report
  return (
    <Card title={t('broadcast.report.money')} testId="broadcast-report-money">
      <p data-testid="broadcast-report-cost" data-micros={costMicros} data-estimate={estimateMicros}>
        <strong className={styles['amount']}>
          <Money micros={costMicros} currency={currency} />
        </strong>{' '}
        <Quiet>{rich('broadcast.report.estimate', { amount: <Money key="amount" micros={estimateMicros} currency={currency} /> })}</Quiet>
      </p>
      {costByMarket.length === 0 ? (
        <Quiet>{t('broadcast.report.noCost')}</Quiet>
      ) : (
        <CostTable
          label={t('broadcast.report.money')}
          rows={costByMarket}
          currency={currency}
          totalWords={t('broadcast.report.costTotal')}
          testId="broadcast-report-cost-table"
        />
      )}
    </Card>
  )
}

type Failure = ReportData['failures'][number]
const failureKey = (failure: Failure): string => (failure.metaCode === null ? failure.reason : String(failure.metaCode))

function NotDelivered({
  report,
  progress,
  onSee,
}: {
  readonly report: ReportData
  readonly progress: Progress
  readonly onSee: See
}): ReactNode {
  const { t, number } = useWords()
  const total = report.failures.reduce((sum, failure) => sum + failure.count, 0)
  const { withMeta, onTheWay } = groupCounts(progress.counts)
  const under = withMeta + onTheWay
  return (
    <Card
      title={t('broadcast.report.notDelivered', { count: total })}
      isFlush={total > 0}
      actions={under === 0 ? null : <Quiet isSmall>{t('broadcast.report.underWay', { count: under })}</Quiet>}
    >
      {total === 0 ? (
        <Quiet>{t('broadcast.report.noFailures')}</Quiet>
      ) : (
        <Table<Failure>
          label={t('broadcast.report.notDelivered', { count: total })}
          rows={report.failures}
          rowId={failureKey}
          testId="broadcast-report-failures"
          columns={[
            { id: 'count', header: t('broadcast.column.people'), width: '9%', align: 'end', cell: (failure) => number(failure.count) },
            {
              id: 'what',
              header: t('broadcast.report.means'),
              isRowHeader: true,
              cell: (failure) => (
                <>
                  {t(failureWordIds(failure).what)}{' '}
                  {failure.metaCode === null ? null : <Quiet isSmall>{t('ui.meta.code', { code: String(failure.metaCode) })}</Quiet>}
                </>
              ),
            },
            { id: 'do', header: t('broadcast.report.toDo'), cell: (failure) => t(failureWordIds(failure).do) },
            {
              id: 'see',
              header: <span>{t('broadcast.column.actions')}</span>,
              width: '12%',
              align: 'end',
              cell: (failure) => (
                <Button
                  size="small"
                  onPress={() => onSee({ group: 'notDelivered', reason: failureKey(failure) })}
                  label={t('broadcast.seeOf', { what: t(failureWordIds(failure).what) })}
                  testId={`broadcast-report-see-failure-${failureKey(failure)}`}
                >
                  {t('broadcast.see')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

function LeftOut({ report, onSee }: { readonly report: ReportData; readonly onSee: See }): ReactNode {
  const { t, number } = useWords()
  const total = report.skipped.reduce((sum, entry) => sum + entry.count, 0)
  return (
    <Card title={t('broadcast.report.leftOut', { count: total })}>
      {total === 0 ? <Quiet>{t('broadcast.report.noneLeftOut')}</Quiet> : null}
      <ul className={styles['reasons']}>
        {report.skipped.map((entry) => (
          <li
            key={entry.reason}
            className={styles['reason']}
            data-testid="broadcast-report-skipped-reason"
            data-reason={entry.reason}
            data-count={entry.count}
          >
            <span className={styles['reasonCount']}>{number(entry.count)}</span>
            <span className={styles['reasonWords']}>{t(`broadcast.reason.${entry.reason}`)}</span>
            <Button
              size="small"
              onPress={() => onSee({ group: 'leftOut', reason: entry.reason })}
              label={t('broadcast.seeOf', { what: t(`broadcast.reason.${entry.reason}`) })}
              testId={`broadcast-report-see-${entry.reason}`}
            >
              {t('broadcast.see')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function AfterEffects({ report }: { readonly report: ReportData }): ReactNode {
  const { t, number } = useWords()
  return (
    <Card title={t('broadcast.report.after')}>
      <Facts
        facts={[
          {
            name: t('broadcast.report.replied'),
            value: (
              <span className={styles['line']}>
                {number(report.funnel.replied)}
                <Link to={routes.inbox()} testId="broadcast-report-open-replies">
                  {t('broadcast.live.openReplies')}
                </Link>
              </span>
            ),
            testId: 'broadcast-report-replies',
          },
          { name: t('broadcast.report.optedOut'), value: number(report.optedOut), testId: 'broadcast-report-opted-out' },
          ...(report.couponsSent === 0
            ? []
            : [{ name: t('broadcast.report.coupons'), value: number(report.couponsSent), testId: 'broadcast-report-coupons' }]),
        ]}
      />
      <Quiet isSmall>{t('broadcast.report.blocks')}</Quiet>
    </Card>
  )
}
