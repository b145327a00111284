import type { Variable } from '../content.ts'

/** Every place that a value can come from, as one word for a list. */
export const sourceKinds = [
  'customer-addressAs',
  'customer-name',
  'customer-phone',
  'customer-language',
  'text',
  'coupon-code',
  'coupon-ends',
  'product-name',
  'product-price',
] as const
export type SourceKind = (typeof sourceKinds)[number]

/** The source of a variable as one word. */
export function sourceKind({ from }: Variable): SourceKind {
  switch (from.kind) {
    case 'customer':
      return `customer-${from.field}`
    case 'coupon':
      return `coupon-${from.part}`
    case 'product':
      return `product-${from.part}`
    case 'text':
    case 'file':
      return 'text'
  }
}

const sources: Readonly<Record<Exclude<SourceKind, 'text'>, Variable['from']>> = {
  'customer-addressAs': { kind: 'customer', field: 'addressAs' },
  'customer-name': { kind: 'customer', field: 'name' },
  'customer-phone': { kind: 'customer', field: 'phone' },
  'customer-language': { kind: 'customer', field: 'language' },
  'coupon-code': { kind: 'coupon', part: 'code' },
  'coupon-ends': { kind: 'coupon', part: 'ends' },
  'product-name': { kind: 'product', part: 'name' },
  'product-price': { kind: 'product', part: 'price' },
}

/**
 * A variable with another source. A text begins with the sample; what stands in for people without a name stays as it was
 * set, and is proposed where there is none.
 */
export function withSource(variable: Variable, kind: SourceKind, proposed: { readonly text: string; readonly fallback: string }): Variable {
  if (kind === 'text') return { from: { kind: 'text', text: proposed.text }, fallback: '' }
  const from = sources[kind]
  if (from.kind !== 'customer') return { from, fallback: '' }
  const isName = from.field === 'name' || from.field === 'addressAs'
  return { from, fallback: variable.fallback === '' && isName ? proposed.fallback : variable.fallback }
}

export type TextSource = Extract<Variable['from'], { readonly kind: 'text' }>

/** A fixed text with other words for one language; an emptied one goes back to the words for everybody. */
export function withTextIn(from: TextSource, language: string, text: string): TextSource {
  const { [language]: _, ...others } = from.byLanguage ?? {}
  const byLanguage = text === '' ? others : { ...others, [language]: text }
  const { kind, text: forAll } = from
  return Object.keys(byLanguage).length === 0 ? { kind, text: forAll } : { kind, text: forAll, byLanguage }
}

/**
 * True when something may have to stand in: people can differ in having a value at all, and a coupon may have no last day.
 * @param missing people without a value of their own; null while they are not counted
 */
export const hasFallback = ({ from }: Variable, missing: number | null): boolean =>
  from.kind === 'customer' || (from.kind === 'coupon' && from.part === 'ends' && (missing ?? 0) > 0)
