import { useState, type ReactNode } from 'react'
import { formatMoney, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Checkbox, Link, NumberField, Quiet } from '../../../ui/index.ts'
import { microsOf, roundUp, unitsOf } from '../money-units.ts'
import { monthOf } from './month-budget.ts'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

export const BUDGET_FIELD_ID = 'broadcast-review-budget'

type BudgetCardProps = {
  readonly review: Review
  readonly budgetMicros: number | null
  readonly onChange: (budgetMicros: number | null) => void
}

/** What this broadcast may cost before it pauses, and what the month has cost with it. */
export function BudgetCard({ review, budgetMicros, onChange }: BudgetCardProps): ReactNode {
  const { t } = useWords()
  const { currency, totalMicros } = review.cost
  const [last, setLast] = useState(budgetMicros ?? roundUp(totalMicros))
  const set = (units: number): void => {
    const micros = microsOf(units)
    setLast(micros)
    if (micros !== budgetMicros) onChange(micros)
  }
  return (
    <Card title={t('broadcast.budget.title')}>
      <div className={styles['resting']} id={BUDGET_FIELD_ID}>
        <Checkbox
          isSelected={budgetMicros !== null}
          onChange={(isOn) => onChange(isOn ? last : null)}
          note={t('broadcast.budget.runNote')}
          testId="broadcast-review-budget-on"
        >
          {t('broadcast.budget.run')}
        </Checkbox>
        {budgetMicros === null ? null : (
          <NumberField
            label={t('broadcast.budget.amount', { currency })}
            value={unitsOf(budgetMicros)}
            min={0}
            format={{ maximumFractionDigits: 2 }}
            onChange={set}
            testId="broadcast-review-budget"
          />
        )}
      </div>
      <Month review={review} />
    </Card>
  )
}

/** The month's budget as a sum that adds up, as the daily limit is told. */
function Month({ review }: { readonly review: Review }): ReactNode {
  const { t, locale } = useWords()
  const month = monthOf(review)
  const money = (micros: number): string => formatMoney(micros, review.cost.currency, { locale })
  const rules = (
    <Link to={routes.settingsPage('broadcasts')} needs="broadcast.setRules" testId="broadcast-review-rules">
      {t('broadcast.fix.rules')}
    </Link>
  )
  if (month === null) {
    return (
      <p className={styles['line']}>
        <Quiet isSmall>{t('broadcast.budget.none')}</Quiet>
        {rules}
      </p>
    )
  }
  const { spentMicros, costMicros, totalMicros, budgetMicros } = month
  return (
    <div
      data-testid="broadcast-review-month"
      data-spent={spentMicros}
      data-cost={costMicros}
      data-total={totalMicros}
      data-budget={budgetMicros}
    >
      <p>{t('broadcast.budget.month', { spent: money(spentMicros), cost: money(costMicros), total: money(totalMicros) })}</p>
      <p className={styles['line']}>
        {totalMicros <= budgetMicros
          ? t('broadcast.budget.monthFits', { budget: money(budgetMicros), left: money(budgetMicros - totalMicros) })
          : t('broadcast.budget.monthOver', { budget: money(budgetMicros), over: money(totalMicros - budgetMicros) })}
        {rules}
      </p>
    </div>
  )
}
