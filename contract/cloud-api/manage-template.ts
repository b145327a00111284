import { z } from 'zod'
import { TEMPLATE_LIMITS } from './template-limits.ts'
import { templatePartDraftSchema } from './manage-template-parts.ts'

const nameSchema = z
  .string()
  .regex(/^[a-z0-9_]+$/)
  .max(TEMPLATE_LIMITS.nameCharacters)
const categorySchema = z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION'])
const ttlSchema = z.number().int().min(-1).max(2_592_000)

/** Which automatic changes of pictures and words Meta may make; a feature left out follows the account. @source reference part 3 */
export const creativeChangesSchema = z.strictObject({
  creative_features_spec: z.record(z.string().min(1), z.strictObject({ enroll_status: z.enum(['OPT_IN', 'OPT_OUT']) })),
})

/** Body of POST /{account}/message_templates. Rules across parts stand in template-rules.ts. @source reference part 5, create */
export const createTemplateSchema = z.strictObject({
  name: nameSchema,
  category: categorySchema,
  language: z.string().min(2).max(10),
  parameter_format: z.enum(['named', 'positional']).optional(),
  components: z.array(templatePartDraftSchema).min(1),
  message_send_ttl_seconds: ttlSchema.optional(),
  degrees_of_freedom_spec: creativeChangesSchema.optional(),
})

const libraryButtonInputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('URL'),
    url: z.strictObject({ base_url: z.url(), url_suffix_example: z.string().min(1).optional() }),
  }),
  z.strictObject({ type: z.literal('PHONE_NUMBER'), phone_number: z.string().min(3).max(TEMPLATE_LIMITS.phoneNumberCharacters) }),
  z.strictObject({ type: z.literal('QUICK_REPLY') }),
])

/** The same address with a template of Meta's library; approved at once as a rule. @source reference part 5, from library */
export const createLibraryTemplateSchema = z.strictObject({
  name: nameSchema,
  category: z.enum(['UTILITY', 'AUTHENTICATION']),
  language: z.string().min(2).max(10),
  library_template_name: z.string().min(1),
  library_template_button_inputs: z.array(libraryButtonInputSchema).optional(),
  library_template_body_inputs: z.record(z.string().min(1), z.union([z.boolean(), z.number(), z.string()])).optional(),
})

/** Body of POST /{template}; parts are replaced whole, name and language stay. @source reference part 5, edit */
export const editTemplateSchema = z
  .strictObject({
    category: categorySchema.optional(),
    components: z.array(templatePartDraftSchema).min(1).optional(),
    parameter_format: z.enum(['named', 'positional']).optional(),
    message_send_ttl_seconds: ttlSchema.optional(),
    degrees_of_freedom_spec: creativeChangesSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { error: 'an edit changes something' })

/** What to list; nothing given = everything. @source reference part 5, list, filters */
export const templateFilterSchema = z.strictObject({
  status: z.string().optional(),
  category: categorySchema.optional(),
  language: z.string().optional(),
  name: z.string().optional(),
  content: z.string().optional(),
  name_or_content: z.string().optional(),
  quality_score: z.string().optional(),
  source: z.enum(['MANUAL', 'AUTO_GENERATED']).optional(),
  /** Seconds since the epoch. */
  since: z.number().int().nonnegative().optional(),
  until: z.number().int().nonnegative().optional(),
})

/** @source reference part 5, library */
export const libraryQuerySchema = z.strictObject({
  search: z.string().optional(),
  topic: z.string().optional(),
  usecase: z.string().optional(),
  industry: z.string().optional(),
  language: z.string().optional(),
})

/** Daily sums of up to ten templates, at most 90 days back; times in seconds. @source reference part 5, analytics */
export const templateAnalyticsQuerySchema = z.strictObject({
  start: z.number().int().positive(),
  end: z.number().int().positive(),
  template_ids: z.array(z.string().min(1)).min(1).max(TEMPLATE_LIMITS.analyticsTemplateIds),
  metric_types: z.array(z.enum(['sent', 'delivered', 'read', 'clicked', 'cost'])).optional(),
  product_type: z.enum(['CLOUD_API', 'MARKETING_MESSAGES_LITE_API']).optional(),
  use_waba_timezone: z.boolean().optional(),
})

/** Two or more templates over 7, 30, 60 or 90 days; times in seconds. @source reference part 5, others */
export const templateCompareQuerySchema = z.strictObject({
  template_ids: z.array(z.string().min(1)).min(1),
  start: z.number().int().positive(),
  end: z.number().int().positive(),
})

/** A name takes every language with it; a name with an id takes that one language. @source reference part 5, delete */
export const removeTemplateSchema = z.strictObject({ name: nameSchema, hsm_id: z.string().min(1).optional() })

/** @source reference part 5, archive */
export const archiveTemplatesSchema = z.strictObject({ hsm_ids: z.string().min(1) })

/** Words of one-time codes in several languages at once. @source reference part 5, others */
export const upsertTemplatesSchema = z.strictObject({
  name: nameSchema,
  languages: z.array(z.string().min(2).max(10)).min(1),
  category: z.literal('AUTHENTICATION'),
  components: z.array(templatePartDraftSchema).min(1),
  message_send_ttl_seconds: ttlSchema.optional(),
})

/** @source reference part 5, others */
export const templatePreviewQuerySchema = z.strictObject({
  category: z.literal('AUTHENTICATION'),
  languages: z.string().min(2).optional(),
  add_security_recommendation: z.boolean().optional(),
  code_expiration_minutes: z.number().int().min(1).max(TEMPLATE_LIMITS.codeExpirationMinutes).optional(),
  button_types: z.string().min(1).optional(),
})

/** @source reference part 5, others */
export const migrateTemplatesSchema = z.strictObject({
  source_waba_id: z.string().min(1),
  page_number: z.number().int().nonnegative().optional(),
})

export type TemplatePreviewQuery = z.infer<typeof templatePreviewQuerySchema>
export type MigrateTemplatesRequest = z.infer<typeof migrateTemplatesSchema>
export type CreateTemplateRequest = z.infer<typeof createTemplateSchema>
export type CreateLibraryTemplateRequest = z.infer<typeof createLibraryTemplateSchema>
export type EditTemplateRequest = z.infer<typeof editTemplateSchema>
export type TemplateFilter = z.infer<typeof templateFilterSchema>
export type LibraryQuery = z.infer<typeof libraryQuerySchema>
export type TemplateAnalyticsQuery = z.infer<typeof templateAnalyticsQuerySchema>
export type TemplateCompareQuery = z.infer<typeof templateCompareQuerySchema>
export type RemoveTemplateRequest = z.infer<typeof removeTemplateSchema>
export type UpsertTemplatesRequest = z.infer<typeof upsertTemplatesSchema>
export type CreativeChanges = z.infer<typeof creativeChangesSchema>

/** A template being made, whole or in part; texts may still be empty. */
export type TemplateDraft = Pick<CreateTemplateRequest, 'name' | 'category' | 'language' | 'components'> &
  Partial<Pick<CreateTemplateRequest, 'parameter_format' | 'message_send_ttl_seconds'>>
