import { useState, type ReactNode } from 'react'
import { useCall, useMutationCall, usePages, type CallOutput } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes } from '../../../navigation/index.ts'
import { Button, Card, DateTime, ErrorStrip, IconButton, Link, Money, Quiet, Tag, useToast } from '../../../ui/index.ts'
import type { CustomerCard } from '../types.ts'
import { AddOrderDialog } from './add-order-dialog.tsx'
import styles from './order.module.css'

type Order = CallOutput<'order.list'>['orders'][number]

/** What a customer bought: sums, and each order with the broadcast that it is counted for. */
export function OrdersCard({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const { customerId } = customer
  const [isAdding, setIsAdding] = useState(false)
  const list = usePages('order.list', { customerId, limit: 8 })
  const orders = list.pages.flatMap((page) => page.orders)
  const names = useBroadcastNames(orders)
  const { remove, error } = useRemoving()
  const failure = list.error ?? error
  return (
    <Card
      title={t('order.title')}
      testId="customer-orders"
      actions={
        <Button needs="order.add" size="small" icon="plus" onPress={() => setIsAdding(true)} testId="customer-orders-add">
          {t('order.add')}
        </Button>
      }
    >
      {failure === null ? null : <ErrorStrip error={failure} />}
      <Sums customer={customer} />
      <ol className={styles['orders']} aria-label={t('order.title')}>
        {orders.map((order) => (
          <OrderRow key={order.orderId} order={order} broadcastName={names.get(order.broadcastId ?? '')} onRemove={() => remove(order)} />
        ))}
      </ol>
      {list.more === null ? null : (
        <Button onPress={list.more} isBusy={list.isFetchingMore} testId="customer-orders-more">
          {t('ui.showMore')}
        </Button>
      )}
      {isAdding ? <AddOrderDialog customerId={customerId} onClose={() => setIsAdding(false)} /> : null}
    </Card>
  )
}

function Sums({ customer }: { readonly customer: CustomerCard }): ReactNode {
  const { t } = useWords()
  const { count, sums, lastAt } = customer.orders
  if (count === 0) return <Quiet>{t('order.none')}</Quiet>
  return (
    <p className={styles['sums']} data-testid="customer-orders-sums" data-count={count}>
      <strong>{t('order.count', { count })}</strong>
      {sums.map(({ currency, totalMicros }) => (
        <strong key={currency}>
          <Money micros={totalMicros} currency={currency} />
        </strong>
      ))}
      {lastAt === null ? null : (
        <Quiet>
          {t('order.last')} <DateTime at={lastAt} style="date" />
        </Quiet>
      )}
    </p>
  )
}

type OrderRowProps = { readonly order: Order; readonly broadcastName: string | undefined; readonly onRemove: () => void }

function OrderRow({ order, broadcastName, onRemove }: OrderRowProps): ReactNode {
  const { t } = useWords()
  const { number, at, lines, broadcastId, couponCode } = order
  return (
    <li className={styles['order']} data-testid="customer-orders-row" data-id={order.orderId}>
      <div className={styles['words']}>
        <div className={styles['line']}>
          <DateTime at={at} style="date" />
          <strong>
            <Money micros={order.totalMicros} currency={order.currency} />
          </strong>
          {number === '' ? null : <bdi className={styles['number']}>{number}</bdi>}
          <Tag>{t(`order.source.${order.source}`)}</Tag>
          {order.steps.length === 0 ? null : (
            <Tag tone={order.state === 'new' ? 'warning' : 'accent'} testId="customer-orders-state">
              {t(`order.state.${order.state}`)}
            </Tag>
          )}
        </div>
        {lines.length === 0 ? null : (
          <span dir="auto">{lines.map(({ name, quantity }) => (quantity === 1 ? name : `${name} × ${quantity}`)).join(' · ')}</span>
        )}
        {order.tracking === '' ? null : (
          <Quiet isSmall>
            {t('order.tracking')} <bdi dir="ltr">{`${order.carrier} ${order.tracking}`.trim()}</bdi>
          </Quiet>
        )}
        {couponCode === null ? null : (
          <Quiet isSmall>
            {t('order.coupon')} <bdi dir="ltr">{couponCode}</bdi>
          </Quiet>
        )}
        {broadcastId === null ? null : (
          <Quiet isSmall>
            {t('order.countedFor')} <Link to={routes.broadcast(broadcastId)}>{broadcastName ?? t('order.broadcast')}</Link>
          </Quiet>
        )}
      </div>
      <IconButton
        needs={['order.remove', 'order.restore']}
        icon="trash"
        size="small"
        label={t('order.removeOne', { order: number === '' ? t('order.unnumbered') : number })}
        onPress={onRemove}
        testId="customer-orders-remove"
      />
    </li>
  )
}

/** Names of the broadcasts that orders are counted for; asked only when there are any. */
function useBroadcastNames(orders: readonly Order[]): ReadonlyMap<string, string> {
  const isEnabled = orders.some(({ broadcastId }) => broadcastId !== null)
  const list = useCall('broadcast.list', {}, { isEnabled })
  return new Map((list.data?.broadcasts ?? []).map(({ broadcastId, name }) => [broadcastId, name]))
}

/** Removes an order, with a notice that puts it back. */
function useRemoving() {
  const { t } = useWords()
  const toast = useToast()
  const removing = useMutationCall('order.remove')
  const restoring = useMutationCall('order.restore')
  const remove = async ({ orderId }: Order): Promise<void> => {
    restoring.reset()
    const result = await removing.run({ orderId })
    if (!result.ok) return
    toast({ text: t('order.removed'), action: { label: t('ui.undo'), onAction: () => void restoring.run({ orderId }) } })
  }
  return { remove: (order: Order) => void remove(order), error: removing.error ?? restoring.error }
}
