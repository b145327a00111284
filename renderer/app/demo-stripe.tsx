import type { ReactNode } from 'react'
import { useLeaveShop } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import styles from './demo-stripe.module.css'

/** Nobody may take the demo for the real thing, also not in a screenshot. */
export function DemoStripe(): ReactNode {
  const { t } = useWords()
  const { leave, isLeaving } = useLeaveShop()
  return (
    <div className={styles['demo']} data-testid="demo-stripe">
      <strong className={styles['demoWords']}>{t('app.demo.stripe')}</strong>
      <button type="button" className={styles['demoLeave']} onClick={leave} disabled={isLeaving} data-testid="demo-stripe-leave">
        {t('app.demo.leave')}
      </button>
    </div>
  )
}
