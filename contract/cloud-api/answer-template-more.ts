import { z } from 'zod'
import { looseNumberSchema, metaIdSchema } from './answer-common.ts'
import { pageOf } from './answers.ts'
import { templateButtonSchema } from './answer-template.ts'

/** What Meta made of a new template; `category` may be another one than was asked for. @source reference part 5, create */
export const createdTemplateSchema = z.looseObject({ id: metaIdSchema, status: z.string().optional(), category: z.string().optional() })

/** @source reference part 5, unpause */
export const unpausedTemplateSchema = z.looseObject({ success: z.boolean(), reason: z.string().optional() })

/** @source reference part 5, archive; field names beside `success` differ between sources */
export const archivedTemplatesSchema = z.looseObject({
  success: z.boolean().optional(),
  archived_templates: z.array(metaIdSchema).optional(),
  unarchived_templates: z.array(metaIdSchema).optional(),
  failed_templates: z.union([z.array(metaIdSchema), z.record(z.string(), z.unknown())]).optional(),
})

/** A ready-made template of Meta's. @source reference part 5, library */
export const libraryTemplateSchema = z.looseObject({
  id: metaIdSchema.optional(),
  name: z.string(),
  language: z.string().optional(),
  category: z.string().optional(),
  topic: z.string().optional(),
  usecase: z.string().optional(),
  industry: z.union([z.string(), z.array(z.string())]).optional(),
  header: z.string().optional(),
  body: z.string().optional(),
  body_params: z.array(z.string()).optional(),
  body_param_types: z.array(z.string()).optional(),
  buttons: z.array(templateButtonSchema).optional(),
})
export const libraryPageSchema = pageOf(libraryTemplateSchema)

/** One day of one template. @source reference part 5, analytics */
export const templateDaySchema = z.looseObject({
  template_id: metaIdSchema,
  start: z.number(),
  end: z.number(),
  sent: looseNumberSchema.optional(),
  delivered: looseNumberSchema.optional(),
  read: looseNumberSchema.optional(),
  clicked: z
    .array(z.looseObject({ type: z.string(), button_content: z.string().optional(), count: looseNumberSchema.optional() }))
    .optional(),
  cost: z.array(z.looseObject({ type: z.string(), value: looseNumberSchema.optional() })).optional(),
})
export const templateAnalyticsPageSchema = pageOf(
  z.looseObject({ granularity: z.string().optional(), product_type: z.string().optional(), data_points: z.array(templateDaySchema) }),
)

/** One measure of a comparison: an order, numbers, or words by template id. @source reference part 5, others */
export const templateComparisonSchema = z.looseObject({
  metric: z.string(),
  type: z.string().optional(),
  order_by_relative_metric: z.array(metaIdSchema).optional(),
  number_values: z.array(z.looseObject({ key: metaIdSchema, value: looseNumberSchema })).optional(),
  string_values: z.array(z.looseObject({ key: metaIdSchema, value: z.string() })).optional(),
})
export const templateComparisonPageSchema = pageOf(templateComparisonSchema)

/** @source reference part 5, others */
export const templatePreviewSchema = z.looseObject({
  language: z.string(),
  body: z.string().optional(),
  footer: z.string().optional(),
  buttons: z.array(z.looseObject({ text: z.string().optional(), autofill_text: z.string().optional() })).optional(),
})
export const templatePreviewPageSchema = pageOf(templatePreviewSchema)

/** @source reference part 5, others */
export const upsertedTemplatesPageSchema = pageOf(
  z.looseObject({ id: metaIdSchema, status: z.string().optional(), language: z.string().optional() }),
)

/** @source reference part 5, others */
export const migratedTemplatesSchema = z.looseObject({
  migrated_templates: z.array(metaIdSchema).optional(),
  failed_templates: z.record(z.string(), z.unknown()).optional(),
})

/** @source reference part 3, automatic creative changes */
export const creativeChangesAnswerSchema = z.looseObject({
  creative_features_spec: z.record(z.string(), z.looseObject({ enroll_status: z.string().optional() })).optional(),
})

export type CreatedTemplate = z.infer<typeof createdTemplateSchema>
export type UnpausedTemplate = z.infer<typeof unpausedTemplateSchema>
export type ArchivedTemplates = z.infer<typeof archivedTemplatesSchema>
export type LibraryTemplate = z.infer<typeof libraryTemplateSchema>
export type TemplateDay = z.infer<typeof templateDaySchema>
export type TemplateComparison = z.infer<typeof templateComparisonSchema>
export type TemplatePreview = z.infer<typeof templatePreviewSchema>
export type MigratedTemplates = z.infer<typeof migratedTemplatesSchema>
export type CreativeChangesAnswer = z.infer<typeof creativeChangesAnswerSchema>
export type UpsertedTemplates = z.infer<typeof upsertedTemplatesPageSchema>
