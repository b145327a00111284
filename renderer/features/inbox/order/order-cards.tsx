import { useState, type ReactNode } from 'react'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Allowed, Button, DateTime, ErrorStrip, Menu, Money, PlainText, Quiet, Tag, type Tone } from '../../../ui/index.ts'
import { ActDialog } from './act-dialog.tsx'
import styles from './order.module.css'
import { atOnce, type ActKind, type Order } from './types.ts'
import { useOrderAct } from './use-order-act.ts'

/** What a customer's cart became, and what the shop does with it. */
export function OrderCards({ messageId }: { readonly messageId: string }): ReactNode {
  const { data } = useCall('order.ofCart', { messageId })
  return data?.orders.map((order) => <OrderCard key={order.orderId} order={order} />)
}

const tones: Readonly<Record<Order['state'], Tone>> = {
  new: 'warning',
  accepted: 'accent',
  changed: 'accent',
  declined: 'neutral',
  ready: 'accent',
  shipped: 'accent',
  done: 'neutral',
  cancelled: 'neutral',
}

/** Acts that stand on the card; what else a state allows is in the menu. */
const shownActs: Readonly<Record<Order['state'], readonly ActKind[]>> = {
  new: ['accept', 'change', 'decline'],
  accepted: ['ready', 'ship'],
  changed: ['ready', 'ship'],
  declined: [],
  ready: ['done'],
  shipped: ['done'],
  done: [],
  cancelled: [],
}

/** One order: its state, what was done and by whom, and what can be done next. */
export function OrderCard({ order }: { readonly order: Order }): ReactNode {
  const { t } = useWords()
  const [asked, setAsked] = useState<ActKind | null>(null)
  const acting = useOrderAct(order, setAsked)
  const isChanged = order.steps.some(({ state }) => state === 'changed')
  return (
    <section
      className={styles['card']}
      aria-label={t('order.card', { order: order.reference })}
      data-testid="inbox-order"
      data-state={order.state}
    >
      <p className={styles['head']}>
        <strong>{t('order.card', { order: order.reference })}</strong>
        <Tag tone={tones[order.state]} testId="inbox-order-state">
          {t(`order.state.${order.state}`)}
        </Tag>
        <strong className={styles['total']}>
          <Money micros={order.totalMicros} currency={order.currency} />
        </strong>
      </p>
      {isChanged ? <Lines order={order} /> : null}
      {order.dueAt === null ? null : (
        <Quiet isSmall>
          {t('order.due')} <DateTime at={order.dueAt} style="date" />
        </Quiet>
      )}
      <Steps order={order} />
      {acting.error === null ? null : <ErrorStrip error={acting.error} />}
      <Allowed needs={['order.act', 'order.propose', 'order.undo']}>
        <Acts order={order} acting={acting} onAsk={setAsked} />
      </Allowed>
      {asked === null ? null : <ActDialog order={order} kind={asked} acting={acting} onClose={() => setAsked(null)} />}
    </section>
  )
}

function Lines({ order }: { readonly order: Order }): ReactNode {
  const { t, number } = useWords()
  return (
    <ul className={styles['lines']} data-testid="inbox-order-lines">
      {order.lines.map((line) => (
        <li key={`${line.retailerId} ${line.name}`} dir="auto">
          {t('inbox.bubble.quantity', { quantity: number(line.quantity), name: line.name })}
        </li>
      ))}
    </ul>
  )
}

/** What the shop did with it, when and by whom. */
function Steps({ order }: { readonly order: Order }): ReactNode {
  const { t } = useWords()
  const steps = order.steps.filter(({ by }) => by !== 'customer')
  if (steps.length === 0) return null
  return (
    <ol className={styles['steps']} aria-label={t('order.steps')} data-testid="inbox-order-steps">
      {steps.map((step) => (
        <li key={`${step.at} ${step.state ?? ''} ${step.notice ?? ''}`}>
          <span>
            {step.state === null ? t(step.notice === null ? 'order.step.noted' : 'order.step.told') : t(`order.state.${step.state}`)}
            {step.by === 'owner' ? null : (
              <>
                {' · '}
                <PlainText text={step.by} />
              </>
            )}
          </span>
          {step.detail === '' ? null : (
            <bdi>
              <PlainText text={step.detail} />
            </bdi>
          )}
          <DateTime at={step.at} style="time" />
        </li>
      ))}
    </ol>
  )
}

type ActsProps = { readonly order: Order; readonly acting: ReturnType<typeof useOrderAct>; readonly onAsk: (kind: ActKind) => void }

function Acts({ order, acting, onAsk }: ActsProps): ReactNode {
  const { t } = useWords()
  const [first, ...more] = shownActs[order.state]
  const shown = first === undefined ? [] : [first, ...more]
  const others = order.acts.filter((kind) => !shown.includes(kind))
  const press = (kind: ActKind): void => {
    const act = atOnce[kind]
    if (act === undefined) onAsk(kind)
    else acting.act(act)
  }
  return (
    <p className={styles['acts']}>
      {shown.map((kind) => (
        <Button
          key={kind}
          size="small"
          variant={kind === first ? 'main' : 'plain'}
          isBusy={acting.isRunning && kind === first}
          onPress={() => press(kind)}
          testId={`inbox-order-${kind}`}
        >
          {t(`order.act.${kind}`)}
        </Button>
      ))}
      {others.length === 0 ? null : (
        <Menu
          label={t('order.more')}
          trigger={
            <Button size="small" variant="quiet" icon="more" label={t('order.more')} testId="inbox-order-more">
              {t('order.moreShort')}
            </Button>
          }
          actions={others.map((kind) => ({ id: `inbox-order-${kind}`, label: t(`order.act.${kind}`), onAction: () => press(kind) }))}
        />
      )}
      {order.canUndo ? (
        <Button size="small" variant="quiet" icon="undo" onPress={acting.undo} testId="inbox-order-undo">
          {t('ui.undo')}
        </Button>
      ) : null}
    </p>
  )
}
