import type { CallInput } from '../../../bridge/index.ts'
import { dayOf } from '../../../i18n/index.ts'
import type { ActKind, Order, OrderAct } from './types.ts'

/** What is being filled in for an act; a quantity of 0 takes the line out. */
export type ActDraft = {
  readonly quantities: readonly number[]
  readonly note: string
  readonly carrier: string
  readonly tracking: string
  readonly dueAt: number | null
  readonly notice: Extract<CallInput<'order.act'>['act'], { readonly kind: 'tell' }>['notice']
}

const noticeOf: Partial<Record<Order['state'], ActDraft['notice']>> = {
  changed: 'changed',
  declined: 'declined',
  ready: 'ready',
  shipped: 'shipped',
  cancelled: 'cancelled',
}

export const emptyDraft = (order: Order): ActDraft => ({
  quantities: order.lines.map(({ quantity }) => quantity),
  note: '',
  carrier: order.carrier,
  tracking: order.tracking,
  dueAt: order.dueAt,
  notice: order.dueAt === null ? (noticeOf[order.state] ?? 'received') : 'due',
})

/** The act as it would be done; null while something that it needs is missing. */
export function actOf(kind: ActKind, draft: ActDraft): OrderAct | null {
  const { note, carrier, tracking } = draft
  switch (kind) {
    case 'accept':
    case 'ready':
    case 'done':
      return { kind }
    case 'change':
      return changeOf(draft)
    case 'decline':
    case 'cancel':
      return { kind, reason: note }
    case 'ship':
      return { kind, carrier, tracking }
    case 'due':
      return { kind, dueAt: draft.dueAt }
    case 'tell':
      return { kind, notice: draft.notice }
  }
}

/** What stays of an order; nothing at all is no change, but a refusal. */
function changeOf({ quantities, note }: ActDraft): OrderAct | null {
  const lines = quantities.flatMap((quantity, line) => (quantity > 0 ? [{ line, quantity }] : []))
  return lines.length === 0 ? null : { kind: 'change', lines, note }
}

const HOUR_MS = 3_600_000

/** About the middle of a day in the shop's zone. @param day YYYY-MM-DD */
export function noonOf(day: string, timeZone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  // Zones are up to 14 hours ahead of UTC: one of these falls on the day there.
  return [noon - 8 * HOUR_MS, noon, noon - 13 * HOUR_MS, noon + 11 * HOUR_MS].find((at) => dayOf(at, timeZone) === day) ?? noon
}
