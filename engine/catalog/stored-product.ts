import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { plainDigits } from './digits.ts'

export type Product = CallOutput<'catalog.list'>['products'][number]

/** One thing that Meta finds wrong with a product. */
export type ProductFault = { readonly type: string; readonly words: string }

/** A product as it is kept: what Meta said, in our words. Prices stay the texts that Meta gives to show. */
export type StoredProduct = Pick<
  Product,
  'retailerId' | 'productId' | 'name' | 'description' | 'price' | 'salePrice' | 'currency' | 'availability' | 'inventory' | 'imageUrl'
> & {
  /** When the lower price ends or ended, as Meta wrote it. */
  readonly saleEndsAt: string | null
  readonly url: string
  readonly brand: string
  readonly condition: string
  readonly isPublished: boolean
  readonly reviewStatus: string | null
  readonly refusedFor: readonly string[]
  readonly imageStatus: string | null
  readonly errors: readonly ProductFault[]
}

const availabilities: readonly Product['availability'][] = [
  'in stock',
  'out of stock',
  'preorder',
  'available for order',
  'discontinued',
  'pending',
  'mark_as_sold',
]
const buyable: readonly Product['availability'][] = ['in stock', 'available for order', 'preorder']

/** Whether a customer could buy it now. */
export const isBuyable = (availability: Product['availability']): boolean => buyable.includes(availability)

/** Reads Meta's product node. Texts without an amount are no price; a lower price of nothing is none. */
export function readProduct(node: ProductNode): StoredProduct {
  return {
    retailerId: node.retailer_id,
    productId: node.id,
    name: tidy(node.name),
    ...readTexts(node),
    ...readMoney(node),
    ...readState(node),
  }
}

const readTexts = (node: ProductNode) => ({
  description: node.description?.trim() ?? '',
  imageUrl: readAddress(node.image_url ?? ''),
  url: readAddress(node.url ?? '') ?? '',
  brand: tidy(node.brand ?? ''),
  condition: node.condition ?? 'new',
})

function readMoney(node: ProductNode) {
  const sale = tidy(node.sale_price ?? '')
  return {
    price: tidy(node.price ?? ''),
    salePrice: hasAmount(sale) ? sale : null,
    saleEndsAt: node.sale_price_end_date ?? null,
    currency: node.currency ?? null,
  }
}

const readState = (node: ProductNode) => ({
  availability: readAvailability(node.availability ?? ''),
  inventory: wholeNumber(node.inventory),
  isPublished: (node.visibility ?? 'published').toLowerCase() === 'published',
  reviewStatus: node.review_status?.toLowerCase() || null,
  refusedFor: node.review_rejection_reasons ?? [],
  imageStatus: node.image_fetch_status ?? null,
  errors: readFaults(node),
})

function readFaults(node: ProductNode): ProductFault[] {
  return (node.errors ?? [])
    .filter((error) => error.error_priority?.toUpperCase() !== 'LOW')
    .map((error) => ({
      type: typeof error['error_type'] === 'string' ? error['error_type'] : '',
      words: tidy([error.title, error.description].filter(Boolean).join(': ')).slice(0, 300),
    }))
}

/** Reads an availability in any of Meta's writings; `unknown` for a word that isn't one. */
export function readAvailability(text: string): Product['availability'] {
  const word = text.trim().toLowerCase().replaceAll('_', ' ')
  return availabilities.find((known) => known.replaceAll('_', ' ') === word) ?? 'unknown'
}

const wholeNumber = (value: number | undefined): number | null => (Number.isSafeInteger(value) ? (value ?? null) : null)

/** Meta's own copy of a photo; null where it has none. It is fetched at once or not at all, since its address ends after a while. */
export const copyOf = (node: ProductNode): string | null =>
  node.image_cdn_urls?.map(({ value }) => readAddress(value)).find((address) => address !== null) ?? null

const readAddress = (text: string): string | null => (/^https?:\/\//.test(text) ? text : null)

/** One line without control characters. */
export const tidy = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** True when the text holds an amount above nothing, in any digits. */
export const hasAmount = (price: string): boolean => /[1-9]/.test(plainDigits(price))

/** Products with the same code: the last one told counts, as at Meta. Those without a code can't be sent at all. */
export function readProducts(nodes: readonly ProductNode[]): StoredProduct[] {
  const usable = nodes.filter((node) => node.retailer_id.trim() !== '')
  return [...new Map(usable.map((node) => [node.retailer_id, readProduct(node)])).values()]
}
