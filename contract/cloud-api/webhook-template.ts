import { z } from 'zod'

/**
 * Meta writes template ids as bare integers of up to 17 digits. Plain JSON.parse rounds those above 2^53,
 * so the reader must keep the digits (a reviver with source text) and may pass a string or a bigint.
 */
export const bigIdSchema = z.union([z.string(), z.number(), z.bigint()]).transform(String)

const templateNameFields = {
  message_template_id: bigIdSchema,
  message_template_name: z.string(),
  message_template_language: z.string(),
}

/** Value of `message_template_status_update`: approved, rejected, paused … @source reference part 8.5 */
export const templateStatusValueSchema = z.looseObject({
  ...templateNameFields,
  event: z.string(),
  message_template_category: z.string().optional(),
  reason: z.string().nullish(),
  other_info: z.looseObject({ title: z.string().optional(), description: z.string().optional() }).optional(),
  rejection_info: z.looseObject({ reason: z.string().optional(), recommendation: z.string().optional() }).optional(),
  disable_info: z.looseObject({ disable_date: z.union([z.string(), z.number()]).optional() }).optional(),
})

/** Value of `message_template_quality_update`. @source reference part 8.5 */
export const templateQualityValueSchema = z.looseObject({
  ...templateNameFields,
  previous_quality_score: z.string().optional(),
  new_quality_score: z.string(),
})

/** Value of `template_category_update`: a warning with `correct_category`, or the change itself. @source reference part 8.5 */
export const templateCategoryValueSchema = z.looseObject({
  ...templateNameFields,
  new_category: z.string().optional(),
  previous_category: z.string().optional(),
  correct_category: z.string().optional(),
  /** Seconds since 1970 at which the announced category starts. */
  category_update_timestamp: z.number().optional(),
})

/** Value of `message_template_components_update`: the texts as they are now. @source reference part 8.5 */
export const templateComponentsValueSchema = z.looseObject({
  ...templateNameFields,
  message_template_element: z.string().optional(),
  message_template_title: z.string().optional(),
  message_template_footer: z.string().optional(),
  message_template_buttons: z.array(z.looseObject({})).optional(),
})

export type TemplateStatusValue = z.infer<typeof templateStatusValueSchema>
export type TemplateQualityValue = z.infer<typeof templateQualityValueSchema>
export type TemplateCategoryValue = z.infer<typeof templateCategoryValueSchema>
export type TemplateComponentsValue = z.infer<typeof templateComponentsValueSchema>
