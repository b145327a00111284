import { useState, type ReactNode } from 'react'
import { usePages, type CallOutput } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import {
  DateTime,
  Dialog,
  ErrorStrip,
  Button,
  Link,
  QrCode,
  Quiet,
  SearchField,
  Select,
  Skeleton,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import styles from './coupon.module.css'
import type { CodeState, Coupon } from './types.ts'

type Row = CallOutput<'coupon.codes'>['codes'][number]
const states = ['free', 'reserved', 'issued', 'used', 'expired'] as const satisfies readonly CodeState[]

/** The codes of a coupon with whom they went to and what became of them. */
export function Codes({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const { t } = useWords()
  const [state, setState] = useState<CodeState | 'all'>('all')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<string | null>(null)
  const list = usePages('coupon.codes', { couponId: coupon.couponId, search: search.trim(), ...(state === 'all' ? {} : { state }) })
  const rows = list.pages.flatMap((page) => page.codes)
  return (
    <div className={styles['codes']}>
      <Stack isRow gap={2}>
        <SearchField label={t('coupon.codes.search')} value={search} onChange={setSearch} testId="coupon-codes-search" />
        <Select
          label={t('coupon.codes.state')}
          isLabelHidden
          value={state}
          choices={(['all', ...states] as const).map((value) => ({ value, label: t(`coupon.code.${value}`) }))}
          onChange={setState}
          testId="coupon-codes-state"
        />
      </Stack>
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {!list.isLoading && rows.length === 0 ? <Quiet>{t('coupon.codes.none')}</Quiet> : null}
      {rows.length === 0 ? null : <CodeTable rows={rows} more={list.more} isFetchingMore={list.isFetchingMore} onShow={setShown} />}
      {shown === null ? null : (
        <Dialog title={t('coupon.qr', { code: shown })} isOpen onClose={() => setShown(null)} size="small" testId="coupon-code-qr">
          <Stack gap={3} align="center">
            <QrCode text={shown} label={t('coupon.qr', { code: shown })} />
            <bdi dir="ltr" className={styles['large']}>
              {shown}
            </bdi>
          </Stack>
        </Dialog>
      )}
    </div>
  )
}

type CodeTableProps = {
  readonly rows: readonly Row[]
  readonly more: (() => void) | null
  readonly isFetchingMore: boolean
  readonly onShow: (code: string) => void
}

const tones = { free: 'neutral', reserved: 'accent', issued: 'accent', used: 'success', expired: 'neutral' } as const

function CodeTable({ rows, more, isFetchingMore, onShow }: CodeTableProps): ReactNode {
  const { t, number } = useWords()
  return (
    <Table<Row>
      label={t('coupon.tab.codes')}
      rows={rows}
      rowId={(row) => row.code}
      more={more}
      isFetchingMore={isFetchingMore}
      testId="coupon-codes"
      columns={[
        {
          id: 'code',
          header: t('coupon.column.code'),
          isRowHeader: true,
          cell: (row) => (
            <bdi dir="ltr" className={styles['code']}>
              {row.code}
            </bdi>
          ),
        },
        {
          id: 'state',
          header: t('coupon.column.state'),
          cell: (row) => <Tag tone={tones[row.state]}>{t(`coupon.code.${row.state}`)}</Tag>,
        },
        {
          id: 'customer',
          header: t('coupon.till.customer'),
          cell: (row) => (row.customerId === null ? null : <Link to={routes.customer(row.customerId)}>{row.customerName}</Link>),
        },
        {
          id: 'until',
          header: t('coupon.column.until'),
          cell: (row) => (row.expiresAt === null ? t('coupon.noEnd') : <DateTime at={row.expiresAt} style="date" />),
        },
        { id: 'uses', header: t('coupon.column.used'), width: '8%', align: 'end', cell: (row) => number(row.uses) },
        {
          id: 'last',
          header: t('coupon.codes.last'),
          cell: (row) => (row.lastUsedAt === null ? null : <DateTime at={row.lastUsedAt} style="date" />),
        },
        {
          id: 'qr',
          width: '10%',
          header: t('coupon.column.actions'),
          align: 'end',
          cell: (row) => (
            <Button size="small" onPress={() => onShow(row.code)} label={t('coupon.qr', { code: row.code })} testId="coupon-codes-qr">
              {t('coupon.codes.qr')}
            </Button>
          ),
        },
      ]}
    />
  )
}
