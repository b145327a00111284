import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { carouselInteractiveSchema } from './request-carousel.ts'
import {
  addressInteractiveSchema,
  contactRequestInteractiveSchema,
  flowInteractiveSchema,
  locationRequestInteractiveSchema,
} from './request-ask.ts'
import {
  allDifferent,
  anyHeaderSchema,
  bodySchema,
  footerSchema,
  linkActionSchema,
  productActionSchema,
  productSectionsSchema,
  textHeaderSchema,
  textUpTo,
  tooManyInAll,
} from './request-parts.ts'

const replyButtonSchema = z.strictObject({
  type: z.literal('reply'),
  reply: z.strictObject({ id: textUpTo(SEND_LIMITS.buttonIdCharacters), title: textUpTo(SEND_LIMITS.buttonTitleCharacters) }),
})

/** One to three answer buttons under a text; ids and titles differ. @source reference part 2.2, row button */
export const buttonInteractiveSchema = z.strictObject({
  type: z.literal('button'),
  header: anyHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    buttons: z
      .array(replyButtonSchema)
      .min(1)
      .max(SEND_LIMITS.replyButtons)
      .refine((buttons) => allDifferent(buttons.map(({ reply }) => reply.id)) && allDifferent(buttons.map(({ reply }) => reply.title)), {
        error: 'ids and titles of buttons must differ',
      }),
  }),
})

const listRowSchema = z.strictObject({
  id: textUpTo(SEND_LIMITS.rowIdCharacters),
  title: textUpTo(SEND_LIMITS.rowTitleCharacters),
  description: z.string().max(SEND_LIMITS.rowDescriptionCharacters).optional(),
})

const listSectionSchema = z.strictObject({
  title: textUpTo(SEND_LIMITS.sectionTitleCharacters).optional(),
  rows: z.array(listRowSchema).min(1),
})

/** Titles are needed when there is more than one section; rows are counted over all of them and their ids differ. */
const listSectionsSchema = z
  .array(listSectionSchema)
  .min(1)
  .max(SEND_LIMITS.sections)
  .superRefine((sections, context) => {
    const rows = sections.flatMap((section) => section.rows)
    if (rows.length > SEND_LIMITS.rows) context.addIssue(tooManyInAll(SEND_LIMITS.rows, rows.length))
    if (!allDifferent(rows.map((row) => row.id))) context.addIssue({ code: 'custom', message: 'ids of rows must differ' })
    const untitled = sections.length === 1 ? -1 : sections.findIndex((section) => section.title === undefined)
    if (untitled !== -1)
      context.addIssue({ code: 'custom', path: [untitled, 'title'], message: 'each section needs a title when there are several' })
  })

/** A menu of at most ten rows in all. @source reference part 2.2, row list */
export const listInteractiveSchema = z.strictObject({
  type: z.literal('list'),
  header: textHeaderSchema.optional(),
  body: z.strictObject({ text: textUpTo(SEND_LIMITS.listBodyCharacters) }),
  footer: footerSchema.optional(),
  action: z.strictObject({ button: textUpTo(SEND_LIMITS.listButtonCharacters), sections: listSectionsSchema }),
})

/** One button that opens a web page. @source reference part 2.2, row cta_url */
export const linkInteractiveSchema = z.strictObject({
  type: z.literal('cta_url'),
  header: anyHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: linkActionSchema,
})

/** One product of the linked catalog; no header allowed. @source reference part 2.2, row product */
export const productInteractiveSchema = z.strictObject({
  type: z.literal('product'),
  body: bodySchema.optional(),
  footer: footerSchema.optional(),
  action: productActionSchema,
})

/** Several products; text header and body are required. @source reference part 2.2, row product_list */
export const productListInteractiveSchema = z.strictObject({
  type: z.literal('product_list'),
  header: textHeaderSchema,
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({ catalog_id: z.string().min(1), sections: productSectionsSchema }),
})

/** A button that opens the whole catalog; its picture is the named product's. @source reference part 2.2, row catalog_message */
export const catalogInteractiveSchema = z.strictObject({
  type: z.literal('catalog_message'),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal('catalog_message'),
    parameters: z.strictObject({ thumbnail_product_retailer_id: z.string().min(1) }).optional(),
  }),
})

/** Every interactive body. @source reference part 2.2 */
export const interactiveSchema = z.discriminatedUnion('type', [
  buttonInteractiveSchema,
  listInteractiveSchema,
  linkInteractiveSchema,
  productInteractiveSchema,
  productListInteractiveSchema,
  catalogInteractiveSchema,
  carouselInteractiveSchema,
  flowInteractiveSchema,
  locationRequestInteractiveSchema,
  addressInteractiveSchema,
  contactRequestInteractiveSchema,
])

export type Interactive = z.infer<typeof interactiveSchema>
