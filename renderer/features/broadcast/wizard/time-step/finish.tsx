import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Quiet, Strip } from '../../../../ui/index.ts'
import type { Content } from '../../content.ts'
import { handingOverMs } from '../../duration.ts'
import { spanWords } from '../../span-words.ts'
import { finishAt } from '../../time/finish.ts'
import { formatWhen } from '../../time/when.ts'
import type { Review } from '../use-review.ts'
import styles from '../wizard.module.css'

const HOUR_MS = 3_600_000

/** How long after its beginning the day's limit lets the last people have it, ms; 0 where all go at once. */
function waitOfLimitMs({ parts }: Review['dailyLimit']): number {
  const [first] = parts
  const last = parts.at(-1)
  return first === undefined || last === undefined ? 0 : last.at - first.at
}

type FinishProps = { readonly content: Content; readonly review: Review | null; /** When it begins, ms. */ readonly startsAt: number }

/** When it will be done about, the night and the day's limit counted in; and whether that is before the latest time. */
export function Finish({ content, review, startsAt }: FinishProps): ReactNode {
  const words = useWords()
  const { t, rich, timeZone } = words
  if (review === null) return <Quiet>{t('broadcast.time.counting')}</Quiet>
  const { spreadHours, pacePerSecond, quietHours, time } = content
  const durationMs = spreadHours === null ? handingOverMs(review.goes, pacePerSecond) : spreadHours * HOUR_MS
  const waitMs = waitOfLimitMs(review.dailyLimit)
  const at = finishAt({ startsAt, durationMs, quiet: quietHours, timeZone })
  const end = Math.max(at, startsAt + waitMs)
  const latestAt = time.kind === 'at' ? time.latestAt : null
  return (
    <>
      <p className={styles['finish']} data-testid="broadcast-time-finish" data-at={end}>
        {rich('broadcast.time.finish', {
          count: review.goes,
          span: spanWords(durationMs, t),
          time: formatWhen(end, words),
          b: (parts) => <strong key="b">{parts}</strong>,
        })}
      </p>
      {waitMs > 0 ? <Quiet isSmall>{t('broadcast.time.finishLimit')}</Quiet> : null}
      {quietHours === null ? null : <Quiet isSmall>{t('broadcast.time.finishNight')}</Quiet>}
      {latestAt !== null && end > latestAt && review.goes > 0 ? (
        <Strip tone="warning" testId="broadcast-time-too-late">
          {t('broadcast.issue.too-late', { latest: formatWhen(latestAt, words) })}
        </Strip>
      ) : null}
    </>
  )
}
