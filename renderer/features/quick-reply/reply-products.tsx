import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Select, Stack, Tag } from '../../ui/index.ts'
import styles from './quick-reply.module.css'

type ReplyProductsProps = { readonly retailerIds: readonly string[]; readonly onChange: (retailerIds: readonly string[]) => void }

const MOST = 30

/** Products that go out after the text; nothing to choose where there is no catalog. */
export function ReplyProducts({ retailerIds, onChange }: ReplyProductsProps): ReactNode {
  const { t } = useWords()
  const catalog = useCall('catalog.list', { limit: 200, only: 'sendable' })
  const products = catalog.data?.products ?? []
  const nameOf = (retailerId: string): string => products.find((product) => product.retailerId === retailerId)?.name ?? retailerId
  const left = products.filter(({ retailerId }) => !retailerIds.includes(retailerId))
  if (retailerIds.length === 0 && left.length === 0) return null
  return (
    <Stack gap={2}>
      {retailerIds.length >= MOST ? null : (
        <Select
          label={t('quick-reply.dialog.products')}
          value={null}
          onChange={(retailerId: string) => onChange([...retailerIds, retailerId])}
          placeholder={t('quick-reply.dialog.productsHint')}
          choices={left.map(({ retailerId, name }) => ({ value: retailerId, label: name }))}
          testId="quick-reply-dialog-product"
        />
      )}
      <div className={styles['products']}>
        {retailerIds.map((retailerId) => (
          <Tag
            key={retailerId}
            icon="catalog"
            onRemove={() => onChange(retailerIds.filter((one) => one !== retailerId))}
            removeLabel={t('quick-reply.dialog.removeProduct', { product: nameOf(retailerId) })}
          >
            {nameOf(retailerId)}
          </Tag>
        ))}
      </div>
    </Stack>
  )
}
