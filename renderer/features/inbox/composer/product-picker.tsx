import { useState, type ReactNode } from 'react'
import { useMutationCall, usePages, type CallOutput } from '../../../bridge/index.ts'
import { shortPrice, useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Checkbox, Dialog, EmptyState, ErrorStrip, Icon, Link, SearchField, Skeleton, Tag, TextField } from '../../../ui/index.ts'
import styles from './product-picker.module.css'

type Product = CallOutput<'catalog.list'>['products'][number]

/** The most products that WhatsApp takes in one list. */
const MOST = 30
const LONGEST_TEXT = 1024

type ProductPickerProps = {
  readonly customerId: string
  readonly personName: string
  readonly holdMs: number
  readonly onClose: () => void
}

/** Chooses products for a chat: one goes out as a card, more as a list. What is out of stock is hidden unless asked for. */
export function ProductPicker({ customerId, personName, holdMs, onClose }: ProductPickerProps): ReactNode {
  const { t, number } = useWords()
  const [search, setSearch] = useState('')
  const [isAll, setIsAll] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const catalog = usePages('catalog.list', { search, inStockOnly: !isAll, only: 'sendable', limit: 100 })
  const newest = catalog.pages.at(-1)
  const reply = useMutationCall('inbox.reply')
  const toggle = (retailerId: string): void =>
    setChosen((before) =>
      before.includes(retailerId) ? before.filter((one) => one !== retailerId) : before.length < MOST ? [...before, retailerId] : before,
    )
  const send = async (): Promise<void> => {
    const result = await reply.run({ customerId, message: { kind: 'products', retailerIds: [...chosen], text: text.trim() }, holdMs })
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('inbox.product.title', { name: personName })}
      isOpen
      onClose={onClose}
      size="normal"
      testId="product-picker"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <span className={styles['count']}>{t('inbox.product.chosen', { count: number(chosen.length), most: number(MOST) })}</span>
          <Button
            variant="main"
            icon="send"
            isDisabled={chosen.length === 0}
            isBusy={reply.isRunning}
            onPress={() => void send()}
            testId="product-picker-send"
          >
            {t('inbox.product.send', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={styles['tools']}>
        <SearchField label={t('inbox.product.search')} value={search} onChange={setSearch} autoFocus testId="product-picker-search" />
        <Checkbox isSelected={isAll} onChange={setIsAll} testId="product-picker-all">
          {t('inbox.product.showAll')}
        </Checkbox>
      </div>
      {catalog.error === null ? null : <ErrorStrip error={catalog.error} action={{ label: t('ui.tryAgain'), onAction: catalog.refetch }} />}
      {catalog.isLoading ? <Skeleton rows={5} rowHeight="table" /> : null}
      {newest === undefined ? null : (
        <Choices
          products={catalog.pages.flatMap((page) => page.products)}
          hasCatalog={newest.syncedAt !== null}
          chosen={chosen}
          onToggle={toggle}
          more={catalog.more}
          isFetchingMore={catalog.isFetchingMore}
        />
      )}
      <TextField
        label={t('inbox.product.text')}
        isOptional
        value={text}
        onChange={setText}
        maxLength={LONGEST_TEXT}
        hint={t('inbox.product.one')}
        testId="product-picker-text"
      />
      {reply.error === null ? null : <ErrorStrip error={reply.error} />}
    </Dialog>
  )
}

type ChoicesProps = {
  readonly products: readonly Product[]
  readonly hasCatalog: boolean
  readonly chosen: readonly string[]
  readonly onToggle: (retailerId: string) => void
  readonly more: (() => void) | null
  readonly isFetchingMore: boolean
}

function Choices({ products, hasCatalog, chosen, onToggle, more, isFetchingMore }: ChoicesProps): ReactNode {
  const { t } = useWords()
  if (!hasCatalog) {
    const open = (
      <Link to={routes.catalog()} look="button">
        {t('inbox.product.openCatalog')}
      </Link>
    )
    return <EmptyState icon="catalog" title={t('inbox.product.empty')} action={open} />
  }
  if (products.length === 0) return <EmptyState icon="search" title={t('inbox.product.none')} />
  return (
    <ul className={styles['list']} aria-label={t('inbox.product.list')}>
      {products.map((product) => (
        <li key={product.retailerId} className={styles['item']} data-testid="product-picker-item">
          <Checkbox
            isSelected={chosen.includes(product.retailerId)}
            onChange={() => onToggle(product.retailerId)}
            isDisabled={chosen.length >= MOST && !chosen.includes(product.retailerId)}
            testId="product-picker-tick"
          >
            <span className={styles['product']}>
              {product.thumbnail === null ? (
                <span className={styles['picture']}>
                  <Icon name="photo" size={16} />
                </span>
              ) : (
                <img className={styles['picture']} src={product.thumbnail} alt="" />
              )}
              <span className={styles['name']} dir="auto">
                {product.name}
              </span>
              {product.availability === 'out of stock' ? <Tag tone="warning">{t('inbox.product.outOfStock')}</Tag> : null}
              <bdi dir="ltr" className={styles['price']}>
                {shortPrice(product.price)}
              </bdi>
            </span>
          </Checkbox>
        </li>
      ))}
      {more === null ? null : (
        <li className={styles['item']}>
          <Button size="small" onPress={more} isBusy={isFetchingMore} testId="product-picker-more">
            {t('ui.showMore')}
          </Button>
        </li>
      )}
    </ul>
  )
}
