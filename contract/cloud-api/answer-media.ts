import { z } from 'zod'
import { looseNumberSchema, metaIdSchema } from './answer-common.ts'

/** Answer to an upload: the id lives 30 days and belongs to the number that uploaded it. @source reference part 4, upload */
export const uploadedMediaSchema = z.looseObject({ id: metaIdSchema })

/** Where a file lies for five minutes, and what it is; `sha256` is hexadecimal here and base64 in webhooks. @source reference part 4, get URL */
export const mediaFactsSchema = z.looseObject({
  id: metaIdSchema.optional(),
  url: z.url(),
  mime_type: z.string(),
  sha256: z.string(),
  file_size: looseNumberSchema,
})

/** A started resumable upload; the id brings a signature along. @source reference part 4, resumable upload, step 1 */
export const uploadSessionSchema = z.looseObject({ id: z.string().regex(/^upload:[\w.:=+/-]+(\?sig=[\w.:=+/-]+)?$/) })

/** The handle that stands for the uploaded bytes; may hold line breaks and is given on as it is. @source reference part 4, step 2 */
export const uploadHandleSchema = z.looseObject({ h: z.string().min(1) })

/** How much of a broken off upload arrived. @source reference part 4, step 3 */
export const uploadOffsetSchema = z.looseObject({ file_offset: looseNumberSchema })
