import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import type { PeopleFilter } from '../people-filter.ts'
import { doneOf, groupCounts, type Group, type Progress } from '../progress.ts'
import styles from '../run.module.css'

type SegmentsProps = { readonly progress: Progress; readonly onSee: (filter: Partial<PeopleFilter>) => void }

const shown = ['delivered', 'withMeta', 'onTheWay', 'notDelivered'] as const satisfies readonly Group[]
const testIds: Readonly<Record<(typeof shown)[number], string>> = {
  delivered: 'delivered',
  withMeta: 'with-meta',
  onTheWay: 'on-the-way',
  notDelivered: 'not-delivered',
}

/** The bar with one part for each group, and the same as numbers that open their people. */
export function Segments({ progress, onSee }: SegmentsProps): ReactNode {
  const { t, number } = useWords()
  const counts = groupCounts(progress.counts)
  const { done, total } = doneOf(progress.counts)
  return (
    <>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label={t('broadcast.live.title')}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, total)}
        aria-valuenow={done}
        aria-valuetext={t('broadcast.live.done', { done: number(done), total: number(total) })}
        data-testid="broadcast-live-bar"
      >
        {shown.map((group) => (
          <div key={group} className={styles['part']} data-group={group} style={{ flexGrow: counts[group] }} />
        ))}
        <div className={styles['part']} data-group="waiting" style={{ flexGrow: counts.waiting }} />
      </div>
      <ul className={styles['legend']}>
        {shown.map((group) => (
          <li key={group} data-testid={`broadcast-live-${testIds[group]}`} data-count={counts[group]}>
            <button
              type="button"
              className={styles['legendButton']}
              onClick={() => onSee({ group })}
              aria-label={t('broadcast.seeCount', { what: t(`broadcast.group.${group}`), count: counts[group] })}
              data-testid={`broadcast-live-see-${testIds[group]}`}
            >
              <span className={styles['swatch']} data-group={group} aria-hidden="true" />
              <span>{t(`broadcast.group.${group}`)}</span>
              <strong>{number(counts[group])}</strong>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles['legendButton']}
            onClick={() => onSee({ group: 'waiting' })}
            aria-label={t('broadcast.seeCount', { what: t('broadcast.group.waiting'), count: counts.waiting })}
            data-testid="broadcast-live-see-waiting"
            data-count={counts.waiting}
          >
            <span className={styles['swatch']} data-group="waiting" aria-hidden="true" />
            <span>{t('broadcast.group.waiting')}</span>
            <strong>{number(counts.waiting)}</strong>
          </button>
        </li>
      </ul>
    </>
  )
}
