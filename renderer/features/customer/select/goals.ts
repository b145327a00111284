import type { Rule } from '../../../group-builder/index.ts'
import type { BroadcastTo } from '../../../navigation/index.ts'
import type { Group } from '../groups/view.ts'
import type { Filter, Picking } from './picking.ts'

type Facts = Rule['any'][number]['all']
type ImportId = Extract<Facts[number], { readonly fact: 'import' }>['importId']

/** People that an address names one by one; more get a group. */
const FEW = 200

/** Whom a broadcast to the selection begins with; null where it takes a group of its own. */
export function broadcastTo(picking: Picking, filter: Filter): BroadcastTo | null {
  if (!picking.isAll) return picking.ids.size <= FEW ? { kind: 'people', customerIds: [...picking.ids] } : null
  const isNarrower = picking.ids.size > 0 || isUnruly(filter) || filter.offers !== undefined
  const [only, ...others] = waysOf(filter)
  return isNarrower || others.length > 0 ? null : (only ?? null)
}

const waysOf = ({ tag, groupId, importId }: Filter): BroadcastTo[] => [
  ...(tag === undefined ? [] : [{ kind: 'tag' as const, tag }]),
  ...(groupId === undefined ? [] : [{ kind: 'group' as const, groupId }]),
  ...(importId === undefined ? [] : [{ kind: 'import' as const, importId }]),
]

/** No rule of a group says it: a search, and whom a wish of theirs keeps out. */
const isUnruly = ({ search, isRestricted }: Filter): boolean => (search ?? '').trim() !== '' || isRestricted === true

/** What a group of all of the list says; null where no rule says it (people one by one, a search) and a tag holds them together. */
export function ruleOf(picking: Picking, filter: Filter, groups: readonly Group[]): Rule | null {
  if (!picking.isAll || picking.ids.size > 0 || isUnruly(filter)) return null
  const { tag, offers, importId, groupId } = filter
  const facts: Facts = [
    ...(tag === undefined ? [] : [{ not: false, fact: 'tag' as const, match: 'any' as const, tags: [tag] }]),
    ...(offers === undefined ? [] : [{ not: false, fact: 'offers' as const, states: [offers] }]),
    ...(importId === undefined ? [] : [{ not: false, fact: 'import' as const, importId: importId as ImportId }]),
  ]
  if (groupId !== undefined) {
    const group = groups.find((one) => one.groupId === groupId)
    return group === undefined ? null : { any: group.rule.any.map(({ all }) => ({ all: [...all, ...facts] })) }
  }
  // Everybody joined at some time.
  return { any: [{ all: facts.length > 0 ? facts : [{ not: false, fact: 'joined', withinDays: null }] }] }
}

/** The rule of people who are held together by a tag of their own. */
export const ruleOfTag = (tag: string): Rule => ({ any: [{ all: [{ not: false, fact: 'tag', match: 'any', tags: [tag] }] }] })
