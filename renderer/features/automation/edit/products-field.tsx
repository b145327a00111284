import { useState, type ReactNode } from 'react'
import { useCall, usePages } from '../../../bridge/index.ts'
import { shortPrice, useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, EmptyState, ErrorStrip, SearchField, Skeleton, Tag } from '../../../ui/index.ts'
import styles from './edit.module.css'

const MOST = 30

type ProductsFieldProps = {
  readonly label: string
  readonly retailerIds: readonly string[]
  readonly onChange: (retailerIds: string[]) => void
  readonly testId: string
}

/** Products as tags, chosen from the catalog. */
export function ProductsField({ label, retailerIds, onChange, testId }: ProductsFieldProps): ReactNode {
  const { t } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className={styles['words']} data-testid={testId}>
      <div className={styles['labelLine']}>
        <span>{label}</span>
        <Button
          size="small"
          icon="plus"
          label={t('automation.products.chooseFor', { what: label })}
          onPress={() => setIsOpen(true)}
          testId={`${testId}-choose`}
        >
          {t('automation.products.choose')}
        </Button>
      </div>
      {retailerIds.length === 0 ? null : (
        <ul className={styles['tags']} aria-label={label}>
          {retailerIds.map((retailerId) => (
            <li key={retailerId}>
              <ProductTag retailerId={retailerId} onRemove={() => onChange(retailerIds.filter((one) => one !== retailerId))} />
            </li>
          ))}
        </ul>
      )}
      {isOpen ? <ProductsDialog label={label} chosen={retailerIds} onChange={onChange} onClose={() => setIsOpen(false)} /> : null}
    </div>
  )
}

function ProductTag({ retailerId, onRemove }: { readonly retailerId: string; readonly onRemove: () => void }): ReactNode {
  const { t } = useWords()
  const product = useCall('catalog.product', { retailerId })
  const name = product.data?.product.name ?? retailerId
  return (
    <Tag icon="catalog" removeLabel={t('automation.words.remove', { word: name })} onRemove={onRemove}>
      <bdi>{name}</bdi>
    </Tag>
  )
}

type ProductsDialogProps = {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (retailerIds: string[]) => void
  readonly onClose: () => void
}

function ProductsDialog({ label, chosen, onChange, onClose }: ProductsDialogProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const catalog = usePages('catalog.list', { search, only: 'sendable', limit: 100 })
  const products = catalog.pages.flatMap((page) => page.products)
  const toggle = (retailerId: string): void => {
    if (chosen.includes(retailerId)) onChange(chosen.filter((one) => one !== retailerId))
    else if (chosen.length < MOST) onChange([...chosen, retailerId])
  }
  const done = (
    <Button variant="main" onPress={onClose} testId="automation-products-done">
      {t('automation.products.done', { count: chosen.length })}
    </Button>
  )
  return (
    <Dialog title={label} isOpen onClose={onClose} footer={done} testId="automation-products">
      <SearchField
        label={t('automation.products.search')}
        value={search}
        onChange={setSearch}
        autoFocus
        testId="automation-products-search"
      />
      {catalog.error === null ? null : <ErrorStrip error={catalog.error} action={{ label: t('ui.tryAgain'), onAction: catalog.refetch }} />}
      {catalog.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {!catalog.isLoading && products.length === 0 ? <EmptyState icon="search" title={t('automation.products.none')} /> : null}
      <ul className={styles['products']} aria-label={label}>
        {products.map((product) => (
          <li key={product.retailerId}>
            <Checkbox
              isSelected={chosen.includes(product.retailerId)}
              onChange={() => toggle(product.retailerId)}
              note={shortPrice(product.price)}
              testId="automation-products-item"
            >
              {product.name}
            </Checkbox>
          </li>
        ))}
      </ul>
      {catalog.more === null ? null : (
        <Button size="small" onPress={catalog.more} isBusy={catalog.isFetchingMore}>
          {t('ui.showMore')}
        </Button>
      )}
    </Dialog>
  )
}
