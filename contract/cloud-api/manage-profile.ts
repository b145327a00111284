import { z } from 'zod'
import { businessProfileSchema } from './answers.ts'

/** Numbers of the public profile. `description` is 512 in Meta's pages, 256 in its published spec. @source reference part 7, profile */
export const PROFILE_LIMITS = {
  aboutCharacters: 139,
  addressCharacters: 256,
  descriptionCharacters: 512,
  emailCharacters: 128,
  websites: 2,
  websiteCharacters: 256,
  pictureMinPixels: 192,
} as const
const L = PROFILE_LIMITS

/** Trades that a profile may name; on reading Meta may answer others. @source reference part 7, profile */
export const PROFILE_VERTICALS = [
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'ALCOHOL',
  'ONLINE_GAMBLING',
  'PHYSICAL_GAMBLING',
  'OTC_DRUGS',
] as const

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
