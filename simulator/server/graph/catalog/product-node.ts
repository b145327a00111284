import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import type { NodeKind } from '../answers.ts'
import type { Product } from './goods.ts'
import { writePrice } from './price.ts'

/** How an article is read. */
export const productKind: NodeKind = { name: 'ProductItem', defaults: ['name', 'retailer_id'] }

/** One article; prices are display texts, not numbers. @source reference part 6, product fields */
export function productNode(world: World, product: Product): NodeFields {
  return {
    ...emptyFields,
    id: product.id,
    retailer_id: product.retailerId,
    name: product.name,
    description: product.description,
    ...moneyFields(product),
    ...imageFields(world, product),
    ...groupFields(world, product),
    currency: product.currency,
    availability: product.availability,
    inventory: product.inventory ?? undefined,
    url: given(product.url),
    brand: given(product.brand),
    category: product.category,
    condition: product.condition,
    visibility: product.visibility,
    review_status: product.reviewStatus,
    review_rejection_reasons: product.rejectionReasons,
    capability_to_review_status: [{ key: 'WHATSAPP', value: product.reviewStatus === 'approved' ? 'APPROVED' : 'REJECTED' }],
    color: product.color ?? undefined,
    size: product.size ?? undefined,
    wa_compliance_category: product.complianceCategory ?? undefined,
    errors: product.errors.map(({ title, description, errorType, priority }) => ({
      title,
      description,
      error_type: errorType,
      error_priority: priority,
    })),
  }
}

/** Fields that exist and that no article here fills. */
const emptyFields: NodeFields = {
  short_description: undefined,
  additional_image_cdn_urls: undefined,
  google_product_category: undefined,
  fb_product_category: undefined,
  pattern: undefined,
  material: undefined,
  gtin: undefined,
}

function given(text: string): string | undefined {
  return text === '' ? undefined : text
}

function moneyFields(product: Product): NodeFields {
  return {
    price: writePrice(product.priceMinor, product.currency),
    sale_price: product.salePriceMinor === null ? undefined : writePrice(product.salePriceMinor, product.currency),
    sale_price_start_date: product.saleStart ?? undefined,
    sale_price_end_date: product.saleEnd ?? undefined,
  }
}

function imageFields(world: World, product: Product): NodeFields {
  const image = product.imageUrl.startsWith('/') ? `${world.baseUrl()}${product.imageUrl}` : product.imageUrl
  return {
    image_url: given(image),
    additional_image_urls: product.additionalImageUrls,
    image_cdn_urls: image === '' ? [] : [{ key: 'resolution_320', value: image }],
    image_fetch_status: product.imageFetchStatus,
  }
}

function groupFields(world: World, { groupRetailerId }: Product): NodeFields {
  return {
    retailer_product_group_id: groupRetailerId ?? undefined,
    product_group: groupRetailerId === null ? undefined : { id: groupId(world, groupRetailerId), retailer_id: groupRetailerId },
  }
}

/** Id of a group of variants, made from its article number. */
export function groupId(world: World, retailerId: string): string {
  const sum = [...retailerId].reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_000_007, 7)
  return `${world.identity.catalogId.slice(0, 6)}${String(sum).padStart(10, '0')}`
}
