import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { documentSourceSchema, mediaSourceSchema, webAddressSchema } from './request-media.ts'

/** Text that must not be empty, counted as limits.ts says. */
export const textUpTo = (maxCharacters: number) => z.string().min(1).max(maxCharacters)

/** Refuses lists in which two entries would be the same to Meta. */
export const allDifferent = (values: readonly string[]): boolean => new Set(values).size === values.length

/** A header of words. @source reference part 2.2, common */
export const textHeaderSchema = z.strictObject({ type: z.literal('text'), text: textUpTo(SEND_LIMITS.headerCharacters) })

const imageHeaderSchema = z.strictObject({ type: z.literal('image'), image: mediaSourceSchema })
const videoHeaderSchema = z.strictObject({ type: z.literal('video'), video: mediaSourceSchema })

/** A header of words, or with a picture, film or file. @source reference part 2.2, common */
export const anyHeaderSchema = z.discriminatedUnion('type', [
  textHeaderSchema,
  imageHeaderSchema,
  videoHeaderSchema,
  z.strictObject({ type: z.literal('document'), document: documentSourceSchema }),
])

/** The header of a card. @source reference part 2.2, row carousel (media) */
export const cardHeaderSchema = z.discriminatedUnion('type', [imageHeaderSchema, videoHeaderSchema])

export const bodySchema = z.strictObject({ text: textUpTo(SEND_LIMITS.interactiveBodyCharacters) })
export const footerSchema = z.strictObject({ text: textUpTo(SEND_LIMITS.footerCharacters) })

/** A button that opens a web page; Meta reports no tap. @source reference part 2.2, row cta_url */
export const linkActionSchema = z.strictObject({
  name: z.literal('cta_url'),
  parameters: z.strictObject({ display_text: textUpTo(SEND_LIMITS.linkLabelCharacters), url: webAddressSchema }),
})

/** One product of the linked catalog. @source reference part 2.2, row product */
export const productActionSchema = z.strictObject({ catalog_id: z.string().min(1), product_retailer_id: z.string().min(1) })

/** A titled group of products; used by product lists and by multi-product templates. */
export const productSectionSchema = z.strictObject({
  title: textUpTo(SEND_LIMITS.sectionTitleCharacters),
  product_items: z.array(z.strictObject({ product_retailer_id: z.string().min(1) })).min(1),
})

/** Up to ten sections with thirty products in all. @source reference part 2.2, row product_list */
export const productSectionsSchema = z
  .array(productSectionSchema)
  .min(1)
  .max(SEND_LIMITS.sections)
  .superRefine((sections, context) => {
    const actual = sections.reduce((sum, section) => sum + section.product_items.length, 0)
    if (actual > SEND_LIMITS.products) context.addIssue(tooManyInAll(SEND_LIMITS.products, actual))
  })

/** The issue of a sum over several lists; `params` carries the sum, which stands nowhere in the body. */
export const tooManyInAll = (max: number, actual: number) => ({
  code: 'custom' as const,
  message: `at most ${max} in all`,
  params: { max, actual },
})

export type ProductSection = z.infer<typeof productSectionSchema>
