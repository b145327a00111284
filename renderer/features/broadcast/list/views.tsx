import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Link, Money, Quiet } from '../../../ui/index.ts'
import styles from './list.module.css'

type View = 'list' | 'calendar' | 'series'
const views: readonly (readonly [View, string])[] = [
  ['list', routes.broadcasts()],
  ['calendar', routes.broadcastCalendar()],
  ['series', routes.seriesList()],
]

/** The three ways to look at broadcasts: one by one, by days, and those that come round. */
export function Views({ current }: { readonly current: View }): ReactNode {
  const { t } = useWords()
  return (
    <nav className={styles['views']} aria-label={t('broadcast.views')}>
      {views.map(([view, to]) => (
        <span key={view} className={styles['view']} aria-current={view === current ? 'page' : undefined}>
          <Link to={to} look="row" testId={`broadcast-view-${view}`}>
            {t(`broadcast.view.${view}`)}
          </Link>
        </span>
      ))}
    </nav>
  )
}

/** What broadcasts cost this month, beside the budget where there is one. */
export function MonthSpend(): ReactNode {
  const { t, rich } = useWords()
  const { data } = useCall('broadcast.rules', {})
  if (data === undefined) return null
  const { monthlyBudgetMicros } = data.rules
  const spent = <Money key="spent" micros={data.spentThisMonthMicros} currency={data.currency} />
  const isOver = monthlyBudgetMicros !== null && data.spentThisMonthMicros >= monthlyBudgetMicros
  return (
    <span data-testid="broadcast-month-spend" data-micros={data.spentThisMonthMicros}>
      <Quiet isSmall>
        {monthlyBudgetMicros === null
          ? rich('broadcast.month.spent', { spent })
          : rich('broadcast.month.spentOf', {
              spent,
              budget: <Money key="budget" micros={monthlyBudgetMicros} currency={data.currency} />,
            })}
        {isOver ? ` ${t('broadcast.month.usedUp')}` : null}
      </Quiet>
    </span>
  )
}
