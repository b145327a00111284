import { memo, type ReactNode } from 'react'
import { shortPrice, useWords } from '../../../i18n/index.ts'
import { Button, Icon, IconButton, Menu, Tag, cx } from '../../../ui/index.ts'
import { availabilityWords, canBeBought } from '../availability.ts'
import { fieldName } from '../publish/field-words.ts'
import type { Product } from '../types.ts'
import styles from './list.module.css'
import type { ProductActions } from './use-product-actions.ts'
import type { GridView } from './product-grid.tsx'

type ProductCardProps = {
  readonly product: Product
  readonly view: GridView
  readonly actions: ProductActions
}

/** One product: photo, name, price, whether it can be bought, what needs a look with what to do, and what can be done with it. Drawn again only when it is another. */
export const ProductCard = memo(function ProductCard({ product, view, actions }: ProductCardProps): ReactNode {
  return (
    <article className={styles['card']} data-view={view} data-testid="catalog-product" data-id={product.retailerId}>
      <Picture product={product} />
      <div className={styles['words']}>
        <button
          type="button"
          className={styles['name']}
          onClick={() => actions.edit(product)}
          data-testid="catalog-product-open"
          dir="auto"
        >
          {product.name}
        </button>
        <Price product={product} />
        <Facts product={product} />
      </div>
      <Troubles product={product} />
      <Actions product={product} actions={actions} />
    </article>
  )
})

function Picture({ product }: { readonly product: Product }): ReactNode {
  const { t } = useWords()
  return product.thumbnail === null ? (
    <div className={styles['noPicture']} role="img" aria-label={t('catalog.noPicture')}>
      <Icon name="photo" size={32} />
    </div>
  ) : (
    <img className={styles['picture']} src={product.thumbnail} alt="" />
  )
}

function Price({ product }: { readonly product: Product }): ReactNode {
  const { t, number } = useWords()
  const { price, salePrice, availability, inventory } = product
  return (
    <p className={styles['facts']}>
      {salePrice === null ? (
        <bdi dir="ltr" className={styles['price']}>
          {price === '' ? t('catalog.noPrice') : shortPrice(price)}
        </bdi>
      ) : (
        <>
          <bdi dir="ltr" className={styles['price']}>
            {shortPrice(salePrice)}
          </bdi>
          <s className={styles['before']} aria-label={t('catalog.priceBefore', { price: shortPrice(price) })}>
            <bdi dir="ltr">{shortPrice(price)}</bdi>
          </s>
        </>
      )}
      <span className={cx(styles['stock'], !canBeBought(availability) && styles['out'])}>
        {canBeBought(availability) && inventory !== null
          ? t('catalog.left', { count: number(inventory) })
          : t(availabilityWords(availability))}
      </span>
    </p>
  )
}

function Facts({ product }: { readonly product: Product }): ReactNode {
  const { t } = useWords()
  const { draft, isHidden, timesSent, timesOrdered } = product
  return (
    <>
      <p className={styles['code']}>
        {t('catalog.code')} <bdi dir="ltr">{product.retailerId}</bdi>
      </p>
      {timesSent + timesOrdered === 0 ? null : (
        <p className={styles['code']}>{t('catalog.used', { sent: timesSent, orders: timesOrdered })}</p>
      )}
      {draft === null && !isHidden ? null : (
        <p className={styles['facts']}>
          {draft === null ? null : (
            <Tag tone="accent" icon="dashed" testId="catalog-product-draft">
              {t(`catalog.draft.${draft.kind}`)}
            </Tag>
          )}
          {isHidden ? <Tag testId="catalog-product-hidden">{t('catalog.hidden')}</Tag> : null}
        </p>
      )}
    </>
  )
}

/** Why a change can't be published as it is; else the problem that matters most, in words, with Meta's own and one thing to do: what blocks, else what Meta named, else the worst. */
function Troubles({ product }: { readonly product: Product }): ReactNode {
  const { t } = useWords()
  const { problems, draft } = product
  const trouble = draft?.troubles[0]
  if (trouble !== undefined)
    return (
      <p className={styles['problem']} data-testid="catalog-product-trouble">
        <Icon name="alert" size={16} />
        <span>{t('catalog.review.trouble', { field: fieldName(trouble.field, t), reason: t(`catalog.trouble.${trouble.code}`) })}</span>
      </p>
    )
  const problem = problems.find((one) => one.blocks) ?? problems.find((one) => one.detail !== '') ?? problems[0]
  const others = problems.length - 1
  // Out of stock stands beside the price already, with its button below.
  if (problem === undefined || (problem.code === 'no-stock' && others === 0)) return null
  return (
    <p className={styles['problem']} data-testid="catalog-product-problem" data-code={problem.code}>
      <Icon name="alert" size={16} />
      <span>
        <strong>{t(`catalog.problem.${problem.code}`)}</strong>{' '}
        {problem.detail === '' ? null : <q className={styles['detail']}>{problem.detail}</q>} {t(`catalog.problem.${problem.code}.do`)}
        {others === 0 ? null : <span className={styles['more']}> {t('catalog.problem.more', { count: others })}</span>}
      </span>
    </p>
  )
}

function Actions({ product, actions }: { readonly product: Product; readonly actions: ProductActions }): ReactNode {
  const { t } = useWords()
  const { name, draft } = product
  const isOut = product.availability === 'out of stock' && product.productId !== ''
  return (
    <div className={styles['actions']}>
      {isOut ? (
        <Button
          needs="catalog.setAvailability"
          size="small"
          icon="refresh"
          label={t('catalog.restockNamed', { name })}
          onPress={() => actions.setAvailability(product, 'in stock')}
          testId="catalog-product-restock"
        >
          {t('catalog.restock')}
        </Button>
      ) : null}
      {draft?.kind === 'removed' ? (
        <Button
          needs="catalog.discardDrafts"
          size="small"
          icon="undo"
          label={t('catalog.keepNamed', { name })}
          onPress={() => actions.forget(product)}
          testId="catalog-product-keep"
        >
          {t('catalog.keep')}
        </Button>
      ) : (
        <Button
          needs="catalog.saveDraft"
          size="small"
          label={t('catalog.editNamed', { name })}
          onPress={() => actions.edit(product)}
          testId="catalog-product-edit"
        >
          {t('catalog.edit')}
        </Button>
      )}
      <Menu
        label={t('catalog.menuNamed', { name })}
        trigger={<IconButton icon="more" size="small" label={t('catalog.menuNamed', { name })} testId="catalog-product-menu" />}
        actions={menuOf({ product, actions, t })}
      />
    </div>
  )
}

type MenuOf = { readonly product: Product; readonly actions: ProductActions; readonly t: ReturnType<typeof useWords>['t'] }

function menuOf({ product, actions, t }: MenuOf) {
  const { draft, isHidden } = product
  const isKnown = product.productId !== ''
  const canBeSetOut = isKnown && product.availability === 'in stock'
  const hide = {
    id: 'hide',
    needs: 'catalog.setHidden' as const,
    label: t(isHidden ? 'catalog.show' : 'catalog.hide'),
    onAction: () => actions.setHidden(product, !isHidden),
  }
  const out = {
    id: 'out',
    needs: 'catalog.setAvailability' as const,
    label: t('catalog.setOut'),
    onAction: () => actions.setAvailability(product, 'out of stock'),
  }
  const forget = {
    id: 'forget',
    needs: 'catalog.discardDrafts' as const,
    icon: 'undo' as const,
    label: t('catalog.forgetOne'),
    onAction: () => actions.forget(product),
  }
  const remove = {
    id: 'remove',
    needs: 'catalog.markRemoved' as const,
    icon: 'trash' as const,
    isDanger: true,
    label: t('catalog.remove'),
    onAction: () => actions.remove(product),
  }
  return [
    hide,
    ...(canBeSetOut ? [out] : []),
    ...(draft === null || draft.kind === 'removed' ? [] : [forget]),
    ...(isKnown && draft?.kind !== 'removed' ? [remove] : []),
  ]
}
