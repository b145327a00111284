import type { ReactNode } from 'react'
import { useCall, type CallInput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Quiet } from '../../../ui/index.ts'
import { formatWhen } from '../time/when.ts'
import styles from './series.module.css'
import type { Rule, Series } from './series-form.ts'

type NextTimesProps = {
  readonly rule: Rule
  readonly bounds: Pick<Series, 'startsAt' | 'endsAt' | 'mostTimes'>
  readonly audience: NonNullable<CallInput<'series.nextTimes'>['audience']>
  /** How often it came already, where it may come only so often. */
  readonly times?: number
}

const MOST_SHOWN = 5

/** The next times of a rule, as the engine reckons them. */
export function NextTimes({ rule, bounds, audience, times = 0 }: NextTimesProps): ReactNode {
  const words = useWords()
  const { t } = words
  const { startsAt, endsAt, mostTimes } = bounds
  const left = mostTimes === null ? MOST_SHOWN : Math.min(MOST_SHOWN, mostTimes - times)
  const next = useCall('series.nextTimes', { rule, startsAt, endsAt, audience, count: Math.max(1, left) }, { keepPrevious: true })
  if (next.data === undefined) return <Quiet>{t('series.counting')}</Quiet>
  const { times: coming, people } = next.data
  if (coming.length === 0 || left <= 0) return <p data-testid="series-next-none">{t('series.never')}</p>
  return (
    <>
      <ol className={styles['times']} data-testid="series-next-times" data-count={coming.length}>
        {coming.map((at) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{formatWhen(at, words)}</time>
          </li>
        ))}
      </ol>
      {people === null ? null : (
        <Quiet isSmall>
          <span data-testid="series-next-people" data-people={people}>
            {t('series.people', { count: people })}
          </span>
        </Quiet>
      )}
    </>
  )
}
