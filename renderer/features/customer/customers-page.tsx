import { useState, type ReactNode } from 'react'
import { useCall, usePages, type CallInput } from '../../bridge/index.ts'
import { countryName, useWords } from '../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../navigation/index.ts'
import {
  Button,
  DateTime,
  EmptyState,
  ErrorStrip,
  Link,
  OffersTag,
  Page,
  Phone,
  Quiet,
  SearchField,
  Select,
  Skeleton,
  Table,
  Tag,
  WindowChip,
  type Column,
} from '../../ui/index.ts'
import { AddCustomerDialog } from './add-customer-dialog.tsx'
import styles from './customer.module.css'
import type { CustomerRow } from './types.ts'

type Offers = NonNullable<CallInput<'customer.list'>['offers']>
type CustomersPageProps = { /** Shows only the people of one import. */ readonly importId?: string | undefined }

/** What is asked of the list: text, consent, tag, and the import that people came with. */
function useCustomerList(importId: string | undefined) {
  const [search, setSearch] = useState('')
  const [offers, setOffers] = useState<Offers | 'any'>('any')
  const [tag, setTag] = useState('')
  const list = usePages('customer.list', {
    search,
    ...(offers === 'any' ? {} : { offers }),
    ...(tag === '' ? {} : { tag }),
    ...(importId === undefined ? {} : { importId: importId }),
  })
  const isFiltered = search !== '' || offers !== 'any' || tag !== '' || importId !== undefined
  return { list, isFiltered, search, setSearch, filters: { offers, onOffers: setOffers, tag, onTag: setTag } }
}

/** Everybody in the shop's list: found by name, number or tag, with what each agreed to. */
export function CustomersPage({ importId }: CustomersPageProps): ReactNode {
  const { t } = useWords()
  const { list, isFiltered, search, setSearch, filters } = useCustomerList(importId)
  const total = list.pages[0]?.total
  return (
    <Page
      title={t('customer.title')}
      aside={total === undefined ? undefined : <span data-testid="customer-list-total">{t('customer.count', { count: total })}</span>}
      width="flush"
      testId="customer-page"
      actions={<Actions />}
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
      <Found list={list} isFiltered={isFiltered} />
    </Page>
  )
}

function Actions(): ReactNode {
  const { t } = useWords()
  const { open } = useOverlays()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <Button icon="plus" onPress={() => setIsAdding(true)} testId="customer-list-add">
        {t('customer.add')}
      </Button>
      <Button icon="upload" variant="main" onPress={() => open({ kind: 'import-customers' })} testId="customer-list-import">
        {t('customer.import')}
      </Button>
      {isAdding ? <AddCustomerDialog onClose={() => setIsAdding(false)} /> : null}
    </>
  )
}

type FoundProps = { readonly list: ReturnType<typeof useCustomerList>['list']; readonly isFiltered: boolean }

function Found({ list, isFiltered }: FoundProps): ReactNode {
  const { t } = useWords()
  const rows = list.pages.flatMap((page) => page.customers)
  if (list.error !== null) return <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />
  if (list.isLoading) return <Skeleton rows={10} rowHeight="table" />
  if (rows.length === 0) return <NoCustomers isFiltered={isFiltered} />
  return <CustomerTable rows={rows} more={list.more} isFetchingMore={list.isFetchingMore} />
}

type FiltersProps = {
  readonly offers: Offers | 'any'
  readonly onOffers: (offers: Offers | 'any') => void
  readonly tag: string
  readonly onTag: (tag: string) => void
}

function Filters({ offers, onOffers, tag, onTag }: FiltersProps): ReactNode {
  const { t } = useWords()
  const tags = useCall('customer.tags', {})
  return (
    <>
      <Select<Offers | 'any'>
        label={t('customer.filter.offers')}
        isLabelHidden
        value={offers}
        onChange={onOffers}
        testId="customer-list-offers"
        choices={[
          { value: 'any', label: t('customer.filter.anyOffers') },
          ...(['yes', 'no', 'stopped', 'unknown'] as const).map((value) => ({ value, label: t(`ui.offers.${value}`) })),
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
  if (isFiltered)
    return <EmptyState icon="search" title={t('customer.noMatch')} text={t('customer.noMatchText')} testId="customer-list-empty" />
  return (
    <EmptyState
      icon="customers"
      title={t('customer.empty.title')}
      text={t('customer.empty.text')}
      testId="customer-list-empty"
      action={
        <Button variant="main" icon="upload" onPress={() => open({ kind: 'import-customers' })}>
          {t('customer.import')}
        </Button>
      }
    />
  )
}

type CustomerTableProps = { readonly rows: readonly CustomerRow[]; readonly more: (() => void) | null; readonly isFetchingMore: boolean }

function CustomerTable({ rows, more, isFetchingMore }: CustomerTableProps): ReactNode {
  const { t, locale } = useWords()
  const go = useGo()
  const columns: readonly Column<CustomerRow>[] = [
    {
      id: 'name',
      header: t('customer.column.name'),
      isRowHeader: true,
      width: '22%',
      cell: (row) => (
        <Link to={routes.customer(row.customerId)} testId="customer-list-open">
          {row.name === '' ? t('customer.noName') : row.name}
        </Link>
      ),
    },
    { id: 'handle', header: t('customer.column.handle'), width: '20%', cell: (row) => <Handle row={row} /> },
    { id: 'offers', header: t('customer.column.offers'), width: '18%', cell: (row) => <OffersTag offers={row.offers} size="short" /> },
    { id: 'country', header: t('customer.column.country'), cell: (row) => (row.country === null ? '' : countryName(row.country, locale)) },
    { id: 'tags', header: t('customer.column.tags'), cell: (row) => <Tags tags={row.tags} /> },
    { id: 'window', header: t('customer.column.window'), cell: (row) => <WindowChip closesAt={row.windowClosesAt} /> },
    {
      id: 'last',
      header: t('customer.column.last'),
      align: 'end',
      cell: (row) => (row.lastMessageAt === null ? '' : <DateTime at={row.lastMessageAt} style="short" />),
    },
  ]
  return (
    <Table
      label={t('customer.title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.customerId}
      onOpen={(row) => go(routes.customer(row.customerId))}
      more={more}
      isFetchingMore={isFetchingMore}
      testId="customer-list"
    />
  )
}

/** A number, or the name that the customer uses in WhatsApp where the number is not shared. */
function Handle({ row }: { readonly row: CustomerRow }): ReactNode {
  const { t } = useWords()
  if (row.phone !== null) return <Phone phone={row.phone} />
  return (
    <span>
      {row.username === null ? null : <bdi>@{row.username.replace(/^@/, '')} </bdi>}
      <Quiet isSmall>{t('ui.noNumber')}</Quiet>
    </span>
  )
}

function Tags({ tags }: { readonly tags: readonly string[] }): ReactNode {
  return (
    <span className={styles['tags']}>
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  )
}

/** The people of one import. */
export const ImportedPage = ({ importId }: { readonly importId: string }): ReactNode => <CustomersPage importId={importId} />
