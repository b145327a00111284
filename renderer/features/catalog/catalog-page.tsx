import { useCallback, useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Allowed, Button, DateTime, EmptyState, Page, Quiet, useMay, useToast } from '../../ui/index.ts'
import { Above } from './above.tsx'
import { Dialogs } from './dialogs.tsx'
import { DropZone } from './drop/drop-zone.tsx'
import { useFiles } from './drop/use-files.ts'
import { ProductCard } from './list/product-card.tsx'
import { ProductGrid, type GridView } from './list/product-grid.tsx'
import { useProductActions, type ProductActions } from './list/use-product-actions.ts'
import { useProducts, type Products } from './list/use-products.ts'
import { PageActions } from './page-actions.tsx'
import { PageTools } from './page-tools.tsx'
import type { OpenDialog } from './types.ts'

/** The products of the linked catalog, what is wrong with them, and the changes that wait here until somebody publishes them. */
export function CatalogPage(): ReactNode {
  const { t } = useWords()
  const shown = useProducts()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [view, setView] = useState<GridView>('grid')
  const edit = useCallback((retailerId: string) => setDialog({ kind: 'product', retailerId }), [])
  const { actions, error } = useProductActions(edit)
  const files = useFiles(setDialog)
  const sync = useSync()
  const { facts } = shown
  return (
    <>
      <DropZone onDrop={files.takeFiles}>
        <Page
          title={facts?.catalogName == null ? t('catalog.title') : t('catalog.titleOf', { name: facts.catalogName })}
          aside={<Aside shown={shown} />}
          actions={
            <PageActions
              isLinked={facts === undefined || facts.catalogId !== null}
              isInviting={facts !== undefined && facts.catalogId === null && facts.counts.all === 0}
              isSyncing={sync.isRunning}
              isReading={files.isReading}
              onSync={sync.start}
              onOpen={setDialog}
              onChooseTable={files.chooseTable}
              onPhotos={files.takeFiles}
            />
          }
          tools={<PageTools shown={shown} view={view} onView={setView} />}
          testId="catalog-page"
        >
          <Above shown={shown} errors={[sync.error, error, files.error]} isUseless={files.isUseless} onOpen={setDialog} />
          <Found shown={shown} view={view} actions={actions} onOpen={setDialog} />
          {facts === undefined || facts.counts.all === 0 ? null : (
            <Allowed needs="catalog.importFile">
              <Quiet isSmall>{t('catalog.drop.hint')}</Quiet>
            </Allowed>
          )}
        </Page>
      </DropZone>
      {/* Beside the page, not in it: events of a dialog climb to where it was made, and a photo dropped there is not for the page. */}
      <Dialogs dialog={dialog} draftCount={facts?.counts.drafts ?? 0} onOpen={setDialog} onChooseSet={shown.setSetId} />
    </>
  )
}

/** How many products there are, and when they were last read. */
function Aside({ shown }: { readonly shown: Products }): ReactNode {
  const { t, rich } = useWords()
  const { facts, isFiltered } = shown
  if (facts === undefined) return null
  const { all, found } = facts.counts
  return (
    <Quiet isSmall>
      <span data-testid="catalog-count" role="status">
        {isFiltered ? t('catalog.countFound', { found, count: all }) : t('catalog.count', { count: all })}
      </span>
      {facts.syncedAt === null ? null : (
        <> · {rich('catalog.syncedAt', { time: <DateTime key="at" at={facts.syncedAt} style="short" /> })}</>
      )}
    </Quiet>
  )
}

function useSync() {
  const { t } = useWords()
  const toast = useToast()
  const sync = useMutationCall('catalog.sync')
  const run = async (): Promise<void> => {
    const result = await sync.run({})
    if (!result.ok) return
    const { total, added, changed, removed } = result.value
    toast({ text: t('catalog.synced', { total, changed: added + changed, removed }) })
  }
  return { start: () => void run(), isRunning: sync.isRunning, error: sync.error }
}

type FoundProps = {
  readonly shown: Products
  readonly view: GridView
  readonly actions: ProductActions
  readonly onOpen: (dialog: OpenDialog) => void
}

function Found({ shown, view, actions, onOpen }: FoundProps): ReactNode {
  const { t } = useWords()
  const { facts, products, list } = shown
  if (facts === undefined) return null
  if (products.length === 0 && shown.isFiltered)
    return <EmptyState icon="search" title={t(shown.search === '' ? 'catalog.nothing' : 'catalog.noMatch')} testId="catalog-list-empty" />
  if (products.length === 0) return <NoProducts isLinked={facts.catalogId !== null} onOpen={onOpen} />
  return (
    <ProductGrid
      products={products}
      total={facts.counts.found}
      view={view}
      more={list.isFetchingMore ? null : list.more}
      renderProduct={(product) => <ProductCard product={product} view={view} actions={actions} />}
    />
  )
}

function NoProducts({ isLinked, onOpen }: { readonly isLinked: boolean; readonly onOpen: (dialog: OpenDialog) => void }): ReactNode {
  const { t } = useWords()
  const may = useMay()
  if (isLinked)
    return (
      <EmptyState
        icon="catalog"
        title={t('catalog.empty.title')}
        text={may('catalog.importFile') ? t('catalog.empty.text') : undefined}
        testId="catalog-list-empty"
      />
    )
  return (
    <EmptyState
      icon="catalog"
      title={t('catalog.unlinked.title')}
      text={may('catalog.link') ? t('catalog.unlinked.text') : undefined}
      testId="catalog-list-empty"
      action={
        <Button needs="catalog.link" variant="main" onPress={() => onOpen({ kind: 'link' })} testId="catalog-empty-link">
          {t('catalog.link.link')}
        </Button>
      }
    />
  )
}
