import { useState, type ReactNode } from 'react'
import { usePages, type CallOutput } from '../../../bridge/index.ts'
import { shortPrice, useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, EmptyState, ErrorStrip, Icon, Quiet, SearchField, Skeleton } from '../../../ui/index.ts'
import styles from './message.module.css'

type Product = CallOutput<'catalog.list'>['products'][number]
type ProductsDialogProps = {
  readonly chosen: readonly string[]
  readonly most: number
  readonly onDone: (chosen: string[]) => void
  readonly onClose: () => void
}

/** Ticks products of the catalog; those that can't be bought now are not offered. */
export function ProductsDialog({ chosen, most, onDone, onClose }: ProductsDialogProps): ReactNode {
  const { t, number } = useWords()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState<readonly string[]>(chosen)
  const list = usePages('catalog.list', { search, inStockOnly: true, only: 'sendable', limit: 100 })
  const products = list.pages.flatMap((page) => page.products)
  const isFull = picked.length >= most
  const done = (): void => {
    onDone([...picked])
    onClose()
  }
  const footer = (
    <>
      <Quiet isSmall>{t('broadcast.products.count', { count: number(picked.length), most: number(most) })}</Quiet>
      <Button variant="main" onPress={done} testId="broadcast-products-done">
        {t('broadcast.products.take', { count: picked.length })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('broadcast.products.choose')} isOpen onClose={onClose} footer={footer} testId="broadcast-products">
      <SearchField label={t('catalog.search')} value={search} onChange={setSearch} autoFocus testId="broadcast-products-search" />
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {list.pages.length > 0 && products.length === 0 ? (
        <EmptyState icon="catalog" title={t(search === '' ? 'catalog.empty.title' : 'catalog.noMatch')} />
      ) : null}
      <ul className={styles['products']} aria-label={t('broadcast.products.choose')}>
        {products.map((product) => (
          <li key={product.retailerId}>
            <ProductChoice
              product={product}
              isPicked={picked.includes(product.retailerId)}
              isFull={isFull}
              onPick={(isOn) => setPicked(isOn ? [...picked, product.retailerId] : picked.filter((one) => one !== product.retailerId))}
            />
          </li>
        ))}
        {list.more === null ? null : (
          <li>
            <Button size="small" onPress={list.more} isBusy={list.isFetchingMore} testId="broadcast-products-more">
              {t('ui.showMore')}
            </Button>
          </li>
        )}
      </ul>
    </Dialog>
  )
}

type ProductChoiceProps = {
  readonly product: Product
  readonly isPicked: boolean
  readonly isFull: boolean
  readonly onPick: (isOn: boolean) => void
}

function ProductChoice({ product, isPicked, isFull, onPick }: ProductChoiceProps): ReactNode {
  return (
    <Checkbox
      isSelected={isPicked}
      onChange={onPick}
      isDisabled={isFull && !isPicked}
      testId={`broadcast-products-pick-${product.retailerId}`}
    >
      <span className={styles['product']}>
        {product.thumbnail === null ? (
          <span className={styles['noThumbnail']}>
            <Icon name="photo" size={16} />
          </span>
        ) : (
          <img className={styles['thumbnail']} src={product.thumbnail} alt="" />
        )}
        <bdi className={styles['productName']}>{product.name}</bdi>
        <bdi dir="ltr" className={styles['productPrice']}>
          {shortPrice(product.price)}
        </bdi>
      </span>
    </Checkbox>
  )
}
