import { z } from 'zod'
import { metaIdSchema } from './answer-common.ts'
import { healthStatusSchema, pageOf } from './answers.ts'

/** One button of a template as Meta lists it; `type` is an open word (QUICK_REPLY, URL, COPY_CODE, CATALOG, MPM, SPM …). */
export const templateButtonSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  /** May end in one {{1}}. */
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.union([z.string(), z.array(z.string())]).optional(),
})

const plainPartSchema = z.looseObject({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(templateButtonSchema).optional(),
  example: z.looseObject({}).optional(),
})

/** One card of a carousel with parts of its own. @source reference part 5, row CAROUSEL */
export const templateCardSchema = z.looseObject({ components: z.array(plainPartSchema) })

/** One part of a template: HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER, or a word that came later. */
export const templatePartSchema = plainPartSchema.extend({
  cards: z.array(templateCardSchema).optional(),
  limited_time_offer: z.looseObject({ text: z.string().optional(), has_expiration: z.boolean().optional() }).optional(),
})

/**
 * One template in one language. Status, category and quality are open words, because Meta adds to them.
 * @source reference part 5, list and components
 */
export const templateNodeSchema = z.looseObject({
  id: metaIdSchema,
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string(),
  /** Category that Meta is about to set; the price follows the category at sending time. */
  correct_category: z.string().optional(),
  previous_category: z.string().optional(),
  parameter_format: z.string().optional(),
  quality_score: z.looseObject({ score: z.string().optional(), date: z.number().optional() }).optional(),
  rejected_reason: z.string().optional(),
  health_status: healthStatusSchema.optional(),
  components: z.array(templatePartSchema),
})

/** One page of GET /{waba}/message_templates. */
export const templatesPageSchema = pageOf(templateNodeSchema)

export type TemplateButton = z.infer<typeof templateButtonSchema>
export type TemplateCardNode = z.infer<typeof templateCardSchema>
export type TemplatePart = z.infer<typeof templatePartSchema>
export type TemplateNode = z.infer<typeof templateNodeSchema>
export type TemplatesPage = z.infer<typeof templatesPageSchema>
