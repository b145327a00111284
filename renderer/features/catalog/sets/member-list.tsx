import { useState, type ReactNode } from 'react'
import { usePages } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, EmptyState, ErrorStrip, Icon, SearchField, Skeleton } from '../../../ui/index.ts'
import type { Product } from '../types.ts'
import styles from './sets.module.css'

type MemberListProps = { readonly picked: readonly string[]; readonly most: number; readonly onChange: (picked: readonly string[]) => void }

/** Ticks the products of a set, found by name or code. */
export function MemberList({ picked, most, onChange }: MemberListProps): ReactNode {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const list = usePages('catalog.list', { search, limit: 100 })
  // What Meta does not know yet can't be in a set there.
  const products = list.pages.flatMap((page) => page.products).filter((product) => product.productId !== '')
  const ticked = new Set(picked)
  return (
    <>
      <SearchField label={t('catalog.search')} value={search} onChange={setSearch} testId="catalog-set-search" />
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {list.pages.length > 0 && products.length === 0 ? <EmptyState icon="search" title={t('catalog.noMatch')} /> : null}
      <ul className={styles['members']} aria-label={t('catalog.set.products')}>
        {products.map((product) => (
          <li key={product.retailerId} className={styles['member']}>
            <Checkbox
              isSelected={ticked.has(product.retailerId)}
              isDisabled={picked.length >= most && !ticked.has(product.retailerId)}
              onChange={(isOn) =>
                onChange(isOn ? [...picked, product.retailerId] : picked.filter((retailerId) => retailerId !== product.retailerId))
              }
              testId="catalog-set-tick"
            >
              <Member product={product} />
            </Checkbox>
          </li>
        ))}
        {list.more === null ? null : (
          <li className={styles['member']}>
            <Button size="small" onPress={list.more} isBusy={list.isFetchingMore}>
              {t('ui.showMore')}
            </Button>
          </li>
        )}
      </ul>
    </>
  )
}

function Member({ product }: { readonly product: Product }): ReactNode {
  return (
    <span className={styles['product']}>
      {product.thumbnail === null ? (
        <span className={styles['picture']}>
          <Icon name="photo" size={16} />
        </span>
      ) : (
        <img className={styles['picture']} src={product.thumbnail} alt="" />
      )}
      <bdi className={styles['name']}>{product.name}</bdi>
      <bdi dir="ltr" className={styles['code']}>
        {product.retailerId}
      </bdi>
    </span>
  )
}
