import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'

/** A public web address. Meta asks for https; http is left to test servers, which stand on this computer. */
export const webAddressSchema = z.url({ protocol: /^https?$/ }).max(SEND_LIMITS.linkCharacters)

/** True where Meta finds the file in exactly one way. */
const namesOneSource = (media: { readonly id?: string | undefined; readonly link?: string | undefined }): boolean =>
  (media.id === undefined) !== (media.link === undefined)

const ONE_SOURCE = { error: 'either an id or a link', path: ['id'] }
const sourceFields = { id: z.string().min(1).optional(), link: webAddressSchema.optional() }
const caption = z.string().min(1).max(SEND_LIMITS.captionCharacters).optional()

/** Where Meta finds a picture or film: an uploaded id, or a public address. @source reference part 2.1 */
export const mediaSourceSchema = z.strictObject(sourceFields).refine(namesOneSource, ONE_SOURCE)

/** A file with the name that the phone shows; its ending sets the icon. @source reference part 2.1, row document */
export const documentSourceSchema = z
  .strictObject({ ...sourceFields, filename: z.string().min(1).optional() })
  .refine(namesOneSource, ONE_SOURCE)

/** Picture or film with words under it: caption 1,024. @source reference part 2.1, rows image and video */
export const captionedMediaSchema = z.strictObject({ ...sourceFields, caption }).refine(namesOneSource, ONE_SOURCE)

/** File with words under it: caption 1,024. @source reference part 2.1, row document */
export const documentMediaSchema = z
  .strictObject({ ...sourceFields, caption, filename: z.string().min(1).optional() })
  .refine(namesOneSource, ONE_SOURCE)

/** Sound; `voice: true` makes it a voice note and needs Opus in Ogg. @source reference part 2.1, row audio */
export const audioMediaSchema = z.strictObject({ ...sourceFields, voice: z.boolean().optional() }).refine(namesOneSource, ONE_SOURCE)

/** Degrees as text, as Meta's pages and its published spec write them. */
const degreesSchema = (max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,20})?$/)
    .refine((text) => Math.abs(Number(text)) <= max, { error: `at most ${max} degrees` })

/** A place on the map. @source reference part 2.1, row location, and part 2.3, header */
export const placeSchema = z.strictObject({
  latitude: degreesSchema(90),
  longitude: degreesSchema(180),
  name: z.string().min(1).optional(),
  address: z.string().min(1).optional(),
})

export type MediaSource = z.infer<typeof mediaSourceSchema>
export type DocumentSource = z.infer<typeof documentSourceSchema>
export type Place = z.infer<typeof placeSchema>
