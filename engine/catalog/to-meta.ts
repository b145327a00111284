import type { BatchItem, CreateProductRequest, EditProductRequest } from '#contract/cloud-api/manage-catalog.ts'
import type { FieldName, Fields } from './fields.ts'
import { feedPrice, minorDigits } from './price.ts'

/** Long over, so that the lower price ends whatever zone Meta counts in. */
const SALE_IS_OVER = { sale_price_start_date: '2020-01-01T00:00:00+0000', sale_price_end_date: '2020-01-02T00:00:00+0000' }
/** The same in the words of the feed. */
const SALE_DATES = { sale_price_effective_date: '2020-01-01T00:00+0000/2099-12-31T23:59+0000' }
const SALE_FOR_GOOD = { sale_price_start_date: '2020-01-01T00:00:00+0000', sale_price_end_date: '2099-12-31T23:59:59+0000' }

/** The body that makes a product. `priceMinor` must be there. @source reference part 6, write */
export function createRequest(retailerId: string, fields: Fields): CreateProductRequest {
  return {
    retailer_id: retailerId,
    name: fields.name,
    price: fields.priceMinor ?? 0,
    currency: fields.currency,
    ...(fields.salePriceMinor === null ? {} : { sale_price: fields.salePriceMinor }),
    ...words(fields),
    ...rest(fields),
  }
}

const words = ({ description, imageUrl, url, brand }: Fields) => ({
  ...(description === '' ? {} : { description }),
  ...(imageUrl === '' ? {} : { image_url: imageUrl }),
  ...(url === '' ? {} : { url }),
  ...(brand === '' ? {} : { brand }),
})

const rest = ({ availability, inventory, condition, isPublished }: Fields) => ({
  availability,
  condition,
  visibility: isPublished ? ('published' as const) : ('staging' as const),
  ...(inventory === null ? {} : { inventory }),
})

const edgeNames = {
  name: ['name'],
  description: ['description'],
  priceMinor: ['price', 'currency'],
  salePriceMinor: ['sale_price'],
  currency: ['price', 'currency', 'sale_price'],
  availability: ['availability'],
  inventory: ['inventory'],
  imageUrl: ['image_url'],
  url: ['url'],
  brand: ['brand'],
  condition: ['condition'],
  isPublished: ['visibility'],
} as const satisfies Record<FieldName, readonly (keyof EditProductRequest)[]>

/**
 * The body that changes those fields of a product and leaves the others. A lower price is ended by its dates: Meta tells no
 * way to take it back, and a price of nothing could be shown to customers.
 */
export function editRequest(names: readonly FieldName[], fields: Fields): EditProductRequest {
  const wanted = new Set<string>(names.flatMap((name) => edgeNames[name]))
  const whole = Object.entries(createRequest('', fields)).filter(([name]) => wanted.has(name))
  const sale = !names.includes('salePriceMinor') ? {} : fields.salePriceMinor === null ? SALE_IS_OVER : SALE_FOR_GOOD
  return { ...Object.fromEntries(whole), ...sale }
}

/**
 * Whether a change must go by batch: single calls take amounts as whole numbers, and Meta's pages differ on what those are
 * for currencies without cents. Batches take "1200 JPY", which can be read in one way only.
 * @source reference part 6, write: integer in minor units; part 17, open points
 */
export function needsBatch(names: readonly FieldName[], fields: Fields): boolean {
  const hasAmount =
    names.includes('priceMinor') || names.includes('currency') || (names.includes('salePriceMinor') && fields.salePriceMinor !== null)
  return hasAmount && minorDigits(fields.currency) !== 2
}

/** Whether a single edit says it best: it carries the dates that end or renew a lower price of a product that is there. */
export const prefersSingle = (names: readonly FieldName[]): boolean => names.includes('salePriceMinor')

/** One line of a batch, in the words of Meta's product feed. Making is an update that may make, so that twice does no harm. */
export function feedItem(retailerId: string, names: readonly FieldName[], fields: Fields): BatchItem {
  const money = names.some((name) => name === 'priceMinor' || name === 'salePriceMinor' || name === 'currency')
  const all = {
    name: { title: fields.name },
    description: { description: fields.description },
    availability: { availability: fields.availability },
    inventory: { inventory: fields.inventory },
    imageUrl: { image_link: fields.imageUrl },
    url: { link: fields.url },
    brand: { brand: fields.brand },
    condition: { condition: fields.condition },
    isPublished: { visibility: fields.isPublished ? 'published' : 'staging' },
    priceMinor: {},
    salePriceMinor: {},
    currency: {},
  } as const satisfies Record<FieldName, object>
  return {
    method: 'UPDATE',
    data: Object.assign(
      { id: retailerId },
      ...names.map((name) => all[name]),
      money ? prices(fields) : {},
      names.includes('salePriceMinor') ? SALE_DATES : {},
    ) as BatchItem['data'],
  }
}

const prices = ({ priceMinor, salePriceMinor, currency }: Fields) => ({
  ...(priceMinor === null ? {} : { price: feedPrice(priceMinor, currency) }),
  ...(salePriceMinor === null ? {} : { sale_price: feedPrice(salePriceMinor, currency) }),
})

/** The line of a batch that takes a product away. */
export const removalItem = (retailerId: string): BatchItem => ({ method: 'DELETE', data: { id: retailerId } })
