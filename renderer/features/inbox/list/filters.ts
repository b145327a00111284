import type { Filter } from '../types.ts'

/** Lists that always stand as tabs. */
const mainFilters: readonly Filter[] = ['mine', 'new', 'waiting', 'closing', 'closed']

/** Lists behind the menu beside the tabs. */
export const moreFilters: readonly Filter[] = ['all', 'unread', 'snoozed']

/** The tabs of the moment: a list that was chosen from the menu stands before the others as long as it is shown. */
export const shownFilters = (current: Filter): readonly Filter[] =>
  mainFilters.includes(current) ? mainFilters : [current, ...mainFilters]
