import { z } from 'zod'

const textHeaderSchema = z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(60) })
const bodySchema = z.strictObject({ text: z.string().min(1).max(1024) })
const footerSchema = z.strictObject({ text: z.string().min(1).max(60) })

const replyButtonSchema = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: z.string().min(1).max(256), title: z.string().min(1).max(20) }),
})

/** One to three answer buttons under a text. @source reference part 2.2, row button */
export const buttonInteractiveSchema = z.strictObject({
  type: z.literal('button'),
  header: textHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ buttons: z.array(replyButtonSchema).min(1).max(3) }),
})

const listRowSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(24),
  description: z.string().max(72).optional(),
})

const listSectionSchema = z.strictObject({
  title: z.string().min(1).max(24).optional(),
  rows: z.array(listRowSchema).min(1).max(10),
})

/** A menu of at most ten rows in all; titles are needed when there is more than one section. @source reference part 2.2, row list */
export const listInteractiveSchema = z.strictObject({
  type: z.literal('list'),
  header: textHeaderSchema.optional(),
  body: z.strictObject({ text: z.string().min(1).max(4096) }),
  footer: footerSchema.optional(),
  action: z
    .strictObject({ button: z.string().min(1).max(20), sections: z.array(listSectionSchema).min(1).max(10) })
    .refine((action) => action.sections.reduce((sum, section) => sum + section.rows.length, 0) <= 10, {
      error: 'a list holds at most 10 rows in all',
      path: ['sections'],
    })
    .refine((action) => action.sections.length === 1 || action.sections.every((section) => section.title), {
      error: 'each section needs a title when there are several',
      path: ['sections'],
    }),
})

/** One button that opens a web page; Meta reports no tap. @source reference part 2.2, row cta_url */
export const linkInteractiveSchema = z.strictObject({
  type: z.literal('cta_url'),
  header: textHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({ display_text: z.string().min(1).max(20), url: z.url().max(2000) }),
  }),
})

/** One product of the linked catalog; no header allowed. @source reference part 2.2, row product */
export const productInteractiveSchema = z.strictObject({
  type: z.literal('product'),
  body: bodySchema.optional(),
  footer: footerSchema.optional(),
  action: z.strictObject({ catalog_id: z.string().min(1), product_retailer_id: z.string().min(1) }),
})

/** A titled group of products; used by product lists and by multi-product templates. */
export const productSectionSchema = z.strictObject({
  title: z.string().min(1).max(24),
  product_items: z.array(z.strictObject({ product_retailer_id: z.string().min(1) })).min(1),
})

/** Up to ten sections with thirty products in all. */
export const productSectionsSchema = z
  .array(productSectionSchema)
  .min(1)
  .max(10)
  .refine((sections) => sections.reduce((sum, section) => sum + section.product_items.length, 0) <= 30, {
    error: 'at most 30 products in all',
  })

/** Several products; text header and body are required. @source reference part 2.2, row product_list */
export const productListInteractiveSchema = z.strictObject({
  type: z.literal('product_list'),
  header: textHeaderSchema,
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ catalog_id: z.string().min(1), sections: productSectionsSchema }),
})

/** The interactive bodies that Shopbell sends. */
export const interactiveSchema = z.discriminatedUnion('type', [
  buttonInteractiveSchema,
  listInteractiveSchema,
  linkInteractiveSchema,
  productInteractiveSchema,
  productListInteractiveSchema,
])

export type Interactive = z.infer<typeof interactiveSchema>
export type ProductSection = z.infer<typeof productSectionSchema>
