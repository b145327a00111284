import { CATALOG_LIMITS } from '#contract/limits/catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { readPrice, showPrice } from './price.ts'
import type { Product, StoredProduct } from './stored-product.ts'

export type Fields = CallOutput<'catalog.product'>['fields']
export type FieldName = keyof Fields
export type Trouble = NonNullable<Product['draft']>['troubles'][number]

/** In the order in which people read them. */
const FIELD_NAMES: readonly FieldName[] = [
  'name',
  'description',
  'priceMinor',
  'salePriceMinor',
  'currency',
  'availability',
  'inventory',
  'imageUrl',
  'url',
  'brand',
  'condition',
  'isPublished',
]

/** Meta has finer words for used goods than owners need. */
const readCondition = (text: string): Fields['condition'] => {
  if (text.startsWith('used')) return 'used'
  return text === 'refurbished' || text === 'cpo' ? 'refurbished' : 'new'
}

/**
 * What can be written about a product, from what was read. A price that can't be read for certain is null.
 * @param now ms since the epoch: a lower price whose time is over counts as none
 */
export function fieldsOf(product: StoredProduct, shopCurrency: string, now: number): Fields {
  const { availability, currency } = product
  const inventory = product.inventory !== null && product.inventory >= 0 ? product.inventory : null
  return {
    name: (product.name || product.retailerId).slice(0, CATALOG_LIMITS.nameCharacters),
    description: product.description.slice(0, CATALOG_LIMITS.descriptionCharacters),
    priceMinor: readPrice(product.price, currency),
    salePriceMinor: isSaleOver(product, now) ? null : readPrice(product.salePrice ?? '', currency),
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : shopCurrency,
    availability: availability === 'unknown' ? 'in stock' : availability,
    inventory,
    imageUrl: fitting(product.imageUrl ?? ''),
    url: fitting(product.url),
    brand: product.brand.slice(0, CATALOG_LIMITS.brandCharacters),
    condition: readCondition(product.condition),
    isPublished: product.isPublished,
  }
}

/** A cut address leads elsewhere, so one that is too long is left out. */
const fitting = (address: string): string => (address.length > CATALOG_LIMITS.urlCharacters ? '' : address)

/** Whether the time of the lower price is over. */
export const isSaleOver = ({ saleEndsAt }: StoredProduct, now: number): boolean =>
  saleEndsAt !== null && Date.parse(saleEndsAt.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) <= now

/** Which fields a draft changes. A number of pieces can't be taken back at Meta, so leaving it out is no change. */
export function changedNames(base: Fields | null, fields: Fields): FieldName[] {
  if (base === null) return FIELD_NAMES.filter((name) => fields[name] !== '' && fields[name] !== null)
  return FIELD_NAMES.filter((name) => fields[name] !== base[name] && !(name === 'inventory' && fields.inventory === null))
}

/** The fields as they would be: what is there now with the draft's own changes over it. */
export function overlay(current: Fields | null, base: Fields | null, fields: Fields): Fields {
  if (current === null || base === null) return fields
  const names = changedNames(base, fields)
  return { ...current, ...Object.fromEntries(names.map((name) => [name, fields[name]])) }
}

/** A draft beside what is there now; `current` is null for a product that Meta does not know. */
export type Judged = { readonly kind: 'new' | 'changed'; readonly fields: Fields; readonly current: Fields | null }

/** Fields that Meta would refuse. What was empty before and stays so is no trouble. */
export function troublesOf({ kind, fields, current }: Judged): Trouble[] {
  const isChanged = (name: FieldName) => kind === 'new' || current === null || fields[name] !== current[name]
  const needed = (['name', 'description', 'imageUrl'] as const).filter((name) => fields[name].trim() === '' && isChanged(name))
  // Meta keeps what an edit leaves out, so these can't be emptied once they are there.
  const emptied = (['url', 'brand'] as const).filter((name) => fields[name] === '' && kind === 'changed' && isChanged(name))
  const addresses = (['imageUrl', 'url'] as const).filter((name) => fields[name] !== '' && isChanged(name) && !isAddress(fields[name]))
  return [
    ...(kind === 'new' && current !== null ? [{ field: 'retailerId', code: 'code-taken' as const }] : []),
    ...[...needed, ...emptied].map((field) => ({ field, code: 'empty' as const })),
    ...priceTroubles(fields, isChanged),
    ...addresses.map((field) => ({ field, code: 'not-a-web-address' as const })),
  ]
}

function priceTroubles({ priceMinor, salePriceMinor }: Fields, isChanged: (name: FieldName) => boolean): Trouble[] {
  const isMoneyChanged = isChanged('priceMinor') || isChanged('salePriceMinor') || isChanged('currency')
  if (!isMoneyChanged) return []
  if (priceMinor === null || priceMinor === 0) return [{ field: 'priceMinor', code: 'no-price' }]
  if (salePriceMinor === null) return []
  return salePriceMinor < priceMinor ? [] : [{ field: 'salePriceMinor', code: 'sale-not-lower' }]
}

const isAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && /^https?:\/\/[^\s]+$/.test(text)
}

/** One field as text to show. */
export function showField(name: FieldName, fields: Fields, locale: string): string {
  const value = fields[name]
  if (name === 'priceMinor' || name === 'salePriceMinor') return showPrice(fields[name], fields.currency, locale)
  return value === null ? '' : String(value).slice(0, 1000)
}
