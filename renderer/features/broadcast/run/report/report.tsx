import type { ReactNode } from 'react'
import { useCall } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Columns, ErrorStrip, Skeleton } from '../../../../ui/index.ts'
import type { Progress } from '../progress.ts'
import { Unconfirmed } from '../unconfirmed.tsx'
import { AfterEffects } from './after-effects.tsx'
import { Effect } from './effect.tsx'
import { Funnel } from './funnel.tsx'
import { LeftOut } from './left-out.tsx'
import { MoneyCard } from './money-card.tsx'
import { NotDelivered } from './not-delivered.tsx'
import { Replies } from './replies.tsx'
import type { See } from './types.ts'

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
          {report.uplift === null ? null : <Effect uplift={report.uplift} />}
          <Replies broadcastId={broadcastId} report={report} />
          <NotDelivered report={report} progress={progress} onSee={onSee} />
          <Columns ratio="wide-first">
            <LeftOut report={report} onSee={onSee} />
            <AfterEffects report={report} onSee={onSee} />
          </Columns>
        </>
      )}
    </>
  )
}
