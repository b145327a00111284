import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { pickFields, readFieldNames } from '../../fields.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { SIMULATOR_HEADER, give } from '../../transport.ts'
import { invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

const verticals = (
  'UNDEFINED OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL ' +
  'TRAVEL RESTAURANT ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS'
).split(' ')

const website = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(256)])

const wishSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  about: z.string().min(1).max(139).optional(),
  address: z.string().max(256).optional(),
  description: z.string().max(512).optional(),
  email: z.union([z.literal(''), z.email().max(128)]).optional(),
  websites: z.array(website).max(2).optional(),
  vertical: z
    .string()
    .refine((word) => word === '' || verticals.includes(word), { error: 'not a trade that Meta knows' })
    .optional(),
  profile_picture_handle: z.string().optional(),
})

/** Plays GET /{number}/whatsapp_business_profile. @source reference part 7, profile */
export function readProfile(world: World, request: GraphRequest): Answer {
  const { picture, ...texts } = world.management.desk.profile
  const node = {
    ...texts,
    messaging_product: 'whatsapp',
    profile_picture_url: picture === null ? undefined : `${world.baseUrl()}/profile-picture/${picture.version}`,
  }
  const wanted = readFieldNames(request.url.searchParams.get('fields') ?? undefined)
  const picked = pickFields(node, wanted, { defaults: ['about', 'messaging_product'], nodeType: 'WhatsAppBusinessProfile' })
  return 'problem' in picked ? refuse(picked.problem) : json({ data: [{ ...picked.picked, messaging_product: 'whatsapp' }] })
}

/** Plays POST /{number}/whatsapp_business_profile: what is left out stays. */
export async function saveProfile(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { profile } = world.management.desk
  const { about, address, description, email, websites, vertical, profile_picture_handle: handle } = parsed.value
  if (handle !== undefined) {
    const file = world.media.fileOfHandle(handle)
    if (file === null || !/^image\/(jpe?g|png)$/.test(file.mimeType)) {
      return refuse(invalid('profile_picture_handle: not the handle of an uploaded picture'))
    }
    profile.picture = { mimeType: file.mimeType, bytes: file.bytes, version: (profile.picture?.version ?? 0) + 1 }
  }
  const given = Object.entries({ about, address, description, email, vertical }).filter(([, value]) => value !== undefined)
  Object.assign(profile, Object.fromEntries(given))
  if (websites !== undefined) profile.websites = websites.filter((address) => address !== '')
  world.onChange()
  return success()
}

/** Gives the picture of the profile, as Meta's picture host does. */
export function givePicture(world: World): Response {
  const { picture } = world.management.desk.profile
  if (picture === null) return give(json({ error: { message: 'No picture' } }, 404))
  return new Response(Uint8Array.from(picture.bytes), { headers: { 'content-type': picture.mimeType, [SIMULATOR_HEADER]: '1' } })
}
