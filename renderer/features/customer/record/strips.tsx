import type { ReactNode } from 'react'
import { useCall, useMutationCall } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, ErrorStrip, Link, Strip, useMay } from '../../../ui/index.ts'
import type { CustomerCard } from '../types.ts'

/** What holds for a whole record: its use is stopped, it is kept from erasure, it may be there twice. */
export function RecordStrips({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const words = useWords()
  const { t } = words
  const { customerId, restrictedAt, restrictedWhy, heldWhy } = customer
  const restricting = useMutationCall('customer.restrict')
  const mayJudge = useMay()('customer.notSame')
  const twice = useCall('customer.duplicates', { customerId }, { isEnabled: mayJudge })
  return (
    <>
      {restricting.error === null ? null : <ErrorStrip error={restricting.error} />}
      {restrictedAt === null ? null : (
        <Strip
          tone="warning"
          icon="ban"
          testId="customer-restricted"
          actions={
            <Button
              needs="customer.restrict"
              size="small"
              onPress={() => void restricting.run({ customerId, isRestricted: false })}
              isBusy={restricting.isRunning}
              testId="customer-restricted-lift"
            >
              {t('record.restrict.lift')}
            </Button>
          }
        >
          {t('record.restrict.strip', { at: formatDate(restrictedAt, 'date', words) })} <span dir="auto">{restrictedWhy}</span>
        </Strip>
      )}
      {heldWhy === null ? null : (
        <Strip tone="info" icon="lock" testId="customer-held">
          <span dir="auto">{t('record.hold.strip', { why: heldWhy })}</span>
        </Strip>
      )}
      {twice.data === undefined || twice.data.total === 0 ? null : (
        <Strip
          tone="info"
          icon="customers"
          testId="customer-maybe-twice"
          actions={<Link to={routes.customersTwice()}>{t('record.twice.show')}</Link>}
        >
          {t('record.twice.strip', { count: twice.data.total })}
        </Strip>
      )}
    </>
  )
}
