import type { CallInput, CallOutput } from '../../../bridge/index.ts'

export type Group = CallOutput<'group.list'>['groups'][number]
export type Offers = NonNullable<CallInput<'customer.list'>['offers']>
type GroupId = NonNullable<CallInput<'customer.list'>['groupId']>

/** What they agreed to; `restricted` are those whose data must not be used, whatever they agreed to. */
export type Narrowing = Offers | 'any' | 'restricted'
/** Whom the list shows: a saved group, or everybody, narrowed. */
export type View = { readonly groupId: GroupId | null; readonly offers: Narrowing }

/** The views that every shop has, above its own groups. */
export const fixedViews = [
  { id: 'all', offers: 'any', words: 'group.all' },
  { id: 'can-get', offers: 'yes', words: 'group.canGet' },
  { id: 'no-agreement', offers: 'unknown', words: 'group.noAgreement' },
  // Stands there only where somebody wished it.
  { id: 'restricted', offers: 'restricted', words: 'group.restricted' },
] as const

/** What the list is asked for in a view. */
export const filterOf = ({ groupId, offers }: View): Pick<CallInput<'customer.list'>, 'groupId' | 'offers' | 'isRestricted'> => ({
  ...(groupId === null ? {} : { groupId }),
  ...(offers === 'any' ? {} : offers === 'restricted' ? { isRestricted: true as const } : { offers }),
})
