import type { ReactNode } from 'react'
import type { CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Icon, Tag } from '../../ui/index.ts'
import styles from './catalog.module.css'

type Product = CallOutput<'catalog.list'>['products'][number]

/** One product: picture, name, price, whether it can be bought, and what needs a look at Meta. */
export function ProductCard({ product }: { readonly product: Product }): ReactNode {
  const { t } = useWords()
  const canBeBought =
    product.availability === 'in stock' || product.availability === 'available for order' || product.availability === 'preorder'
  return (
    <li className={styles['card']} data-testid="catalog-product" data-id={product.retailerId}>
      {product.thumbnail === null ? (
        <div className={styles['noPicture']} role="img" aria-label={t('catalog.noPicture')}>
          <Icon name="photo" size={32} />
        </div>
      ) : (
        <img className={styles['picture']} src={product.thumbnail} alt="" />
      )}
      <div className={styles['words']}>
        <p className={styles['name']} dir="auto">
          {product.name}
        </p>
        <p className={styles['facts']}>
          <bdi dir="ltr" className={styles['price']}>
            {product.price}
          </bdi>
          <Tag tone={canBeBought ? 'neutral' : 'warning'}>{t(`catalog.availability.${availabilityKey(product.availability)}`)}</Tag>
        </p>
        <p className={styles['code']}>
          {t('catalog.code')} <bdi dir="ltr">{product.retailerId}</bdi>
        </p>
        {product.problem === null ? null : (
          <p className={styles['problem']}>
            <Icon name="alert" size={16} />
            {t(`catalog.problem.${product.problem}`)}
          </p>
        )}
      </div>
    </li>
  )
}

type AvailabilityKey = 'inStock' | 'outOfStock' | 'preorder' | 'forOrder' | 'gone' | 'unknown'

const keys: Readonly<Record<Product['availability'], AvailabilityKey>> = {
  'in stock': 'inStock',
  'out of stock': 'outOfStock',
  preorder: 'preorder',
  'available for order': 'forOrder',
  discontinued: 'gone',
  mark_as_sold: 'gone',
  pending: 'unknown',
  unknown: 'unknown',
}

const availabilityKey = (availability: Product['availability']): AvailabilityKey => keys[availability]
