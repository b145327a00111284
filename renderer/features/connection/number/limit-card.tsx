import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Card, Quiet } from '../../../ui/index.ts'
import type { Health } from '../types.ts'
import styles from './number.module.css'

/** How many people may be written to first in a day, how many were, and what lifts the limit. */
export function LimitCard({ health }: { readonly health: Health }): ReactNode {
  const { t, rich, number } = useWords()
  const { perDay, used, next, growsBy, usedIn7Days } = health.limit
  const share = perDay === null || perDay === 0 ? 0 : Math.min(100, (used / perDay) * 100)
  return (
    <Card title={t('connection.fact.limit')} testId="connection-limit">
      <p className={styles['big']}>
        {rich(perDay === null ? 'connection.limit.usedNoLimit' : 'connection.limit.usedOf', {
          used: <strong key="used">{number(used)}</strong>,
          limit: perDay === null ? '' : number(perDay),
        })}
      </p>
      {perDay === null ? null : (
        <div className={styles['rail']} aria-hidden="true">
          <div className={styles['used']} style={{ inlineSize: `${share}%` }} />
        </div>
      )}
      <p>{t('connection.limit.what')}</p>
      {next === null ? null : (
        <p data-testid="connection-limit-next">
          <strong>{t('connection.limit.next', { next: number(next) })}</strong>{' '}
          {growsBy === 'use' && perDay !== null
            ? t('connection.limit.grows.use', { half: number(Math.ceil(perDay / 2)), used: number(usedIn7Days) })
            : t(growsBy === 'verification' ? 'connection.limit.grows.verification' : 'connection.limit.grows.top')}
        </p>
      )}
      {next === null ? <Quiet>{t('connection.limit.grows.top')}</Quiet> : null}
    </Card>
  )
}
