import type { ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CallOutput } from '#contract/ipc/index.ts'

export type Product = CallOutput<'catalog.list'>['products'][number]

/** A product as it is kept: what Meta said, in our words. */
export type StoredProduct = Omit<Product, 'thumbnail' | 'problem'> & { readonly reviewStatus: string | null }

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

/** Reads Meta's product node. Prices stay the text that Meta gives to show; an unlisted product counts as not approved. */
export function readProduct(node: ProductNode): StoredProduct {
  return {
    retailerId: node.retailer_id,
    productId: node.id,
    name: tidy(node.name),
    description: node.description?.trim() ?? '',
    price: tidy(node.price ?? ''),
    currency: node.currency ?? null,
    availability: readAvailability(node.availability ?? ''),
    imageUrl: readAddress(node.image_url ?? ''),
    reviewStatus: readReview(node),
  }
}

function readAvailability(text: string): Product['availability'] {
  const word = text.trim().toLowerCase().replaceAll('_', ' ')
  return availabilities.find((known) => known.replaceAll('_', ' ') === word) ?? 'unknown'
}

const readAddress = (text: string): string | null => (/^https?:\/\//.test(text) ? text : null)

function readReview(node: ProductNode): string | null {
  if (node.visibility === 'staging') return 'staging'
  return node.review_status?.toLowerCase() || null
}

const tidy = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** What keeps customers from seeing a product well; the worst first. Meta leaves `review_status` empty for what it never looked at. */
export function problemOf(product: StoredProduct): Product['problem'] {
  if (product.reviewStatus !== null && product.reviewStatus !== 'approved') return 'not-approved'
  if (product.imageUrl === null) return 'no-picture'
  return hasAmount(product.price) ? null : 'no-price'
}

/** True when the text holds an amount above nothing, in any digits. */
export const hasAmount = (price: string): boolean =>
  /[1-9]/.test(price.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => (/[٠۰०০0]/u.test(digit) ? '0' : '1')))

/** Whether a customer could buy it now. */
export const isBuyable = (availability: Product['availability']): boolean => buyable.includes(availability)

/** Products with the same code: the last one told counts, as at Meta. Those without a code can't be sent at all. */
export function readProducts(nodes: readonly ProductNode[]): StoredProduct[] {
  return [...new Map(nodes.filter((node) => node.retailer_id.trim() !== '').map((node) => [node.retailer_id, readProduct(node)])).values()]
}
