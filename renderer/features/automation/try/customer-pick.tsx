import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { formatPhone, useWords } from '../../../i18n/index.ts'
import { Button, SearchField, Tag } from '../../../ui/index.ts'
import styles from '../automation.module.css'

/** Whose chat it is tried on. */
export type Picked = { readonly customerId: string; readonly name: string }

const SHOWN = 5

/** Finds a customer by a part of the name or number; none: as if a stranger wrote. */
export function CustomerPick({
  picked,
  onPick,
}: {
  readonly picked: Picked | null
  readonly onPick: (picked: Picked | null) => void
}): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const found = useCall('customer.list', { search, limit: SHOWN }, { isEnabled: search.trim() !== '', keepPrevious: true })
  if (picked !== null)
    return (
      <div>
        <Tag icon="customer" removeLabel={t('automation.try.noCustomer')} onRemove={() => onPick(null)}>
          <bdi>{picked.name}</bdi>
        </Tag>
      </div>
    )
  const people = search.trim() === '' ? [] : (found.data?.customers ?? [])
  return (
    <div className={styles['tryFields']}>
      <SearchField
        label={t('automation.try.customer')}
        placeholder={t('automation.try.customer')}
        value={search}
        onChange={setSearch}
        testId="automation-try-customer"
      />
      <ul className={styles['found']}>
        {people.map(({ customerId, name, phone }) => {
          const shown = name !== '' ? name : phone === null ? customerId : formatPhone(phone)
          return (
            <li key={customerId}>
              <Button
                size="small"
                variant="quiet"
                icon="customer"
                onPress={() => onPick({ customerId, name: shown })}
                testId="automation-try-person"
              >
                {shown}
              </Button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
