import { z } from 'zod'
import { CATALOG_LIMITS as L } from '../limits/catalog.ts'
import { Currency, TimestampMs } from '../kernel/values.ts'

export const Availability = z.enum([
  'in stock',
  'out of stock',
  'preorder',
  'available for order',
  'discontinued',
  'pending',
  'mark_as_sold',
  'unknown',
])

/** What keeps customers from seeing or buying a product; each has its words and one thing to do about it. */
export const ProductProblem = z.strictObject({
  code: z.enum([
    'in-review',
    'refused',
    'outdated',
    'hidden-at-meta',
    'no-picture',
    'picture-not-fetched',
    'picture-too-small',
    'no-price',
    'no-description',
    'no-stock',
    'other',
  ]),
  /** Meta's own words, e.g. why it was refused; empty where it gave none. */
  detail: z.string(),
  /** True where the product can't be sent while it lasts. */
  blocks: z.boolean(),
})

/** What an owner can write about a product. Money as whole numbers of the currency's smallest unit (cents; yen have none). */
export const ProductFields = z.strictObject({
  name: z.string().min(1).max(L.nameCharacters),
  description: z.string().max(L.descriptionCharacters),
  priceMinor: z.number().int().nonnegative().nullable(),
  salePriceMinor: z.number().int().nonnegative().nullable(),
  currency: Currency,
  availability: Availability.exclude(['unknown']),
  /** Pieces left; null is not counted. */
  inventory: z.number().int().nonnegative().nullable(),
  /** Where Meta fetches the photo; its interface takes no files for products. */
  imageUrl: z.string().max(L.urlCharacters),
  url: z.string().max(L.urlCharacters),
  brand: z.string().max(L.brandCharacters),
  condition: z.enum(['new', 'refurbished', 'used']),
  isPublished: z.boolean(),
})

/** A change that waits here until somebody publishes it. */
export const ProductDraft = z.strictObject({
  kind: z.enum(['new', 'changed', 'removed']),
  fields: ProductFields.nullable(),
  changedAt: TimestampMs,
  /** Fields that Meta would refuse, with a code that has words. */
  troubles: z.array(
    z.strictObject({
      field: z.string(),
      code: z.enum(['empty', 'too-long', 'not-a-web-address', 'no-price', 'sale-not-lower', 'code-taken']),
    }),
  ),
})

export const Product = z.strictObject({
  /** The shop's own code (Meta's retailer_id). */
  retailerId: z.string(),
  /** Empty for one that Meta does not know yet. */
  productId: z.string(),
  name: z.string(),
  description: z.string(),
  /** Meta gives the price as text to show, e.g. "NT$480.00". */
  price: z.string(),
  salePrice: z.string().nullable(),
  currency: z.string().nullable(),
  availability: Availability,
  inventory: z.number().int().nullable(),
  imageUrl: z.string().nullable(),
  /** A small picture as a data URL, fetched by the engine and kept encrypted; null when there is none yet. */
  thumbnail: z.string().nullable(),
  /** The worst problem first. */
  problems: z.array(ProductProblem),
  draft: ProductDraft.nullable(),
  /** Left out of the pickers of this shop; customers still see it in the catalog. */
  isHidden: z.boolean(),
  /** How often it was sent from here, and how many orders held it. */
  timesSent: z.number().int(),
  timesOrdered: z.number().int(),
})

export const ProductSet = z.strictObject({
  setId: z.string(),
  name: z.string(),
  count: z.number().int(),
  /** False for a set that was made by a rule elsewhere; it is shown and can't be changed here. */
  isEditable: z.boolean(),
})

/** One line of what publishing would do. */
export const ProductChange = z.strictObject({
  retailerId: z.string(),
  name: z.string(),
  kind: ProductDraft.shape.kind,
  /** Each field that differs, as texts to show. */
  fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  troubles: ProductDraft.shape.troubles,
})
