import { useState, type ReactNode } from 'react'
import { useMutationCall, usePages } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { routes } from '../../navigation/index.ts'
import { Button, DateTime, ErrorStrip, Link, Money, Quiet, Skeleton, Table, Tag } from '../../ui/index.ts'
import styles from './coupon.module.css'
import type { Redemption } from './types.ts'

/** Each use of a coupon's codes: when, where, by whom, and for whom. */
export function Redemptions({ couponId }: { readonly couponId: string }): ReactNode {
  const { t } = useWords()
  const list = usePages('coupon.redemptions', { couponId })
  const undoing = useMutationCall('coupon.undoRedeem')
  const [now] = useState(() => Date.now())
  const rows = list.pages.flatMap((page) => page.redemptions)
  const error = undoing.error ?? list.error
  return (
    <>
      {error === null ? null : <ErrorStrip error={error} />}
      {list.isLoading ? <Skeleton rows={4} rowHeight="table" /> : null}
      {!list.isLoading && rows.length === 0 ? <Quiet>{t('coupon.uses.none')}</Quiet> : null}
      {rows.length === 0 ? null : (
        <Table<Redemption>
          label={t('coupon.tab.uses')}
          rows={rows}
          rowId={(row) => row.redemptionId}
          more={list.more}
          isFetchingMore={list.isFetchingMore}
          testId="coupon-uses"
          columns={[
            { id: 'at', header: t('coupon.uses.at'), isRowHeader: true, width: '20%', cell: (row) => <DateTime at={row.at} /> },
            {
              id: 'code',
              header: t('coupon.column.code'),
              cell: (row) => (
                <bdi dir="ltr" className={styles['code']}>
                  {row.code}
                </bdi>
              ),
            },
            {
              id: 'customer',
              header: t('coupon.till.customer'),
              cell: (row) => (row.customerId === null ? null : <Link to={routes.customer(row.customerId)}>{row.customerName}</Link>),
            },
            { id: 'place', header: t('coupon.till.place'), cell: (row) => row.place },
            { id: 'by', header: t('coupon.uses.by'), cell: (row) => (row.by === 'owner' ? t('coupon.by.owner') : row.by) },
            {
              id: 'discount',
              header: t('coupon.uses.discount'),
              align: 'end',
              cell: (row) => (row.discountMicros === null ? null : <Money micros={row.discountMicros} currency={row.currency} />),
            },
            {
              id: 'sales',
              header: t('coupon.sales'),
              align: 'end',
              cell: (row) => (row.salesMicros === null ? null : <Money micros={row.salesMicros} currency={row.currency} />),
            },
            {
              id: 'undo',
              header: t('coupon.column.actions'),
              align: 'end',
              cell: (row) =>
                row.undoneAt !== null ? (
                  <Tag tone="neutral">{t('coupon.uses.undone')}</Tag>
                ) : row.undoUntil > now ? (
                  <Button
                    size="small"
                    onPress={() => void undoing.run({ redemptionId: row.redemptionId })}
                    label={t('coupon.uses.undoOf', { code: row.code })}
                    needs="coupon.undoRedeem"
                    testId="coupon-uses-undo"
                  >
                    {t('coupon.uses.undo')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
    </>
  )
}
