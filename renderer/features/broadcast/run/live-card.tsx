import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Link, Money } from '../../../ui/index.ts'
import { Controls } from './live/controls.tsx'
import { Eta } from './live/eta.tsx'
import { PausedStrip } from './live/paused-strip.tsx'
import { PlanStrip } from './live/plan-strip.tsx'
import { Segments } from './live/segments.tsx'
import type { PeopleFilter } from './people-filter.ts'
import { doneOf, type Progress } from './progress.ts'
import styles from './run.module.css'

type LiveCardProps = {
  readonly progress: Progress
  readonly onSee: (filter: Partial<PeopleFilter>) => void
  /** A person wants it to begin now, whatever its plan says. */
  readonly onStartNow: () => void
}

/** How far a run is, what it costs so far, and the ways to begin, move and hold it. */
export function LiveCard({ progress, onSee, onStartNow }: LiveCardProps): ReactNode {
  const { t, percent, number } = useWords()
  const { done, total } = doneOf(progress.counts)
  return (
    <section className={styles['live']} data-testid="broadcast-live" data-state={progress.state} aria-label={t('broadcast.live.title')}>
      <PlanStrip progress={progress} />
      <div className={styles['liveHead']}>
        <p className={styles['liveDone']} data-testid="broadcast-live-done" data-done={done} data-total={total}>
          <strong>{t('broadcast.live.done', { done: number(done), total: number(total) })}</strong>
          <span>{percent(total === 0 ? 0 : done / total)}</span>
        </p>
        <Eta progress={progress} />
      </div>
      <Segments progress={progress} onSee={onSee} />
      <PausedStrip progress={progress} />
      <Controls progress={progress} onStartNow={onStartNow} />
      <LiveFacts progress={progress} />
      <p className={styles['autoPause']} data-testid="broadcast-live-auto-pause">
        {t('broadcast.live.autoPause')}
      </p>
    </section>
  )
}

function LiveFacts({ progress }: { readonly progress: Progress }): ReactNode {
  const { t, rich } = useWords()
  return (
    <div className={styles['liveFacts']}>
      <p data-testid="broadcast-live-cost" data-micros={progress.costSoFarMicros}>
        {rich('broadcast.live.cost', {
          cost: <Money key="cost" micros={progress.costSoFarMicros} currency={progress.currency} />,
          most: <Money key="most" micros={progress.costAtMostMicros} currency={progress.currency} />,
        })}
      </p>
      <p className={styles['line']}>
        <span data-testid="broadcast-live-replies" data-count={progress.replies}>
          {t('broadcast.live.replies', { count: progress.replies })}
        </span>
        <Link to={routes.inbox()} testId="broadcast-live-open-replies">
          {t('broadcast.live.openReplies')}
        </Link>
      </p>
    </div>
  )
}
