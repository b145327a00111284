import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Checkbox, DateTime, EmptyState, ErrorStrip, Page, Quiet, SearchField, Skeleton, useToast } from '../../ui/index.ts'
import styles from './catalog.module.css'
import { ProductCard } from './product-card.tsx'

/** The products of the linked catalog as Meta last told them, each with what is wrong with it. */
export function CatalogPage(): ReactNode {
  const { t, rich } = useWords()
  const [search, setSearch] = useState('')
  const [inStockOnly, setInStockOnly] = useState(false)
  const list = useCall('catalog.list', { search, inStockOnly }, { keepPrevious: true })
  const products = list.data?.products ?? []
  const problems = products.filter((product) => product.problem !== null).length
  return (
    <Page
      title={t('catalog.title')}
      aside={
        list.data?.syncedAt == null ? undefined : (
          <Quiet isSmall>
            {t('catalog.count', { count: products.length })} ·{' '}
            {rich('catalog.syncedAt', { time: <DateTime key="at" at={list.data.syncedAt} style="time" /> })}
          </Quiet>
        )
      }
      actions={<SyncButton />}
      tools={
        <>
          <SearchField label={t('catalog.search')} value={search} onChange={setSearch} testId="catalog-list-search" />
          <Checkbox isSelected={inStockOnly} onChange={setInStockOnly} testId="catalog-list-in-stock">
            {t('catalog.inStockOnly')}
          </Checkbox>
          {problems === 0 ? null : <Quiet isSmall>{t('catalog.problems', { count: problems })}</Quiet>}
        </>
      }
      testId="catalog-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="chat" /> : null}
      {list.data !== undefined && products.length === 0 ? <NoProducts isSearch={search !== '' || inStockOnly} /> : null}
      <ul className={styles['grid']} aria-label={t('catalog.title')} data-testid="catalog-list">
        {products.map((product) => (
          <ProductCard key={product.retailerId} product={product} />
        ))}
      </ul>
    </Page>
  )
}

function SyncButton(): ReactNode {
  const { t } = useWords()
  const sync = useMutationCall('catalog.sync')
  const toast = useToast()
  const onSync = async (): Promise<void> => {
    const result = await sync.run({})
    if (result.ok) toast({ text: t('catalog.synced', { total: result.value.total, changed: result.value.added + result.value.changed }) })
  }
  return (
    <>
      {sync.error === null ? null : <ErrorStrip error={sync.error} />}
      <Button icon="refresh" isBusy={sync.isRunning} onPress={() => void onSync()} testId="catalog-list-sync">
        {t('catalog.sync')}
      </Button>
    </>
  )
}

function NoProducts({ isSearch }: { readonly isSearch: boolean }): ReactNode {
  const { t } = useWords()
  if (isSearch) return <EmptyState icon="search" title={t('catalog.noMatch')} testId="catalog-list-empty" />
  return <EmptyState icon="catalog" title={t('catalog.empty.title')} text={t('catalog.empty.text')} testId="catalog-list-empty" />
}
