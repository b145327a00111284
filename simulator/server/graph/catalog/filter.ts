import { z } from 'zod'
import type { Product } from './goods.ts'

/** A question about one article. */
export type ProductTest = (product: Product) => boolean

const ruleSchema = z.record(z.string(), z.unknown())

/** Fields that a rule can ask for. */
const readers: Readonly<Record<string, (product: Product) => string | number>> = {
  retailer_id: (product) => product.retailerId,
  product_item_id: (product) => product.id,
  name: (product) => product.name,
  description: (product) => product.description,
  availability: (product) => product.availability,
  brand: (product) => product.brand,
  category: (product) => product.category,
  condition: (product) => product.condition,
  color: (product) => product.color ?? '',
  size: (product) => product.size ?? '',
  visibility: (product) => product.visibility,
  retailer_product_group_id: (product) => product.groupRetailerId ?? '',
  price: (product) => product.priceMinor,
  price_amount: (product) => product.priceMinor,
}

/** Reads a filter rule such as {"retailer_id":{"is_any":["A","B"]}}; null when it is none. @source reference part 6, products */
export function readFilter(text: unknown): ProductTest | null {
  const rule = ruleSchema.safeParse(typeof text === 'string' ? parse(text) : text)
  return rule.success ? compile(rule.data) : null
}

function compile(rule: Readonly<Record<string, unknown>>): ProductTest | null {
  const tests: ProductTest[] = []
  for (const [name, value] of Object.entries(rule)) {
    const test = name === 'and' || name === 'or' ? combine(name, value) : compare(name, value)
    if (test === null) return null
    tests.push(test)
  }
  return tests.length === 0 ? null : (product) => tests.every((test) => test(product))
}

function combine(word: 'and' | 'or', value: unknown): ProductTest | null {
  const rules = z.array(ruleSchema).safeParse(value)
  if (!rules.success) return null
  const tests = rules.data.map(compile)
  if (tests.some((test) => test === null)) return null
  const whole = tests.filter((test) => test !== null)
  return word === 'and' ? (product) => whole.every((test) => test(product)) : (product) => whole.some((test) => test(product))
}

function compare(name: string, value: unknown): ProductTest | null {
  const read = readers[name]
  const wish = ruleSchema.safeParse(value)
  if (read === undefined || !wish.success) return null
  const tests = Object.entries(wish.data).map(([word, operand]) => operators[word]?.(operand) ?? null)
  if (tests.length === 0 || tests.some((test) => test === null)) return null
  return (product) => tests.every((test) => test?.(read(product)) === true)
}

type Operator = (operand: unknown) => (value: string | number) => boolean

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
const low = (value: unknown): string => text(value).toLowerCase()
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(text) : [text(value)])

const operators: Readonly<Record<string, Operator>> = {
  eq: (wanted) => (value) => String(value) === text(wanted),
  neq: (wanted) => (value) => String(value) !== text(wanted),
  i_contains: (wanted) => (value) => low(value).includes(low(wanted)),
  contains: (wanted) => (value) => String(value).includes(text(wanted)),
  i_not_contains: (wanted) => (value) => !low(value).includes(low(wanted)),
  starts_with: (wanted) => (value) => String(value).startsWith(text(wanted)),
  is_any: (wanted) => {
    const known = new Set(list(wanted))
    return (value) => known.has(String(value))
  },
  is_not_any: (wanted) => {
    const known = new Set(list(wanted))
    return (value) => !known.has(String(value))
  },
  gt: (wanted) => (value) => Number(value) > Number(wanted),
  gte: (wanted) => (value) => Number(value) >= Number(wanted),
  lt: (wanted) => (value) => Number(value) < Number(wanted),
  lte: (wanted) => (value) => Number(value) <= Number(wanted),
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    // No rule: the caller is told so.
    return null
  }
}
