import { groups, type Group } from './progress.ts'

/** Which people of a broadcast are listed: a group of states, one reason or code, a few letters. */
export type PeopleFilter = { readonly group: Group | 'all'; readonly reason: string | null; readonly search: string }

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
  group === 'all' ? [undefined] : groups[group]
