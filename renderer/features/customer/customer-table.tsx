import type { ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { countryName, useWords } from '../../i18n/index.ts'
import { routes, useGo } from '../../navigation/index.ts'
import {
  Checkbox,
  DateTime,
  Link,
  OffersTag,
  Phone,
  Quiet,
  RestrictedTag,
  Table,
  Tag,
  WindowChip,
  cx,
  useMay,
  type Column,
} from '../../ui/index.ts'
import { CustomerName } from './customer-name.tsx'
import styles from './customer.module.css'
import { useValueWords } from './fields/value-words.ts'
import { everybody, isNobody, isPicked, nobody } from './select/picking.ts'
import type { Picker } from './select/use-picking.ts'
import selecting from './select/select.module.css'
import type { CustomerRow } from './types.ts'

/**
 * Widths beside facts of the shop's own, each wide enough for what stands in it; a narrower window scrolls sideways, with
 * box and name in sight. Without such facts everything has room.
 */
const WIDE = { pick: 48, name: 126, handle: 172, offers: 108, tags: 80, own: 84, window: 104, last: 104 } as const
const wideFor = (own: number): number => Object.values(WIDE).reduce((sum, width) => sum + width, (own - 1) * WIDE.own)

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
  const own = useOwnColumns()
  // Whoever may do nothing with many at once has no boxes.
  const maySelect = useMay()('customer.tagMany')
  const columns: readonly Column<CustomerRow>[] = [
    ...(maySelect
      ? [
          {
            id: 'pick',
            header: <PickAll picker={picker} />,
            width: '48px',
            cell: (row: CustomerRow) => <Pick row={row} picker={picker} />,
          },
        ]
      : []),
    {
      id: 'name',
      header: t('customer.column.name'),
      isRowHeader: true,
      width: own.length === 0 ? '17%' : px('name'),
      cell: (row) => (
        <Link to={routes.customer(row.customerId)} testId="customer-list-open">
          <span className={styles['nameInList']} title={row.name === '' ? undefined : row.name}>
            <CustomerName name={row.name} />
          </span>
        </Link>
      ),
    },
    {
      id: 'handle',
      header: t('customer.column.handle'),
      width: own.length === 0 ? '20%' : px('handle'),
      cell: (row) => <Handle row={row} />,
    },
    {
      id: 'offers',
      header: t('customer.column.offers'),
      width: own.length === 0 ? '11%' : px('offers'),
      cell: (row) => <Offers row={row} />,
    },
    // Facts of the shop's own take its place: the number tells the country too.
    ...(own.length > 0
      ? []
      : [
          {
            id: 'country',
            header: t('customer.column.country'),
            cell: (row: CustomerRow) => (row.country === null ? '' : countryName(row.country, locale)),
          },
        ]),
    { id: 'tags', header: t('customer.column.tags'), cell: (row) => <Tags tags={row.tags} /> },
    ...own,
    {
      id: 'window',
      header: t('customer.column.window'),
      width: own.length === 0 ? '14%' : px('window'),
      cell: (row) => <WindowChip closesAt={row.windowClosesAt} />,
    },
    {
      id: 'last',
      header: t('customer.column.last'),
      align: 'end',
      width: own.length === 0 ? '12%' : px('last'),
      cell: (row) => (row.lastMessageAt === null ? '' : <DateTime at={row.lastMessageAt} style="short" />),
    },
  ]
  return (
    // The boxes and links inside take part in the order of Tab; this only adds range keys and modified clicks to them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div
      className={cx(selecting['rows'], own.length > 0 && styles['wide'])}
      style={own.length === 0 ? {} : { minInlineSize: wideFor(own.length) }}
      {...(maySelect ? picker.handlers : {})}
    >
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

const px = (column: keyof typeof WIDE): string => `${WIDE[column]}px`

/** The shop's own facts that stand in the list. */
function useOwnColumns(): readonly Column<CustomerRow>[] {
  const valueWords = useValueWords()
  const fields = useCall('customer.fields', {}).data?.fields ?? []
  return fields
    .filter(({ isColumn }) => isColumn)
    .map(({ fieldId, label, kind }) => ({
      id: fieldId,
      header: <bdi>{label}</bdi>,
      cell: (row) => {
        const value = row.fields.find((one) => one.fieldId === fieldId)?.value
        return value === undefined ? '' : <bdi>{valueWords(kind, value)}</bdi>
      },
    }))
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

/** What they agreed to; where use of their data is stopped, that holds instead. */
const Offers = ({ row }: { readonly row: CustomerRow }): ReactNode =>
  row.restrictedAt === null ? <OffersTag offers={row.offers} size="short" /> : <RestrictedTag testId="customer-list-restricted" />

function Tags({ tags }: { readonly tags: readonly string[] }): ReactNode {
  return (
    <span className={styles['tags']}>
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  )
}
