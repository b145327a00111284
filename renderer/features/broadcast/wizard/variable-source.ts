import type { Variable } from '../content.ts'

/** Every place that a value can come from, as one word for a list. */
export const sourceKinds = ['customer-addressAs', 'customer-name', 'customer-phone', 'customer-language', 'text', 'coupon-code', 'coupon-ends', 'product-name', 'product-price'] as const
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
      return 'text'
  }
}

/**
 * A variable with another source. A text begins with the sample; what stands in for people without a value stays as it was
 * set, and is proposed where there is none.
 */
export function withSource(variable: Variable, kind: SourceKind, proposed: { readonly text: string; readonly fallback: string }): Variable {
  const fallback = variable.fallback === '' ? proposed.fallback : variable.fallback
  switch (kind) {
    case 'text':
      return { from: { kind: 'text', text: proposed.text }, fallback: '' }
    case 'customer-addressAs':
    case 'customer-name':
      return { from: { kind: 'customer', field: kind === 'customer-name' ? 'name' : 'addressAs' }, fallback }
    case 'customer-phone':
    case 'customer-language':
      return { from: { kind: 'customer', field: kind === 'customer-phone' ? 'phone' : 'language' }, fallback: variable.fallback }
    case 'coupon-code':
    case 'coupon-ends':
      return { from: { kind: 'coupon', part: kind === 'coupon-code' ? 'code' : 'ends' }, fallback: '' }
    case 'product-name':
    case 'product-price':
      return { from: { kind: 'product', part: kind === 'product-name' ? 'name' : 'price' }, fallback: '' }
  }
}

/** True when people can differ in having a value at all, so that something may have to stand in. */
export const canBeEmpty = ({ from }: Variable): boolean => from.kind === 'customer'
