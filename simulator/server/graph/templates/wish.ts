import { z } from 'zod'
import { TEMPLATE_LANGUAGES } from '#contract/cloud-api/template-limits.ts'
import type { ComponentWish } from './shapes.ts'

const capitals = (words: readonly string[]) =>
  z
    .string()
    .transform((word) => word.toUpperCase())
    .refine((word) => words.includes(word), { error: `one of ${words.join(', ')}` })

/** The form of what is asked beside the components. @source reference part 5, top-level rules */
export const wishSchema = z.looseObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, { error: 'small letters, digits and _, at most 512' }),
  language: z.string().refine((code) => TEMPLATE_LANGUAGES.includes(code), { error: 'not a language of templates' }),
  category: capitals(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
  parameter_format: capitals(['NAMED', 'POSITIONAL']).default('POSITIONAL'),
  message_send_ttl_seconds: z.coerce.number().int().optional(),
  components: z.unknown().optional(),
  library_template_name: z.string().optional(),
})

/** What was asked beside the components. */
export type TemplateHead = z.infer<typeof wishSchema>

/** What a new template was asked to be. */
export type TemplateWish = TemplateHead & { readonly components: readonly ComponentWish[] }
