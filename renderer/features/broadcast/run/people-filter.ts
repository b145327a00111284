import { groups, type Group } from './progress.ts'

/** Numbers of the report that are no states of a message. */
export const steps = ['shouldGet', 'replied', 'usedCoupon', 'ordered', 'optedOut'] as const
export type Step = (typeof steps)[number]

/** Which people of a broadcast are listed: a group of states or a number of the report, one reason or code, a few letters. */
export type PeopleFilter = { readonly group: Group | Step | 'all'; readonly reason: string | null; readonly search: string }

/** Nobody is filtered out. */
export const everybody: PeopleFilter = { group: 'all', reason: null, search: '' }

/** The groups to choose from, in the order of a message's life. */
export const groupOrder = [
  'waiting',
  'onTheWay',
  'withMeta',
  'delivered',
  'read',
  'notDelivered',
  'unconfirmed',
  'leftOut',
] as const satisfies readonly Group[]

/** The states to ask for, one after the other; `undefined` asks for all. */
export const statesOf = (group: PeopleFilter['group']): readonly ((typeof groups)[Group][number] | undefined)[] =>
  group === 'all' || isStep(group) ? [undefined] : groups[group]

/** Says whether a list is told by a number of the report. */
export const isStep = (group: PeopleFilter['group']): group is Step => (steps as readonly string[]).includes(group)
