import { CATALOG_LIMITS as L } from '#contract/limits/catalog.ts'
import { readTypedPrice, writePrice } from '../price-text.ts'
import type { Fields, Trouble } from '../types.ts'

/** A product as it stands in the fields of the dialog: everything that is typed is text. */
export type Form = Pick<
  Fields,
  'name' | 'description' | 'currency' | 'availability' | 'imageUrl' | 'url' | 'brand' | 'condition' | 'isPublished'
> & {
  readonly retailerId: string
  readonly price: string
  readonly salePrice: string
  readonly inventory: string
}
export type FormField = keyof Form
/** Why a field can't stay as it is: what Meta would refuse, and what can't be read at all. */
export type FieldTrouble = Trouble['code'] | 'not-a-price' | 'not-a-count'
export type FieldTroubles = Partial<Record<FormField, FieldTrouble>>

const fieldOf: Readonly<Record<string, FormField>> = { priceMinor: 'price', salePriceMinor: 'salePrice' }

/** Fills the form from what is known of a product. */
export const formOf = (retailerId: string, fields: Fields): Form => {
  const { priceMinor, salePriceMinor, inventory, ...rest } = fields
  return {
    ...rest,
    retailerId,
    price: writePrice(priceMinor, fields.currency),
    salePrice: writePrice(salePriceMinor, fields.currency),
    inventory: inventory === null ? '' : String(inventory),
  }
}

/** The form of a product that is not there yet. */
export const emptyForm = (currency: string): Form => formOf('', emptyFields('', currency))

/** A new product of which only the name is known. */
export const emptyFields = (name: string, currency: string): Fields => ({
  name,
  description: '',
  priceMinor: null,
  salePriceMinor: null,
  currency,
  availability: 'in stock',
  inventory: null,
  imageUrl: '',
  url: '',
  brand: '',
  condition: 'new',
  isPublished: true,
})

/** A web address as people type it, with https:// in front where nothing stood. */
const fullAddress = (typed: string): string => {
  const text = typed.trim()
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
}

const LONGEST = {
  retailerId: L.retailerIdCharacters,
  name: L.nameCharacters,
  description: L.descriptionCharacters,
  brand: L.brandCharacters,
  imageUrl: L.urlCharacters,
  url: L.urlCharacters,
} as const

export type ReadForm =
  | { readonly fields: Fields; readonly troubles: Record<never, never> }
  | { readonly fields: null; readonly troubles: FieldTroubles }

/** Reads the form; `fields` is null while something in it can't even be kept here. */
export function readForm(form: Form): ReadForm {
  const tidy = { ...form, name: form.name.trim(), imageUrl: fullAddress(form.imageUrl), url: fullAddress(form.url) }
  const price = readTypedPrice(form.price, form.currency)
  const salePrice = readTypedPrice(form.salePrice, form.currency)
  const inventory = readCount(form.inventory)
  const troubles: FieldTroubles = {
    ...textTroubles(tidy),
    ...(price === undefined ? { price: 'not-a-price' } : {}),
    ...(salePrice === undefined ? { salePrice: 'not-a-price' } : {}),
    ...(inventory === undefined ? { inventory: 'not-a-count' } : {}),
  }
  if (Object.keys(troubles).length > 0) return { fields: null, troubles }
  const { name, currency, availability, condition, isPublished, imageUrl, url } = tidy
  const texts = { name, description: form.description.trim(), imageUrl, url, brand: form.brand.trim() }
  const numbers = { priceMinor: price ?? null, salePriceMinor: salePrice ?? null, inventory: inventory ?? null }
  return { fields: { ...texts, ...numbers, currency, availability, condition, isPublished }, troubles: {} }
}

function textTroubles(form: Form): FieldTroubles {
  const troubles: FieldTroubles = {}
  for (const [field, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if (form[field].trim().length > most) troubles[field] = 'too-long'
  for (const field of ['retailerId', 'name'] as const) if (form[field].trim() === '') troubles[field] = 'empty'
  return troubles
}

function readCount(typed: string): number | null | undefined {
  const text = typed.normalize('NFKC').replace(/[\s,]/gu, '')
  if (text === '') return null
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** What the engine finds wrong with a draft, by the field that shows it. */
export const troublesAt = (troubles: readonly Trouble[]): FieldTroubles =>
  Object.fromEntries(troubles.toReversed().map(({ field, code }) => [fieldOf[field] ?? field, code]))
