import { useMutationCall, useShell, type AppError } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { useToast } from '../../../ui/index.ts'
import type { ActKind, Order, OrderAct, Telling } from './types.ts'

/** Doing something with an order. */
export type Acting = {
  /** In the shop's own words while the reply window is open; else it is asked how the customer shall hear of it. */
  readonly act: (act: OrderAct) => void
  /** @returns whether it was done */
  readonly actAs: (act: OrderAct, telling: Telling) => Promise<boolean>
  readonly undo: () => void
  readonly isRunning: boolean
  readonly error: AppError | null
}

const DEFAULT_HOLD_MS = 3_000

export function useOrderAct({ orderId, reference }: Order, onAsk: (kind: ActKind) => void): Acting {
  const { t } = useWords()
  const toast = useToast()
  const { data: shell } = useShell()
  const acting = useMutationCall('order.act')
  const undoing = useMutationCall('order.undo')
  const holdMs = shell?.preferences.undoSendMs ?? DEFAULT_HOLD_MS
  const undo = (): void => {
    acting.reset()
    void undoing.run({ orderId })
  }
  const run = async (act: OrderAct, telling: Telling): Promise<{ readonly isDone: boolean; readonly isClosed: boolean }> => {
    undoing.reset()
    const result = await acting.run({ orderId, act, telling, holdMs })
    if (!result.ok) return { isDone: false, isClosed: result.error.code === 'window-closed' }
    toast({
      text: t('order.acted', { order: reference, state: t(`order.state.${result.value.order.state}`) }),
      action: { label: t('ui.undo'), onAction: undo },
    })
    return { isDone: true, isClosed: false }
  }
  const start = async (act: OrderAct): Promise<void> => {
    const { isClosed } = await run(act, { by: 'suggested' })
    if (!isClosed) return
    acting.reset()
    onAsk(act.kind)
  }
  return {
    act: (act) => void start(act),
    actAs: async (act, telling) => (await run(act, telling)).isDone,
    undo,
    isRunning: acting.isRunning,
    error: acting.error ?? undoing.error,
  }
}
