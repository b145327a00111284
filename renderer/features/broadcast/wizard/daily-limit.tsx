import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Quiet } from '../../../ui/index.ts'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

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
        {openWindows === 0 ? null : <Quiet isSmall>{t('broadcast.limit.openWindows', { count: openWindows })}</Quiet>}
      </div>
    </Card>
  )
}
