import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Dialog, Phone, Quiet, SearchField } from '../../../ui/index.ts'
import { CustomerName } from '../customer-name.tsx'
import type { CustomerCard } from '../types.ts'
import styles from './merge.module.css'

type CustomerId = CustomerCard['customerId']
type FindOtherDialogProps = { readonly customerId: CustomerId; readonly onFound: (other: CustomerId) => void; readonly onClose: () => void }

const MOST_SHOWN = 8

/** Finds the record that is the same person; who is likely it stands there before anything is typed. */
export function FindOtherDialog({ customerId, onFound, onClose }: FindOtherDialogProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const likely = useCall('customer.duplicates', { customerId })
  const found = useCall('customer.list', { search, limit: MOST_SHOWN }, { isEnabled: search.trim() !== '', keepPrevious: true })
  const likelyRows = (likely.data?.pairs ?? []).map(({ one, other }) => (one.customerId === customerId ? other : one))
  const rows = search.trim() === '' ? likelyRows : (found.data?.customers ?? []).filter((row) => row.customerId !== customerId)
  return (
    <Dialog title={t('record.merge.find')} isOpen onClose={onClose} testId="customer-merge-find">
      <SearchField
        label={t('record.merge.find')}
        placeholder={t('record.merge.findHint')}
        value={search}
        onChange={setSearch}
        testId="customer-merge-search"
      />
      <ul className={styles['list']}>
        {rows.slice(0, MOST_SHOWN).map((row) => (
          <li key={row.customerId} className={styles['foot']}>
            <CustomerName name={row.name} />
            {row.phone === null ? <Quiet isSmall>{t('ui.noNumber')}</Quiet> : <Phone phone={row.phone} />}
            <Button size="small" onPress={() => onFound(row.customerId)} testId="customer-merge-pick">
              {t('record.twice.merge')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
