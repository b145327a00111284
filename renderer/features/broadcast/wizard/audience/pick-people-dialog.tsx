import { useState, type ReactNode } from 'react'
import { usePages, type CallOutput } from '../../../../bridge/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Checkbox, Dialog, EmptyState, ErrorStrip, Phone, Quiet, SearchField, Skeleton } from '../../../../ui/index.ts'
import styles from '../wizard.module.css'

type Customer = CallOutput<'customer.list'>['customers'][number]
type CustomerId = Customer['customerId']
type PickPeopleDialogProps = {
  readonly chosen: readonly CustomerId[]
  readonly onDone: (chosen: CustomerId[]) => void
  readonly onClose: () => void
}

/** Ticks people of the list one by one. */
export function PickPeopleDialog({ chosen, onDone, onClose }: PickPeopleDialogProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<readonly CustomerId[]>(chosen)
  const list = usePages('customer.list', { search })
  const rows = list.pages.flatMap((page) => page.customers)
  const done = (): void => {
    onDone([...picked])
    onClose()
  }
  const footer = (
    <>
      <Quiet isSmall>{t('broadcast.audience.picked', { count: picked.length })}</Quiet>
      <Button variant="main" onPress={done} isDisabled={picked.length === 0} testId="broadcast-pick-done">
        {t('broadcast.audience.takePicked', { count: picked.length })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('broadcast.audience.pick')} isOpen onClose={onClose} footer={footer} testId="broadcast-pick">
      <SearchField label={t('customer.search')} value={search} onChange={setSearch} autoFocus testId="broadcast-pick-search" />
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {list.pages.length > 0 && rows.length === 0 ? <EmptyState icon="search" title={t('customer.noMatch')} /> : null}
      <ul className={styles['people']} aria-label={t('broadcast.audience.pick')}>
        {rows.map((row) => (
          <li key={row.customerId}>
            <Checkbox
              isSelected={picked.includes(row.customerId)}
              onChange={(isOn) => setPicked(isOn ? [...picked, row.customerId] : picked.filter((one) => one !== row.customerId))}
              testId={`broadcast-pick-${row.customerId}`}
            >
              <bdi>{row.name === '' ? t('broadcast.noName') : row.name}</bdi>{' '}
              {row.phone === null ? <Quiet isSmall>{t('ui.noNumber')}</Quiet> : <Phone phone={row.phone} />}
            </Checkbox>
          </li>
        ))}
        {list.more === null ? null : (
          <li>
            <Button size="small" onPress={list.more} isBusy={list.isFetchingMore}>
              {t('ui.showMore')}
            </Button>
          </li>
        )}
      </ul>
    </Dialog>
  )
}
