import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, DateTime, Quiet } from '../../../ui/index.ts'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

/** A part that begins within so long begins with the broadcast. */
const SOON_MS = 60_000

/** People used of Meta's daily limit, plus this send, beside the limit. */
export function DailyLimit({ limit: facts }: { readonly limit: Review['dailyLimit'] }): ReactNode {
  const { t } = useWords()
  const { limit, used, thisRun, openWindows } = facts
  const total = used + thisRun
  return (
    <Card title={t('broadcast.limit.title')}>
      <div data-testid="broadcast-review-limit" data-used={used} data-this={thisRun} data-total={total} data-limit={limit ?? undefined}>
        <p className={styles['sum']}>{t('broadcast.limit.sum', { used, thisRun, total })}</p>
        <p>
          {limit === null
            ? t('broadcast.limit.none')
            : total <= limit
              ? t('broadcast.limit.fits', { limit, left: limit - total })
              : t('broadcast.limit.over', { limit, over: total - limit })}
        </p>
        {limit === null ? null : (
          <div className={styles['limitRail']} aria-hidden="true">
            <div className={styles['limitUsed']} style={{ inlineSize: `${Math.min(100, (used / limit) * 100)}%` }} />
            <div
              className={styles['limitThis']}
              style={{ inlineSize: `${Math.min(100 - Math.min(100, (used / limit) * 100), (thisRun / limit) * 100)}%` }}
            />
          </div>
        )}
        {facts.parts.length === 0 ? null : <Parts parts={facts.parts} />}
        {openWindows === 0 ? null : <Quiet isSmall>{t('broadcast.limit.openWindows', { count: openWindows })}</Quiet>}
      </div>
    </Card>
  )
}

/** How many go when, where the limit does not let all go at once. */
function Parts({ parts }: Pick<Review['dailyLimit'], 'parts'>): ReactNode {
  const { t, rich } = useWords()
  const [now] = useState(() => Date.now())
  return (
    <ul className={styles['parts']} aria-label={t('broadcast.limit.parts')}>
      {parts.map(({ at, people }) => (
        <li key={at} data-testid="broadcast-review-part" data-people={people} data-at={at}>
          {rich(at <= now + SOON_MS ? 'broadcast.limit.partNow' : 'broadcast.limit.part', {
            people,
            b: (words) => <strong key="b">{words}</strong>,
            time: <DateTime key="time" at={at} style="date-time" />,
          })}
        </li>
      ))}
    </ul>
  )
}
