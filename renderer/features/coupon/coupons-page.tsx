import { useState, type ReactNode } from 'react'
import { useCall } from '../../bridge/index.ts'
import { couponValue, useWords } from '../../i18n/index.ts'
import { routes, useGo, useOverlays } from '../../navigation/index.ts'
import { Button, DateTime, EmptyState, ErrorStrip, Link, Page, Skeleton, Table, Tag, useMay } from '../../ui/index.ts'
import { CouponDialog } from './coupon-dialog.tsx'
import { couponState } from './coupon-state.ts'
import type { Coupon } from './types.ts'

/** All coupons with what became of their codes, and the way to the till. `isNew`: the address asks for a new one. */
export function CouponsPage({ isNew }: { readonly isNew: boolean }): ReactNode {
  const { t, number } = useWords()
  const go = useGo()
  const may = useMay()
  const [isMaking, setIsMaking] = useState(isNew && may('coupon.save'))
  const close = (): void => {
    setIsMaking(false)
    if (isNew) go(routes.coupons())
  }
  const { open } = useOverlays()
  const list = useCall('coupon.list', {})
  const coupons = list.data?.coupons ?? []
  const add = (
    <Button variant="main" icon="plus" onPress={() => setIsMaking(true)} needs="coupon.save" testId="coupons-new">
      {t('coupon.new')}
    </Button>
  )
  return (
    <Page
      title={t('coupon.title')}
      aside={list.data === undefined ? null : number(coupons.length)}
      actions={
        coupons.length === 0 ? null : (
          <>
            <Button icon="ok" onPress={() => open({ kind: 'till' })} needs={['coupon.check', 'coupon.redeem']} testId="coupons-till">
              {t('coupon.till.open')}
            </Button>
            {add}
          </>
        )
      }
      width="flush"
      testId="coupons-page"
    >
      {list.error === null ? null : <ErrorStrip error={list.error} action={{ label: t('ui.tryAgain'), onAction: list.refetch }} />}
      {list.isLoading ? <Skeleton rows={6} rowHeight="table" /> : null}
      {list.data !== undefined && coupons.length === 0 ? (
        <EmptyState
          icon="coupon"
          title={t('coupon.empty')}
          action={add}
          invites={{ needs: 'coupon.save', otherwise: t('coupon.empty.plain') }}
          testId="coupons-empty"
        />
      ) : null}
      {coupons.length === 0 ? null : <Coupons coupons={coupons} />}
      {isMaking ? <CouponDialog coupon={null} onClose={close} /> : null}
    </Page>
  )
}

function Coupons({ coupons }: { readonly coupons: readonly Coupon[] }): ReactNode {
  const words = useWords()
  const { t, number } = words
  const go = useGo()
  return (
    <Table<Coupon>
      label={t('coupon.title')}
      rows={coupons}
      rowId={(row) => row.couponId}
      onOpen={(row) => go(routes.coupon(row.couponId))}
      testId="coupons-table"
      columns={[
        {
          id: 'name',
          width: '17%',
          header: t('coupon.column.name'),
          isRowHeader: true,
          cell: (row) => (
            <Link to={routes.coupon(row.couponId)} testId={`coupons-open-${row.couponId}`}>
              {row.name}
            </Link>
          ),
        },
        { id: 'code', header: t('coupon.column.code'), width: '14%', cell: (row) => row.sharedCode ?? t('coupon.each') },
        { id: 'value', header: t('coupon.column.value'), width: '13%', cell: (row) => couponValue(row.value, words) },
        {
          id: 'until',
          width: '14%',
          header: t('coupon.column.until'),
          cell: (row) => (row.endsAt === null ? t('coupon.noEnd') : <DateTime at={row.endsAt} style="date" />),
        },
        {
          id: 'free',
          header: t('coupon.column.free'),
          align: 'end',
          cell: (row) => (row.codes === 'shared' ? t('coupon.none') : number(row.counts.free)),
        },
        { id: 'issued', header: t('coupon.column.issued'), align: 'end', cell: (row) => number(row.counts.givenOut) },
        { id: 'used', header: t('coupon.column.used'), align: 'end', cell: (row) => number(row.counts.redemptions) },
        { id: 'expired', header: t('coupon.column.expired'), align: 'end', cell: (row) => number(row.counts.expired) },
        { id: 'state', header: t('coupon.column.state'), width: '14%', cell: (row) => <StateTag coupon={row} /> },
      ]}
    />
  )
}

/** Whether a coupon can be redeemed now. */
export function StateTag({ coupon }: { readonly coupon: Coupon }): ReactNode {
  const { t } = useWords()
  const [now] = useState(() => Date.now())
  const state = couponState(coupon, now)
  return (
    <Tag tone={state === 'good' ? 'success' : 'neutral'} icon={state === 'good' ? 'ok' : state === 'planned' ? 'clock' : 'ban'}>
      {t(`coupon.state.${state}`)}
    </Tag>
  )
}
