import type { ReactNode } from 'react'
import { countryName, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import { Checkbox, DateTime, Link, OffersTag, Phone, Quiet, Table, Tag, WindowChip, type Column } from '../../ui/index.ts'
import styles from './customer.module.css'
import { everybody, isNobody, isPicked, nobody } from './select/picking.ts'
import type { Picker } from './select/use-picking.ts'
import selecting from './select/select.module.css'
import type { CustomerRow } from './types.ts'

type CustomerTableProps = {
  readonly rows: readonly CustomerRow[]
  readonly picker: Picker
  readonly more: (() => void) | null
  readonly isFetchingMore: boolean
}

/** People of the list, each row a door to its customer, with a box to select them. */
export function CustomerTable({ rows, picker, more, isFetchingMore }: CustomerTableProps): ReactNode {
  const { t, locale } = useWords()
  const go = useGo()
  const columns: readonly Column<CustomerRow>[] = [
    {
      id: 'pick',
      header: <PickAll picker={picker} />,
      width: '48px',
      cell: (row) => <Pick row={row} picker={picker} />,
    },
    {
      id: 'name',
      header: t('customer.column.name'),
      isRowHeader: true,
      width: '19%',
      cell: (row) => (
        <Link to={routes.customer(row.customerId)} testId="customer-list-open">
          {row.name === '' ? t('customer.noName') : row.name}
        </Link>
      ),
    },
    { id: 'handle', header: t('customer.column.handle'), width: '21%', cell: (row) => <Handle row={row} /> },
    { id: 'offers', header: t('customer.column.offers'), width: '12%', cell: (row) => <OffersTag offers={row.offers} size="short" /> },
    { id: 'country', header: t('customer.column.country'), cell: (row) => (row.country === null ? '' : countryName(row.country, locale)) },
    { id: 'tags', header: t('customer.column.tags'), cell: (row) => <Tags tags={row.tags} /> },
    { id: 'window', header: t('customer.column.window'), width: '15%', cell: (row) => <WindowChip closesAt={row.windowClosesAt} /> },
    {
      id: 'last',
      header: t('customer.column.last'),
      align: 'end',
      cell: (row) => (row.lastMessageAt === null ? '' : <DateTime at={row.lastMessageAt} style="short" />),
    },
  ]
  return (
    // The boxes and links inside take part in the order of Tab; this only adds range keys and modified clicks to them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div className={selecting['rows']} {...picker.handlers}>
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
    </div>
  )
}

function Pick({ row, picker }: { readonly row: CustomerRow; readonly picker: Picker }): ReactNode {
  const { t } = useWords()
  return (
    <Checkbox
      label={t('customer.select.row', { name: row.name === '' ? t('customer.noName') : row.name })}
      isSelected={isPicked(picker.picking, row.customerId)}
      onChange={() => picker.onBox(row.customerId)}
      testId="customer-list-pick"
    />
  )
}

/** Everybody found, not only the rows in sight. */
function PickAll({ picker }: { readonly picker: Picker }): ReactNode {
  const { t } = useWords()
  const { isAll, ids } = picker.picking
  return (
    <Checkbox
      label={t('customer.select.all')}
      isSelected={isAll && ids.size === 0}
      isIndeterminate={!isNobody(picker.picking) && !(isAll && ids.size === 0)}
      onChange={(isOn) => picker.set(isOn ? everybody : nobody)}
      testId="customer-list-pick-all"
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
