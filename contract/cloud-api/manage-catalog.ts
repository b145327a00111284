import { z } from 'zod'
import { CATALOG_LIMITS } from '../limits/catalog.ts'
import { looseNumberSchema, metaIdSchema } from './answer-common.ts'
import { pageOf } from './answers.ts'

const L = CATALOG_LIMITS

const availabilitySchema = z.enum([
  'in stock',
  'out of stock',
  'preorder',
  'available for order',
  'discontinued',
  'pending',
  'mark_as_sold',
])
const currencySchema = z.string().regex(/^[A-Z]{3}$/)
const linkSchema = z.url({ protocol: /^https?$/ }).max(L.urlCharacters)

/** Times that a lower price holds, ISO 8601 with zone. */
const saleFields = {
  /** In the currency's smallest unit (cents), like `price`. */
  sale_price: z.number().int().nonnegative().optional(),
  sale_price_start_date: z.string().min(1).optional(),
  sale_price_end_date: z.string().min(1).optional(),
}

const openProductFields = {
  description: z.string().min(1).max(L.descriptionCharacters).optional(),
  availability: availabilitySchema.optional(),
  inventory: z.number().int().nonnegative().optional(),
  image_url: linkSchema.optional(),
  additional_image_urls: z.array(linkSchema).max(L.additionalPictures).optional(),
  url: linkSchema.optional(),
  brand: z.string().min(1).max(L.brandCharacters).optional(),
  category: z.string().min(1).optional(),
  condition: z.enum(['new', 'refurbished', 'used', 'used_like_new', 'used_good', 'used_fair', 'cpo', 'open_box_new']).optional(),
  visibility: z.enum(['published', 'staging']).optional(),
  retailer_product_group_id: z.string().min(1).optional(),
  color: z.string().min(1).max(200).optional(),
  size: z.string().min(1).max(200).optional(),
  ...saleFields,
}

/**
 * Body of POST /{catalog}/products. `price` is a whole number in the currency's smallest unit (cents), other than on
 * reading, where it is words.
 * @source reference part 6, write
 */
export const createProductSchema = z.strictObject({
  retailer_id: z.string().min(1).max(L.retailerIdCharacters),
  name: z.string().min(1).max(L.nameCharacters),
  price: z.number().int().nonnegative(),
  currency: currencySchema,
  ...openProductFields,
})

/** Body of POST /{product}: what is left out stays. @source reference part 6, write */
export const editProductSchema = z
  .strictObject({
    retailer_id: z.string().min(1).max(L.retailerIdCharacters).optional(),
    name: z.string().min(1).max(L.nameCharacters).optional(),
    price: z.number().int().nonnegative().optional(),
    currency: currencySchema.optional(),
    ...openProductFields,
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'an edit changes something' })

/**
 * Product data of a batch, in the words of Meta's product feed: `price` is text with the currency ("12.50 HKD"), pictures
 * are `image` or `image_link`, the address is `link`.
 * @source reference part 6, items_batch; Meta's item fields
 */
export const batchItemSchema = z.strictObject({
  method: z.enum(['CREATE', 'UPDATE', 'DELETE']),
  data: z.looseObject({ id: z.string().min(1).max(L.retailerIdCharacters) }),
})

/** Body of POST /{catalog}/items_batch. @source reference part 6, write */
export const itemsBatchSchema = z.strictObject({
  item_type: z.literal('PRODUCT_ITEM'),
  allow_upsert: z.boolean().optional(),
  requests: z.array(batchItemSchema).min(1).max(L.batchItems),
})

/** Which products belong to a set, as Meta's filter rule, e.g. `{"retailer_id":{"is_any":["A","B"]}}`. */
export const productFilterSchema = z.record(z.string().min(1), z.unknown())

/** Body of POST /{catalog}/product_sets. @source reference part 6, sets */
export const createProductSetSchema = z.strictObject({
  name: z.string().min(1).max(L.setNameCharacters),
  filter: productFilterSchema.optional(),
})

/** Body of POST /{set}. @source reference part 6, sets */
export const editProductSetSchema = z
  .strictObject({ name: z.string().min(1).max(L.setNameCharacters).optional(), filter: productFilterSchema.optional() })
  .refine((body) => Object.keys(body).length > 0, { error: 'an edit changes something' })

/** Query of POST and DELETE /{account}/product_catalogs. @source reference part 6 */
export const catalogLinkSchema = z.strictObject({ catalog_id: z.string().min(1) })

/** @source reference part 6, write */
export const batchHandleSchema = z.strictObject({ handle: z.string().min(1) })

/** What to list of a catalog. @source reference part 6, products */
export const productQuerySchema = z.strictObject({
  filter: productFilterSchema.optional(),
  return_only_approved_products: z.boolean().optional(),
  error_type: z.string().optional(),
  error_priority: z.string().optional(),
})

/** Query of POST /{number}/whatsapp_commerce_settings. @source reference part 6, commerce settings */
export const commerceSettingsRequestSchema = z
  .strictObject({ is_cart_enabled: z.boolean().optional(), is_catalog_visible: z.boolean().optional() })
  .refine((body) => Object.keys(body).length > 0, { error: 'a change changes something' })

/** Handles by which a batch is followed, and what Meta saw at once. @source reference part 6, write */
export const batchAnswerSchema = z.looseObject({
  handles: z.array(z.string()),
  validation_status: z
    .array(
      z.looseObject({
        retailer_id: z.string().optional(),
        errors: z.array(z.looseObject({ message: z.string().optional() })).optional(),
        warnings: z.array(z.looseObject({ message: z.string().optional() })).optional(),
      }),
    )
    .optional(),
})

/** What became of a batch. @source reference part 6, write */
export const batchStatusSchema = z.looseObject({
  handle: z.string().optional(),
  /** finished, in_progress, started, canceled, error. */
  status: z.string(),
  errors: z
    .array(z.looseObject({ id: z.string().optional(), line: looseNumberSchema.optional(), message: z.string().optional() }))
    .optional(),
  errors_total_count: looseNumberSchema.optional(),
  warnings: z
    .array(z.looseObject({ id: z.string().optional(), line: looseNumberSchema.optional(), message: z.string().optional() }))
    .optional(),
  ids_of_invalid_requests: z.array(z.string()).optional(),
})
export const batchStatusPageSchema = pageOf(batchStatusSchema)

export const productSetSchema = z.looseObject({
  id: metaIdSchema,
  name: z.string(),
  /** A JSON text on reading. */
  filter: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  product_count: looseNumberSchema.optional(),
})
export const productSetsPageSchema = pageOf(productSetSchema)

export const productGroupSchema = z.looseObject({ id: metaIdSchema, retailer_id: z.string().optional(), variants: z.unknown().optional() })
export const productGroupsPageSchema = pageOf(productGroupSchema)

/** One problem of a catalog with how many items it touches. @source reference part 6, health */
export const catalogDiagnosticSchema = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  subtitle: z.string().optional(),
  severity: z.string().optional(),
  call_to_action: z.string().optional(),
  number_of_affected_items: looseNumberSchema.optional(),
  number_of_affected_entities: looseNumberSchema.optional(),
  affected_channels: z.array(z.string()).optional(),
  affected_features: z.array(z.string()).optional(),
  diagnostics: z.array(z.looseObject({})).optional(),
})
export const diagnosticsPageSchema = pageOf(catalogDiagnosticSchema)

export const commerceSettingsSchema = z.looseObject({
  id: metaIdSchema.optional(),
  is_cart_enabled: z.boolean().optional(),
  is_catalog_visible: z.boolean().optional(),
})
export const commerceSettingsPageSchema = pageOf(commerceSettingsSchema)

export type CreateProductRequest = z.infer<typeof createProductSchema>
export type EditProductRequest = z.infer<typeof editProductSchema>
export type BatchItem = z.infer<typeof batchItemSchema>
export type ProductFilter = z.infer<typeof productFilterSchema>
export type ProductQuery = z.infer<typeof productQuerySchema>
export type CreateProductSetRequest = z.infer<typeof createProductSetSchema>
export type EditProductSetRequest = z.infer<typeof editProductSetSchema>
export type CommerceSettingsRequest = z.infer<typeof commerceSettingsRequestSchema>
export type BatchAnswer = z.infer<typeof batchAnswerSchema>
export type BatchStatus = z.infer<typeof batchStatusSchema>
export type ProductSet = z.infer<typeof productSetSchema>
export type ProductGroup = z.infer<typeof productGroupSchema>
export type CatalogDiagnostic = z.infer<typeof catalogDiagnosticSchema>
export type CommerceSettings = z.infer<typeof commerceSettingsSchema>
