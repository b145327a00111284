import type { Condition } from './types.ts'

/** Facts as the menu offers them, gathered by what they are about. */
export const sections = [
  { id: 'bought', kinds: ['ordered', 'ordered-often', 'ordered-product', 'spent'] },
  {
    id: 'person',
    kinds: ['tag', 'tag-all', 'country', 'language', 'date', 'joined', 'import', 'number-shown', 'number-hidden', 'number-unusable'],
  },
  { id: 'own', kinds: ['field-has', 'field-is', 'field-at-least', 'field-at-most'] },
  { id: 'consent', kinds: ['offers', 'consent-source'] },
  { id: 'chat', kinds: ['wrote', 'wrote-word', 'asked-product', 'window-open', 'waiting'] },
  {
    id: 'broadcast',
    kinds: [
      'offered',
      'broadcast-got',
      'broadcast-delivered',
      'broadcast-read',
      'broadcast-replied',
      'broadcast-not-delivered',
      'broadcast-ordered',
    ],
  },
  { id: 'coupon', kinds: ['coupon-got', 'coupon-used', 'coupon-unused'] },
] as const

/** What a condition says, as finely as its words differ: "used a coupon" and "got a coupon" are two. */
export type Kind = (typeof sections)[number]['kinds'][number]

const numberKinds = { number: 'number-shown', 'username-only': 'number-hidden', 'not-usable': 'number-unusable' } as const

/** The kind of a condition. */
export function kindOf(condition: Condition): Kind {
  if (condition.fact === 'tag') return condition.match === 'all' ? 'tag-all' : 'tag'
  if (condition.fact === 'number') return numberKinds[condition.has]
  if (condition.fact === 'ordered') return condition.times > 1 ? 'ordered-often' : 'ordered'
  if (condition.fact === 'field') return `field-${condition.test}`
  if (condition.fact === 'coupon') return `coupon-${condition.state}`
  return condition.fact === 'broadcast' ? `broadcast-${condition.outcome}` : condition.fact
}

type Empty = { readonly [K in Kind]: (base: { readonly not: false }, withinDays: number | null) => Condition }
type IdOf<F extends Condition['fact'], K extends string> = Extract<Condition, { readonly fact: F }>[K &
  keyof Extract<Condition, { readonly fact: F }>]

/** A condition of each kind with its blanks open, except those that have a usual value. */
const empty: Empty = {
  tag: (base) => ({ ...base, fact: 'tag', match: 'any', tags: [] }),
  'tag-all': (base) => ({ ...base, fact: 'tag', match: 'all', tags: [] }),
  country: (base) => ({ ...base, fact: 'country', countries: [] }),
  language: (base) => ({ ...base, fact: 'language', languages: [] }),
  offers: (base) => ({ ...base, fact: 'offers', states: [] }),
  'consent-source': (base) => ({ ...base, fact: 'consent-source', sources: [] }),
  import: (base) => ({ ...base, fact: 'import', importId: '' as IdOf<'import', 'importId'> }),
  joined: (base, withinDays) => ({ ...base, fact: 'joined', withinDays }),
  'number-shown': (base) => ({ ...base, fact: 'number', has: 'number' }),
  'number-hidden': (base) => ({ ...base, fact: 'number', has: 'username-only' }),
  'number-unusable': (base) => ({ ...base, fact: 'number', has: 'not-usable' }),
  date: (base) => ({ ...base, fact: 'date', date: '', inDays: 7 }),
  'field-has': (base) => ({ ...base, fact: 'field', fieldId: '' as IdOf<'field', 'fieldId'>, test: 'has', values: [] }),
  'field-is': (base) => ({ ...base, fact: 'field', fieldId: '' as IdOf<'field', 'fieldId'>, test: 'is', values: [] }),
  'field-at-least': (base) => ({ ...base, fact: 'field', fieldId: '' as IdOf<'field', 'fieldId'>, test: 'at-least', values: [] }),
  'field-at-most': (base) => ({ ...base, fact: 'field', fieldId: '' as IdOf<'field', 'fieldId'>, test: 'at-most', values: [] }),
  ordered: (base, withinDays) => ({ ...base, fact: 'ordered', withinDays, times: 1 }),
  'ordered-often': (base, withinDays) => ({ ...base, fact: 'ordered', withinDays, times: 3 }),
  'ordered-product': (base, withinDays) => ({ ...base, fact: 'ordered-product', withinDays, products: [] }),
  spent: (base, withinDays) => ({ ...base, fact: 'spent', withinDays, atLeastMicros: 0 }),
  'coupon-got': (base, withinDays) => ({ ...base, fact: 'coupon', state: 'got', couponId: null, withinDays }),
  'coupon-used': (base, withinDays) => ({ ...base, fact: 'coupon', state: 'used', couponId: null, withinDays }),
  'coupon-unused': (base, withinDays) => ({ ...base, fact: 'coupon', state: 'unused', couponId: null, withinDays }),
  wrote: (base, withinDays) => ({ ...base, fact: 'wrote', withinDays }),
  'wrote-word': (base, withinDays) => ({ ...base, fact: 'wrote-word', text: '', withinDays }),
  'asked-product': (base, withinDays) => ({ ...base, fact: 'asked-product', products: [], withinDays }),
  'window-open': (base) => ({ ...base, fact: 'window-open' }),
  waiting: (base) => ({ ...base, fact: 'waiting' }),
  offered: (base, withinDays) => ({ ...base, fact: 'offered', withinDays }),
  'broadcast-got': (base, withinDays) => ({ ...base, fact: 'broadcast', outcome: 'got', broadcastId: null, withinDays }),
  'broadcast-delivered': (base, withinDays) => ({ ...base, fact: 'broadcast', outcome: 'delivered', broadcastId: null, withinDays }),
  'broadcast-read': (base, withinDays) => ({ ...base, fact: 'broadcast', outcome: 'read', broadcastId: null, withinDays }),
  'broadcast-replied': (base, withinDays) => ({ ...base, fact: 'broadcast', outcome: 'replied', broadcastId: null, withinDays }),
  'broadcast-not-delivered': (base, withinDays) => ({
    ...base,
    fact: 'broadcast',
    outcome: 'not-delivered',
    broadcastId: null,
    withinDays,
  }),
  'broadcast-ordered': (base, withinDays) => ({ ...base, fact: 'broadcast', outcome: 'ordered', broadcastId: null, withinDays }),
}

const USUAL_DAYS = 90

/**
 * A condition of a kind, with its blanks open.
 * @param before the condition that it takes the place of: what both have in common stays, such as the number of days
 */
export function newCondition(kind: Kind, before?: Condition): Condition {
  const withinDays = before !== undefined && 'withinDays' in before ? before.withinDays : USUAL_DAYS
  const fresh = empty[kind]({ not: false }, withinDays)
  if (before?.fact !== fresh.fact) return fresh
  // The same fact in another shade, e.g. "used" for "got": everything but the shade stays.
  const shade = new Set(['match', 'has', 'state', 'outcome', 'times', 'test'])
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !shade.has(name)))
  return { ...fresh, ...kept }
}
