import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, DateTime, ErrorStrip, Link, Page, Quiet, Skeleton } from '../../../ui/index.ts'
import type { Content } from '../content.ts'
import { StateTag } from '../state-tag.tsx'
import { useCopy } from '../use-copy.ts'
import { Starting } from '../wizard/starting.tsx'
import { LiveCard } from './live-card.tsx'
import type { Progress } from './progress.ts'
import { everybody, type PeopleFilter } from './people-filter.ts'
import { Recipients } from './recipients.tsx'
import { Report } from './report/report.tsx'
import { SaveReport } from './report/save-report.tsx'
import { SendLeft } from './send-left.tsx'
import styles from './run.module.css'
import { useProgressNews } from './use-progress-news.ts'

type RunPageProps = { readonly broadcastId: string; readonly content: Content }

/** One approved broadcast: live while it runs, a report once it is over; every number opens its people. */
export function RunPage({ broadcastId, content }: RunPageProps): ReactNode {
  const { t } = useWords()
  const status = useCall('broadcast.status', { broadcastId })
  const progress = status.data
  useProgressNews(progress)
  if (progress === undefined) {
    return (
      <Page title={<bdi>{content.name}</bdi>}>
        {status.error === null ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorStrip error={status.error} action={{ label: t('ui.tryAgain'), onAction: status.refetch }} />
        )}
      </Page>
    )
  }
  return <Run progress={progress} content={content} />
}

function Run({ progress, content }: { readonly progress: Progress; readonly content: Content }): ReactNode {
  const isOver = progress.state === 'finished' || progress.state === 'stopped'
  const [isReportOpen, setIsReportOpen] = useState(false)
  const [filter, setFilter] = useState<PeopleFilter>(everybody)
  const [asked, setAsked] = useState(0)
  const [isStarting, setIsStarting] = useState(false)
  const see = (wanted: Partial<PeopleFilter>): void => {
    setFilter({ ...everybody, ...wanted })
    setIsReportOpen(true)
    setAsked((times) => times + 1)
  }
  const { broadcastId } = progress
  if (isStarting) {
    const { name, counts, latestAt } = progress
    return (
      <Starting broadcastId={broadcastId} name={name} people={counts.planned} latestAt={latestAt} onDone={() => setIsStarting(false)} />
    )
  }
  return (
    <Page
      title={<bdi>{progress.name}</bdi>}
      aside={<When progress={progress} />}
      actions={
        <PageActions
          progress={progress}
          content={content}
          isReportOpen={isReportOpen}
          onReport={() => setIsReportOpen((isOpen) => !isOpen)}
        />
      }
      testId={isOver ? 'broadcast-report-page' : 'broadcast-live-page'}
    >
      {isOver ? null : <LiveCard progress={progress} onSee={see} onStartNow={() => setIsStarting(true)} />}
      {isOver || isReportOpen ? (
        <div className={styles['report']} data-testid="broadcast-report">
          <Report broadcastId={broadcastId} progress={progress} onSee={see} />
          <Recipients broadcastId={broadcastId} counts={progress.counts} filter={filter} onFilter={setFilter} asked={asked} />
        </div>
      ) : null}
    </Page>
  )
}

function When({ progress }: { readonly progress: Progress }): ReactNode {
  const at = progress.finishedAt ?? progress.startedAt ?? progress.plannedAt ?? progress.approvedAt
  return (
    <span className={styles['when']}>
      <StateTag state={progress.state} testId="broadcast-report-state" />
      {at === null ? null : (
        <Quiet isSmall>
          <DateTime at={at} />
        </Quiet>
      )}
    </span>
  )
}

type PageActionsProps = {
  readonly progress: Progress
  readonly content: Content
  readonly isReportOpen: boolean
  readonly onReport: () => void
}

function PageActions({ progress, content, isReportOpen, onReport }: PageActionsProps): ReactNode {
  const { t } = useWords()
  const copy = useCopy()
  const isOver = progress.state === 'finished' || progress.state === 'stopped'
  return (
    <>
      <Link to={routes.broadcasts()} look="button" testId="broadcast-report-back">
        {t('broadcast.all')}
      </Link>
      {isOver || progress.startedAt === null ? null : (
        <Button onPress={onReport} testId="broadcast-live-report">
          {t(isReportOpen ? 'broadcast.report.hide' : 'broadcast.report.show')}
        </Button>
      )}
      {isOver || isReportOpen ? <SaveReport broadcastId={progress.broadcastId} name={progress.name} /> : null}
      {progress.state === 'stopped' ? <SendLeft broadcastId={progress.broadcastId} audience={content.audience} /> : null}
      <Button
        icon="copy"
        variant={isOver ? 'main' : 'plain'}
        onPress={() => void copy(progress.broadcastId)}
        needs="broadcast.draft"
        testId="broadcast-report-copy"
      >
        {t('broadcast.copy')}
      </Button>
    </>
  )
}
