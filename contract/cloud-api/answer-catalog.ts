import { z } from 'zod'
import { pageOf } from './answers.ts'

/** A catalog linked to the account. @source reference part 6 */
export const catalogNodeSchema = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  vertical: z.string().optional(),
  product_count: z.number().optional(),
})

/**
 * One product. `price` and `sale_price` are display strings in the catalog's locale ("NT$480"), not numbers:
 * keep the raw text for display and parse it with care.
 * @source reference part 6, product fields
 */
export const productNodeSchema = z.looseObject({
  id: z.string(),
  /** The shop's own article number; the one that messages use. */
  retailer_id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  price: z.string().optional(),
  sale_price: z.string().optional(),
  currency: z.string().optional(),
  availability: z.string().optional(),
  inventory: z.number().optional(),
  image_url: z.string().optional(),
  url: z.string().optional(),
  brand: z.string().optional(),
  category: z.string().optional(),
  visibility: z.string().optional(),
  review_status: z.string().optional(),
})

/** One page of GET /{waba}/product_catalogs. */
export const catalogsPageSchema = pageOf(catalogNodeSchema)

/** One page of GET /{catalog}/products. */
export const productsPageSchema = pageOf(productNodeSchema)

export type CatalogNode = z.infer<typeof catalogNodeSchema>
export type ProductNode = z.infer<typeof productNodeSchema>
export type CatalogsPage = z.infer<typeof catalogsPageSchema>
export type ProductsPage = z.infer<typeof productsPageSchema>
