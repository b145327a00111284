import { z } from 'zod'
import { looseNumberSchema, metaIdSchema } from './answer-common.ts'
import { pageOf } from './answers.ts'

/** A catalog linked to the account. @source reference part 6 */
export const catalogNodeSchema = z.looseObject({
  id: metaIdSchema,
  name: z.string().optional(),
  vertical: z.string().optional(),
  product_count: looseNumberSchema.optional(),
  default_image_url: z.string().optional(),
  feed_count: looseNumberSchema.optional(),
})

/**
 * One product. `price` and `sale_price` are display strings in the catalog's locale ("NT$480"), not numbers:
 * keep the raw text for display and parse it with care.
 * @source reference part 6, product fields
 */
export const productNodeSchema = z.looseObject({
  id: metaIdSchema,
  /** The shop's own article number; the one that messages use. */
  retailer_id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  price: z.string().optional(),
  sale_price: z.string().optional(),
  sale_price_start_date: z.string().optional(),
  sale_price_end_date: z.string().optional(),
  currency: z.string().optional(),
  availability: z.string().optional(),
  inventory: looseNumberSchema.optional(),
  image_url: z.string().optional(),
  /** Meta's own copies of the photo, on its hosts; the keys name sizes. The addresses end after a while. */
  image_cdn_urls: z.array(z.looseObject({ value: z.string() })).optional(),
  additional_image_urls: z.array(z.string()).optional(),
  /** DIRECT_UPLOAD, FETCHED, FETCH_FAILED, NO_STATUS, OUTDATED or PARTIAL_FETCH. */
  image_fetch_status: z.string().optional(),
  url: z.string().optional(),
  brand: z.string().optional(),
  category: z.string().optional(),
  condition: z.string().optional(),
  visibility: z.string().optional(),
  /** approved, pending, rejected, outdated or empty. */
  review_status: z.string().optional(),
  review_rejection_reasons: z.array(z.string()).optional(),
  retailer_product_group_id: z.string().optional(),
  color: z.string().optional(),
  size: z.string().optional(),
  wa_compliance_category: z.string().optional(),
  errors: z
    .array(z.looseObject({ title: z.string().optional(), description: z.string().optional(), error_priority: z.string().optional() }))
    .optional(),
})

/** One page of GET /{waba}/product_catalogs. */
export const catalogsPageSchema = pageOf(catalogNodeSchema)

/** One page of GET /{catalog}/products. */
export const productsPageSchema = pageOf(productNodeSchema)

export type CatalogNode = z.infer<typeof catalogNodeSchema>
export type ProductNode = z.infer<typeof productNodeSchema>
export type CatalogsPage = z.infer<typeof catalogsPageSchema>
export type ProductsPage = z.infer<typeof productsPageSchema>
