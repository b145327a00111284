import type { ReactNode } from 'react'
import { CouponsPage } from '../features/coupon/index.ts'
import { RafflesPage } from '../features/raffle/index.ts'
import { useWords } from '../i18n/index.ts'
import { routes, useGo } from '../navigation/index.ts'
import { Tabs } from '../ui/index.ts'
import styles from './templates-screen.module.css'

type Tab = 'coupons' | 'raffles'
type CouponsScreenProps = { readonly tab: Tab; /** Whether the dialog for a new coupon is open. */ readonly isNew?: boolean }

/** What customers can get beyond the goods: coupons with their codes, and raffles. */
export function CouponsScreen({ tab, isNew = false }: CouponsScreenProps): ReactNode {
  const { t } = useWords()
  const go = useGo()
  return (
    <div className={styles['screen']}>
      <Tabs
        label={t('app.coupons.tabs')}
        value={tab}
        onChange={(next) => go(next === 'coupons' ? routes.coupons() : routes.raffles())}
        testId="coupons-tab"
        tabs={[
          { id: 'coupons', label: t('coupon.title'), content: <CouponsPage isNew={isNew} /> },
          { id: 'raffles', label: t('raffle.title'), content: <RafflesPage /> },
        ]}
      />
    </div>
  )
}
