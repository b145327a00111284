import type { ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { IconButton, NumberField, Select } from '../../../ui/index.ts'
import styles from './order.module.css'

/** A product of an order that is being noted. */
export type ChosenProduct = { readonly retailerId: string; readonly name: string; readonly quantity: number }

type OrderProductsProps = { readonly products: readonly ChosenProduct[]; readonly onChange: (products: readonly ChosenProduct[]) => void }

/** Chooses what was bought from the catalog; nothing to choose where there is none. */
export function OrderProducts({ products, onChange }: OrderProductsProps): ReactNode {
  const { t } = useWords()
  const catalog = useCall('catalog.list', { limit: 200 })
  const others = (catalog.data?.products ?? []).filter(({ retailerId }) => !products.some((chosen) => chosen.retailerId === retailerId))
  const add = (retailerId: string): void => {
    const found = others.find((product) => product.retailerId === retailerId)
    if (found !== undefined) onChange([...products, { retailerId, name: found.name, quantity: 1 }])
  }
  if (products.length === 0 && others.length === 0) return null
  return (
    <>
      <Select
        label={t('order.field.products')}
        value={null}
        onChange={add}
        placeholder={t('order.field.productsHint')}
        choices={others.map(({ retailerId, name }) => ({ value: retailerId, label: name }))}
        testId="order-add-product"
      />
      {products.length === 0 ? null : (
        <ul className={styles['products']}>
          {products.map((product) => (
            <li key={product.retailerId} className={styles['product']}>
              <NumberField
                label={product.name}
                value={product.quantity}
                min={1}
                max={9_999}
                onChange={(quantity) => onChange(products.map((one) => (one === product ? { ...one, quantity } : one)))}
              />
              <IconButton
                icon="trash"
                label={t('order.removeOne', { order: product.name })}
                onPress={() => onChange(products.filter((one) => one !== product))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
