import type { Order, OrderAct, OrderNotice, OrderState } from '#contract/ipc/order.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'

export type Act = z.infer<typeof OrderAct>
export type Notice = z.infer<typeof OrderNotice>
export type State = z.infer<typeof OrderState>
type Line = z.infer<typeof Order>['lines'][number]

/** What of an order an act may change. */
export type Standing = {
  readonly state: State
  readonly totalMicros: number
  readonly lines: readonly Line[]
  readonly dueAt: number | null
  readonly carrier: string
  readonly tracking: string
}

/** What an act makes of an order: how it stands then, what is told, and what is noted of it. */
export type Plan = { readonly after: Standing; readonly notice: Notice | null; readonly detail: string; readonly note: string }

const always = ['due', 'tell'] as const

/** Each state with what can follow. What is done can still be handed over: orders by telephone are noted as done. */
const following: Readonly<Record<State, readonly Act['kind'][]>> = {
  new: ['accept', 'change', 'decline', ...always],
  accepted: ['change', 'ready', 'ship', 'done', 'cancel', ...always],
  changed: ['accept', 'change', 'ready', 'ship', 'done', 'cancel', ...always],
  ready: ['ship', 'done', 'cancel', ...always],
  shipped: ['ship', 'done', 'cancel', ...always],
  done: ['ready', 'ship', ...always],
  declined: ['tell'],
  cancelled: ['tell'],
}

export const actsIn = (state: State): readonly Act['kind'][] => following[state]

/** Declined and cancelled orders are no purchases. */
export const isOff = (state: State): boolean => state === 'declined' || state === 'cancelled'

/** Carrier and number of a parcel, as one writes them. */
export const parcelOf = ({ carrier, tracking }: Pick<Standing, 'carrier' | 'tracking'>): string =>
  [carrier, tracking].filter((part) => part !== '').join(' ')

/** Decides what an act makes of an order. Errors: order-state (state), order-unpriced, input-refused (field). */
export const planAct = (now: Standing, act: Act): Result<Plan> =>
  actsIn(now.state).includes(act.kind) ? planned(now, act) : fail('order-state', { state: now.state })

function planned(now: Standing, act: Act): Result<Plan> {
  const silent = { detail: '', note: '' }
  switch (act.kind) {
    case 'accept':
      return ok({ after: { ...now, state: 'accepted' }, notice: 'received', ...silent })
    case 'change':
      return planChange(now, act)
    case 'decline':
      return ok({ after: { ...now, state: 'declined' }, notice: 'declined', detail: act.reason, note: act.reason })
    case 'ready':
      return ok({ after: { ...now, state: 'ready' }, notice: 'ready', ...silent })
    case 'ship':
      return ok({
        after: { ...now, state: 'shipped', carrier: act.carrier, tracking: act.tracking },
        notice: 'shipped',
        detail: parcelOf(act),
        note: '',
      })
    case 'done':
      return ok({ after: { ...now, state: 'done' }, notice: null, ...silent })
    case 'cancel':
      return ok({ after: { ...now, state: 'cancelled' }, notice: 'cancelled', detail: act.reason, note: act.reason })
    case 'due':
      return ok({ after: { ...now, dueAt: act.dueAt }, notice: null, ...silent })
    case 'tell':
      return ok({ after: now, notice: act.notice, ...silent })
  }
}

function planChange(now: Standing, { lines, note }: Extract<Act, { readonly kind: 'change' }>): Result<Plan> {
  const wanted = new Map(lines.map(({ line, quantity }) => [line, quantity]))
  if (wanted.size < lines.length || lines.some(({ line }) => now.lines[line] === undefined))
    return fail('input-refused', { field: 'lines' })
  const kept = now.lines.flatMap((line, place) => {
    const quantity = wanted.get(place)
    return quantity === undefined ? [] : [{ ...line, quantity }]
  })
  const totalMicros = totalOf(kept)
  if (totalMicros === null) return fail('order-unpriced')
  return ok({ after: { ...now, state: 'changed', lines: kept, totalMicros }, notice: 'changed', detail: note, note })
}

/** The exact sum in millionths; null where a line has no price. */
function totalOf(lines: readonly Line[]): number | null {
  let sum = 0
  for (const { priceMicros, quantity } of lines) {
    if (priceMicros === null) return null
    sum += priceMicros * quantity
  }
  return sum
}
