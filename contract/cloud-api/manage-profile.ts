import { z } from 'zod'
import { businessProfileSchema } from './answers.ts'
import { PROFILE_LIMITS, PROFILE_VERTICALS } from '../limits/profile.ts'

const L = PROFILE_LIMITS

/** Body of POST /{number}/whatsapp_business_profile; what is left out stays. @source reference part 7, profile */
export const saveProfileSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  /** Can't be emptied. */
  about: z.string().min(1).max(L.aboutCharacters).optional(),
  address: z.string().max(L.addressCharacters).optional(),
  description: z.string().max(L.descriptionCharacters).optional(),
  email: z.union([z.literal(''), z.email().max(L.emailCharacters)]).optional(),
  websites: z
    .array(z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(L.websiteCharacters)]))
    .max(L.websites)
    .optional(),
  vertical: z.union([z.literal(''), z.enum(PROFILE_VERTICALS)]).optional(),
  /** From the resumable upload: square, JPEG. */
  profile_picture_handle: z.string().min(1).optional(),
})

/** Meta's pages put the fields into the item, its published spec puts them one level deeper; both are read. @source reference part 7, profile */
export const profileAnswerSchema = z
  .looseObject({
    data: z.array(z.union([z.looseObject({ business_profile: businessProfileSchema }), businessProfileSchema])).min(1),
  })
  .transform(({ data }) => {
    const [first] = data
    const wrapped = first === undefined ? undefined : businessProfileSchema.safeParse(first['business_profile'])
    return wrapped?.success === true ? wrapped.data : businessProfileSchema.parse(first)
  })

export type SaveProfileRequest = Omit<z.infer<typeof saveProfileSchema>, 'messaging_product'>
