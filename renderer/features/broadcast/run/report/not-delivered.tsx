import type { ReactNode } from 'react'
import { failureWordIds, useWords } from '../../../../i18n/index.ts'
import { Button, Card, Quiet, Stack, Table } from '../../../../ui/index.ts'
import { groupCounts, type Progress } from '../progress.ts'
import { FailureButton } from './failure-button.tsx'
import type { ReportData, See } from './types.ts'

type Failure = ReportData['failures'][number]
const failureKey = (failure: Failure): string => (failure.metaCode === null ? failure.reason : String(failure.metaCode))

/** Who did not get it and why, each reason with the one thing to do. */
export function NotDelivered({
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
            {
              id: 'do',
              header: t('broadcast.report.toDo'),
              cell: (failure) => (
                <Stack gap={1} align="start">
                  <span>{t(failureWordIds(failure).do)}</span>
                  <FailureButton failure={failure} report={report} />
                </Stack>
              ),
            },
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
