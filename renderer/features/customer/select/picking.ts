import { MOST_PICKED } from '#contract/limits/lists.ts'
import type { CallInput } from '../../../bridge/index.ts'
import type { CustomerRow } from '../types.ts'

type CustomerId = CustomerRow['customerId']
export type Filter = Pick<CallInput<'customer.list'>, 'search' | 'tag' | 'groupId' | 'offers' | 'importId' | 'isRestricted'>
export type Selection = CallInput<'customer.countMany'>['selection']

/** Whom somebody selected: these people, or all that the list finds but these. */
export type Picking = {
  readonly isAll: boolean
  readonly ids: ReadonlySet<CustomerId>
  /** Where a range begins and how far it reaches now; what was selected before it began. */
  readonly anchor: CustomerId | null
  readonly reach: CustomerId | null
  readonly before: ReadonlySet<CustomerId>
}

export const nobody: Picking = { isAll: false, ids: new Set(), anchor: null, reach: null, before: new Set() }
export const everybody: Picking = { ...nobody, isAll: true }

export const isPicked = ({ isAll, ids }: Picking, id: CustomerId): boolean => isAll !== ids.has(id)
export const isNobody = ({ isAll, ids }: Picking): boolean => !isAll && ids.size === 0

/** Selects one, or lets them go; a range begins here. */
export function toggle(picking: Picking, id: CustomerId): Picking {
  const ids = new Set(picking.ids)
  if (!ids.delete(id)) ids.add(id)
  return held(picking, { ...picking, ids, anchor: id, reach: id, before: ids })
}

/**
 * Selects from where the range began to here, and lets go what it reached before and does not now.
 * @param range.from where it goes on; from anywhere else than its end a new one begins
 */
export function extend(picking: Picking, order: readonly CustomerId[], range: { from: CustomerId | null; to: CustomerId }): Picking {
  const goesOn = picking.anchor !== null && picking.reach === range.from
  const anchor = goesOn ? (picking.anchor ?? range.to) : (range.from ?? range.to)
  const before = goesOn ? picking.before : picking.ids
  const places = [order.indexOf(anchor), order.indexOf(range.to)].toSorted((one, other) => one - other)
  const ids = new Set(before)
  for (const id of order.slice(Math.max(0, places[0] ?? 0), (places[1] ?? 0) + 1)) {
    if (picking.isAll) ids.delete(id)
    else ids.add(id)
  }
  return held(picking, { ...picking, ids, anchor, reach: range.to, before })
}

/** More than one act takes by name are not selected one by one. */
const held = (before: Picking, after: Picking): Picking => (after.ids.size > MOST_PICKED ? before : after)

/** The same for the engine: it finds "all" by itself, so that no list of ids goes there. */
export function selectionOf(picking: Picking, filter: Filter): Selection {
  return picking.isAll ? { kind: 'found', ...filter, except: [...picking.ids] } : { kind: 'people', customerIds: [...picking.ids] }
}
