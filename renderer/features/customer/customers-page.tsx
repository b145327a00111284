import { MOST_FOUND } from '#contract/limits/lists.ts'
import { useState, type ReactNode } from 'react'
import { useCall, usePages } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../navigation/index.ts'
import {
  Button,
  EmptyState,
  ErrorStrip,
  IconButton,
  Link,
  Menu,
  Page,
  SearchField,
  Select,
  Skeleton,
  Strip,
  useMay,
} from '../../ui/index.ts'
import { AddCustomerDialog } from './add-customer-dialog.tsx'
import { CustomerTable } from './customer-table.tsx'
import { Grouped, type Editing } from './groups/grouped.tsx'
import { filterOf, type Narrowing, type Offers, type View } from './groups/view.ts'
import { ImportOrdersDialog } from './order/import-orders-dialog.tsx'
import { isNobody, nobody, type Filter } from './select/picking.ts'
import { SelectionBar } from './select/selection-bar.tsx'
import { usePicking } from './select/use-picking.ts'

type CustomersPageProps = {
  /** Shows only the people of one import. */
  readonly importId?: string | undefined
  /** The saved group, or the answer about offers, that the list begins with. */
  readonly groupId?: string | undefined
  readonly offers?: Offers | undefined
}

/** What is asked of the list: text, group, consent, tag, and the import that people came with. */
function useCustomerList({ importId, groupId, offers }: CustomersPageProps) {
  const [search, setSearch] = useState('')
  const [view, setView] = useState<View>({ groupId: groupId ?? null, offers: offers ?? 'any' })
  const [tag, setTag] = useState('')
  const filter: Filter = {
    search,
    ...filterOf(view),
    ...(tag === '' ? {} : { tag }),
    ...(importId === undefined ? {} : { importId }),
  }
  const list = usePages('customer.list', filter)
  const isFiltered = search !== '' || view.offers !== 'any' || view.groupId !== null || tag !== '' || importId !== undefined
  const onOffers = (next: Narrowing): void => setView({ ...view, offers: next })
  return { list, filter, isFiltered, search, setSearch, view, setView, filters: { offers: view.offers, onOffers, tag, onTag: setTag } }
}

/** A search counts no further than it looks. */
const countText = (total: number, isSearch: boolean, t: ReturnType<typeof useWords>['t']): string =>
  isSearch && total > MOST_FOUND ? t('customer.countMore', { count: MOST_FOUND }) : t('customer.count', { count: total })

/** Everybody in the shop's list: found by group, name, number or tag, with what each agreed to. */
export function CustomersPage(props: CustomersPageProps): ReactNode {
  const { t } = useWords()
  const { importId } = props
  const { list, filter, isFiltered, search, setSearch, view, setView, filters } = useCustomerList(props)
  const [editing, setEditing] = useState<Editing | null>(null)
  const total = list.pages[0]?.total
  // Who was selected in one list is not selected in another.
  const found = <Found key={JSON.stringify(filter)} list={list} filter={filter} isFiltered={isFiltered} />
  return (
    <Page
      title={t('customer.title')}
      aside={total === undefined ? undefined : <span data-testid="customer-list-total">{countText(total, search !== '', t)}</span>}
      width="flush"
      testId="customer-page"
      actions={<Actions isAside={editing !== null || (total === 0 && !isFiltered)} />}
      tools={
        <>
          <SearchField
            label={t('customer.search')}
            placeholder={t('customer.searchHint')}
            value={search}
            onChange={setSearch}
            testId="customer-list-search"
          />
          <Filters {...filters} />
          {importId === undefined ? null : <Link to={routes.customers()}>{t('customer.showAll')}</Link>}
        </>
      }
    >
      {importId === undefined ? (
        <Grouped view={view} onView={setView} editing={editing} onEditing={setEditing}>
          {found}
        </Grouped>
      ) : (
        found
      )}
    </Page>
  )
}

/** One main button at a time: the one that saves a group while it is written, the one in the middle where there is nobody yet. */
function Actions({ isAside }: { readonly isAside: boolean }): ReactNode {
  const { t } = useWords()
  const go = useGo()
  const { open } = useOverlays()
  const [isAdding, setIsAdding] = useState(false)
  const [isImportingOrders, setIsImportingOrders] = useState(false)
  return (
    <>
      <Button needs="order.import" icon="file" onPress={() => setIsImportingOrders(true)} testId="customer-list-import-orders">
        {t('order.import.action')}
      </Button>
      <Button needs="customer.save" icon="plus" onPress={() => setIsAdding(true)} testId="customer-list-add">
        {t('customer.add')}
      </Button>
      <Button
        needs={[
          'customer.import',
          'customer.inspectFile',
          'customer.importRows',
          'customer.writeImportRows',
          'customer.undoImport',
          'customer.inspectChat',
          'customer.importChat',
        ]}
        icon="upload"
        variant={isAside ? 'plain' : 'main'}
        onPress={() => open({ kind: 'import-customers' })}
        testId="customer-list-import"
      >
        {t('customer.import')}
      </Button>
      <Menu
        label={t('record.more')}
        trigger={<IconButton icon="more" label={t('record.more')} testId="customer-list-more-menu" />}
        actions={[
          { id: 'places', label: t('consent.title'), icon: 'shop', onAction: () => go(routes.consentPlaces()) },
          {
            id: 'fields',
            needs: 'customer.saveField',
            label: t('record.fields.title'),
            icon: 'list',
            onAction: () => go(routes.customerFields()),
          },
          {
            id: 'imports',
            label: t('customer.imports.title'),
            icon: 'upload',
            needs: 'customer.imports',
            onAction: () => go(routes.customersImports()),
          },
          {
            id: 'twice',
            needs: 'customer.notSame',
            label: t('record.twice.title'),
            icon: 'customers',
            onAction: () => go(routes.customersTwice()),
          },
        ]}
      />
      {isAdding ? <AddCustomerDialog onClose={() => setIsAdding(false)} /> : null}
      {isImportingOrders ? <ImportOrdersDialog onClose={() => setIsImportingOrders(false)} /> : null}
    </>
  )
}

type FoundProps = {
  readonly list: ReturnType<typeof useCustomerList>['list']
  readonly filter: Filter
  readonly isFiltered: boolean
}

function Found({ list, filter, isFiltered }: FoundProps): ReactNode {
  const { t } = useWords()
  const rows = list.pages.flatMap((page) => page.customers)
  const picker = usePicking(rows.map(({ customerId }) => customerId))
  if (list.error !== null) return <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
  if (list.isLoading) return <Skeleton rows={10} rowHeight="table" />
  if (rows.length === 0) return <NoCustomers isFiltered={isFiltered} />
  return (
    <>
      {isFiltered ? null : <TwiceStrip />}
      <CustomerTable rows={rows} picker={picker} more={list.more} isFetchingMore={list.isFetchingMore} />
      {isNobody(picker.picking) ? null : <SelectionBar picking={picker.picking} filter={filter} onClear={() => picker.set(nobody)} />}
    </>
  )
}

/** Says how many pairs may be one person each; nothing where there are none. */
function TwiceStrip(): ReactNode {
  const { t } = useWords()
  const mayJudge = useMay()('customer.notSame')
  const twice = useCall('customer.duplicates', { limit: 1 }, { isEnabled: mayJudge })
  const count = twice.data?.total ?? 0
  if (count === 0) return null
  return (
    <Strip
      tone="info"
      icon="customers"
      look="bar"
      testId="customer-list-twice"
      actions={
        <Link to={routes.customersTwice()} testId="customer-list-twice-show">
          {t('record.twice.show')}
        </Link>
      }
    >
      {t('record.twice.strip', { count })}
    </Strip>
  )
}

type FiltersProps = {
  readonly offers: Narrowing
  readonly onOffers: (offers: Narrowing) => void
  readonly tag: string
  readonly onTag: (tag: string) => void
}

function Filters({ offers, onOffers, tag, onTag }: FiltersProps): ReactNode {
  const { t } = useWords()
  const tags = useCall('customer.tags', {})
  return (
    <>
      <Select<Narrowing>
        label={t('customer.filter.offers')}
        isLabelHidden
        value={offers}
        onChange={onOffers}
        testId="customer-list-offers"
        choices={[
          { value: 'any', label: t('customer.filter.anyOffers') },
          ...(['yes', 'no', 'stopped', 'unknown'] as const).map((value) => ({ value, label: t(`ui.offers.${value}`) })),
          { value: 'restricted', label: t('group.restricted') },
        ]}
      />
      <Select
        label={t('customer.filter.tag')}
        isLabelHidden
        value={tag === '' ? '*' : tag}
        onChange={(value) => onTag(value === '*' ? '' : value)}
        testId="customer-list-tag"
        choices={[
          { value: '*', label: t('customer.filter.anyTag') },
          ...(tags.data?.tags ?? []).map((one) => ({ value: one.tag, label: one.tag })),
        ]}
      />
    </>
  )
}

function NoCustomers({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  const mayImport = useMay()('customer.import')
  if (isFiltered)
    return <EmptyState icon="search" title={t('customer.noMatch')} text={t('customer.noMatchText')} testId="customer-list-empty" />
  return (
    <EmptyState
      icon="customers"
      title={t('customer.empty.title')}
      text={mayImport ? t('customer.empty.text') : undefined}
      invites={{ needs: 'customer.save', otherwise: t('customer.empty.plain') }}
      testId="customer-list-empty"
      action={
        <Button needs="customer.import" variant="main" icon="upload" onPress={() => open({ kind: 'import-customers' })}>
          {t('customer.import')}
        </Button>
      }
    />
  )
}

/** The people of one import. */
export const ImportedPage = ({ importId }: { readonly importId: string }): ReactNode => <CustomersPage importId={importId} />
