import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'

const word = z.string().min(1)
const placeOfUse = z.enum(['HOME', 'WORK']).optional()

const nameSchema = z
  .strictObject({
    formatted_name: word,
    first_name: word.optional(),
    last_name: word.optional(),
    middle_name: word.optional(),
    prefix: word.optional(),
    suffix: word.optional(),
  })
  .refine((name) => Object.values(name).filter((part) => part !== undefined).length > 1, {
    error: 'a name needs a part beside the formatted one',
    path: ['first_name'],
  })

/** One visiting card. @source reference part 2.1, row contacts */
export const contactCardSchema = z.strictObject({
  name: nameSchema,
  phones: z.array(z.strictObject({ phone: word, type: placeOfUse, wa_id: word.optional() })).optional(),
  emails: z.array(z.strictObject({ email: z.email(), type: placeOfUse })).optional(),
  urls: z.array(z.strictObject({ url: z.url(), type: placeOfUse })).optional(),
  addresses: z
    .array(
      z.strictObject({
        street: word.optional(),
        city: word.optional(),
        state: word.optional(),
        zip: word.optional(),
        country: word.optional(),
        country_code: z
          .string()
          .regex(/^[A-Za-z]{2}$/)
          .optional(),
        type: placeOfUse,
      }),
    )
    .optional(),
  org: z.strictObject({ company: word.optional(), department: word.optional(), title: word.optional() }).optional(),
  birthday: z.iso.date().optional(),
})

/** One to five visiting cards in a message. @source reference part 2.1, row contacts */
export const contactCardsSchema = z.array(contactCardSchema).min(1).max(SEND_LIMITS.contacts)

export type ContactCard = z.infer<typeof contactCardSchema>
