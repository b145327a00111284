import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Card, Quiet, Strip, Tag } from '../../../ui/index.ts'
import { listsProducts, mostProducts, productAnswer, type Template } from '../content.ts'
import type { Draft } from '../use-draft.ts'
import { ProductsDialog } from './products-dialog.tsx'
import styles from './message.module.css'
import wizard from './wizard.module.css'

type ProductsCardProps = { readonly draft: Draft; readonly template: Template }

/** The products that go with the message, up to thirty, and when people see them. */
export function ProductsCard({ draft, template }: ProductsCardProps): ReactNode {
  const { t, number } = useWords()
  const [isPicking, setIsPicking] = useState(false)
  const [isWhyOpen, setIsWhyOpen] = useState(false)
  const { products } = draft.content
  const answer = productAnswer(template)
  const when = listsProducts(template)
    ? t('broadcast.products.inMessage')
    : answer === null
      ? t('broadcast.products.inText')
      : t('broadcast.products.onTap', { button: answer })
  return (
    <Card
      title={t('broadcast.products.title')}
      actions={
        <span data-testid="broadcast-message-products-count" data-count={products.length}>
          <Quiet isSmall>{t('broadcast.products.count', { count: number(products.length), most: number(mostProducts(template)) })}</Quiet>
        </span>
      }
    >
      <div className={styles['chips']}>
        {products.map((id) => (
          <ChosenProduct key={id} retailerId={id} onRemove={() => draft.change({ products: products.filter((one) => one !== id) })} />
        ))}
        <Button size="small" icon="plus" onPress={() => setIsPicking(true)} testId="broadcast-message-products-add">
          {t('broadcast.products.add')}
        </Button>
      </div>
      <p className={wizard['line']}>
        <Quiet isSmall>{when}</Quiet>
        <Button
          size="small"
          variant="quiet"
          onPress={() => setIsWhyOpen((isOpen) => !isOpen)}
          label={t('broadcast.products.whyLabel')}
          testId="broadcast-message-products-why"
        >
          {t('broadcast.products.why')}
        </Button>
      </p>
      {isWhyOpen ? (
        <Strip tone="info" testId="broadcast-message-products-why-text">
          {t('broadcast.products.whyText')}
        </Strip>
      ) : null}
      {isPicking ? (
        <ProductsDialog
          chosen={products}
          most={mostProducts(template)}
          onDone={(next) => draft.change({ products: next })}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </Card>
  )
}

type ChosenProductProps = { readonly retailerId: string; readonly onRemove: () => void }

/** A chosen product by its name; by its code where the catalog no longer knows it. */
function ChosenProduct({ retailerId, onRemove }: ChosenProductProps): ReactNode {
  const { t } = useWords()
  const known = useCall('catalog.product', { retailerId })
  const name = known.data?.product.name ?? retailerId
  return (
    <span data-id={retailerId} data-testid="broadcast-message-product">
      <Tag onRemove={onRemove} removeLabel={t('broadcast.products.remove', { name })}>
        <bdi>{name}</bdi>
      </Tag>
    </span>
  )
}
