import type { Condition } from './types.ts'

/** Lists that menus choose from. */
export type Source =
  | 'tags'
  | 'countries'
  | 'languages'
  | 'states'
  | 'sources'
  | 'products'
  | 'import'
  | 'coupon'
  | 'broadcast'
  | 'date'
  | 'field'

type OfOne = {
  readonly kind: 'one'
  readonly source: Source
  readonly value: string | null
  readonly set: (value: string | null) => Condition
}
type OfMany = {
  readonly kind: 'many'
  readonly source: Source
  readonly value: readonly string[]
  readonly set: (value: string[]) => Condition
}
type OfNumber<K extends string> = { readonly kind: K; readonly value: number; readonly set: (value: number) => Condition }
type OfDays = { readonly kind: 'when'; readonly value: number | null; readonly set: (value: number | null) => Condition }
type OfText = { readonly kind: 'text'; readonly value: string; readonly set: (value: string) => Condition }

/** One gap of a sentence: what stands in it, and the condition once something else does. */
export type Blank = OfOne | OfMany | OfDays | OfText | OfNumber<'inDays'> | OfNumber<'times'> | OfNumber<'amount'>

/** The gaps of a condition by the names that its message gives them. */
export type Blanks = Readonly<Record<string, Blank>>

const when = <C extends Condition & { readonly withinDays: number | null }>(condition: C): OfDays => ({
  kind: 'when',
  value: condition.withinDays,
  set: (withinDays) => ({ ...condition, withinDays }),
})

type Of<F extends Condition['fact']> = Extract<Condition, { readonly fact: F }>

type Maker<F extends Condition['fact']> = (condition: Of<F>) => Blanks

const productBlanks = (condition: Of<'ordered-product'> | Of<'asked-product'>): Blanks => ({
  products: {
    kind: 'many',
    source: 'products',
    value: condition.products,
    set: (products) => ({ ...condition, products }),
  },
  when: when(condition),
})

const makers: { readonly [F in Condition['fact']]: Maker<F> } = {
  tag: (condition) => ({ tags: { kind: 'many', source: 'tags', value: condition.tags, set: (tags) => ({ ...condition, tags }) } }),
  country: (condition) => ({
    countries: { kind: 'many', source: 'countries', value: condition.countries, set: (countries) => ({ ...condition, countries }) },
  }),
  language: (condition) => ({
    languages: { kind: 'many', source: 'languages', value: condition.languages, set: (languages) => ({ ...condition, languages }) },
  }),
  offers: (condition) => {
    const set = (states: string[]): Condition => ({ ...condition, states: states as Of<'offers'>['states'] })
    return { states: { kind: 'many', source: 'states', value: condition.states, set } }
  },
  'consent-source': (condition) => ({
    sources: { kind: 'many', source: 'sources', value: condition.sources, set: (sources) => ({ ...condition, sources }) },
  }),
  import: (condition) => {
    const set = (importId: string | null): Condition => ({ ...condition, importId: (importId ?? '') as Of<'import'>['importId'] })
    return { import: { kind: 'one', source: 'import', value: condition.importId, set } }
  },
  joined: (condition) => ({ when: when(condition) }),
  number: () => ({}),
  date: (condition) => ({
    date: { kind: 'one', source: 'date', value: condition.date, set: (date) => ({ ...condition, date: date ?? '' }) },
    inDays: { kind: 'inDays', value: condition.inDays, set: (inDays) => ({ ...condition, inDays }) },
  }),
  field: (condition) => {
    const set = (fieldId: string | null): Condition => ({ ...condition, fieldId: (fieldId ?? '') as Of<'field'>['fieldId'] })
    const field = { kind: 'one', source: 'field', value: condition.fieldId, set } as const
    if (condition.test === 'has') return { field }
    return { field, value: { kind: 'text', value: condition.values[0] ?? '', set: (value) => ({ ...condition, values: [value] }) } }
  },
  ordered: (condition) => ({
    ...(condition.times === 1 ? {} : { times: { kind: 'times', value: condition.times, set: (times) => ({ ...condition, times }) } }),
    when: when(condition),
  }),
  'ordered-product': productBlanks,
  'asked-product': productBlanks,
  spent: (condition) => ({
    amount: { kind: 'amount', value: condition.atLeastMicros, set: (atLeastMicros) => ({ ...condition, atLeastMicros }) },
    when: when(condition),
  }),
  coupon: (condition) => {
    const set = (couponId: string | null): Condition => ({ ...condition, couponId: couponId as Of<'coupon'>['couponId'] })
    return { coupon: { kind: 'one', source: 'coupon', value: condition.couponId, set }, when: when(condition) }
  },
  wrote: (condition) => ({ when: when(condition) }),
  'wrote-word': (condition) => ({
    text: { kind: 'text', value: condition.text, set: (text) => ({ ...condition, text }) },
    when: when(condition),
  }),
  'window-open': () => ({}),
  waiting: () => ({}),
  offered: (condition) => ({ when: when(condition) }),
  broadcast: (condition) => {
    const set = (id: string | null): Condition => ({ ...condition, broadcastId: id as Of<'broadcast'>['broadcastId'] })
    return { broadcast: { kind: 'one', source: 'broadcast', value: condition.broadcastId, set }, when: when(condition) }
  },
}

/** The gaps of a condition. */
export const blanksOf = (condition: Condition): Blanks => (makers[condition.fact] as (one: Condition) => Blanks)(condition)

/** True when nothing stands in a gap that needs something. */
export function isOpen(blank: Blank): boolean {
  switch (blank.kind) {
    case 'many':
      return blank.value.length === 0
    case 'one':
      return blank.value === ''
    case 'text':
      return blank.value.trim() === ''
    case 'amount':
      return blank.value <= 0
    case 'when':
    case 'inDays':
    case 'times':
      return false
  }
}

/** True when each gap of a condition is filled in. */
export const isComplete = (condition: Condition): boolean => !Object.values(blanksOf(condition)).some(isOpen)
