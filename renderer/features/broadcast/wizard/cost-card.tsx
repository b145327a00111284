import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Card, Checkbox, Link, Quiet, Strip } from '../../../ui/index.ts'
import { CostTable } from '../cost-table.tsx'
import { CheapestWay } from './cheapest-way.tsx'
import type { Review } from './use-review.ts'
import styles from './wizard.module.css'

type CostCardProps = {
  readonly review: Review
  readonly acceptsUnknown: boolean
  readonly onAccept: (accepts: boolean) => void
  readonly onCheapest: (isOn: boolean) => void
}

/** What it costs at most, by market; a price that nobody knows needs the owner's word. */
export function CostCard({ review, acceptsUnknown, onAccept, onCheapest }: CostCardProps): ReactNode {
  const { t } = useWords()
  const { cost, cheapestWay } = review
  const hasSamples = cost.rows.some((row) => row.isSample)
  return (
    <Card title={t('broadcast.cost.title')}>
      <CostTable
        label={t('broadcast.cost.title')}
        rows={cost.rows}
        currency={cost.currency}
        totalWords={t('broadcast.cost.total')}
        testId="broadcast-review-cost"
      />
      {cost.rows.length === 0 ? null : (
        <p className={styles['line']}>
          <span data-testid="broadcast-review-sample" data-sample={hasSamples ? '' : undefined}>
            <Quiet isSmall>
              {cost.pricesFrom === null
                ? t('broadcast.cost.noPrices')
                : t(hasSamples ? 'broadcast.cost.sampleFrom' : 'broadcast.cost.from', { date: new Date(`${cost.pricesFrom}T00:00:00Z`) })}
            </Quiet>
          </span>
          <Link to={routes.settingsPage('prices')} needs="price.save" testId="broadcast-review-prices">
            {t('broadcast.cost.change')}
          </Link>
        </p>
      )}
      {cheapestWay === null ? null : (
        <CheapestWay
          isOn={cheapestWay.isOn}
          saving={cheapestWay}
          currency={cost.currency}
          onChange={onCheapest}
          testId="broadcast-review-cheapest"
        />
      )}
      {cost.unknownPeople === 0 ? null : (
        <Strip tone="warning">
          <p>{t('broadcast.cost.unknownPeople', { count: cost.unknownPeople })}</p>
          <Checkbox isSelected={acceptsUnknown} onChange={onAccept} testId="broadcast-review-accept-unknown">
            {t('broadcast.cost.accept')}
          </Checkbox>
        </Strip>
      )}
    </Card>
  )
}
