import { z } from 'zod'
import { TEMPLATE_LIMITS } from './template-limits.ts'

const L = TEMPLATE_LIMITS
const text = (maxCharacters: number) => z.string().min(1).max(maxCharacters)
const label = text(L.buttonTextCharacters)

const namedExampleSchema = z.strictObject({
  param_name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  example: z.string().min(1),
})

const headerTextExampleSchema = z.union([
  z.strictObject({ header_text: z.array(z.string().min(1)).length(1) }),
  z.strictObject({ header_text_named_params: z.array(namedExampleSchema).length(1) }),
])

/** A sample picture, film or file, as the handle that the resumable upload answered. */
const mediaExampleSchema = z.strictObject({ header_handle: z.array(z.string().min(1)).length(1) })

/** A header with words; at most one variable. @source reference part 5, row HEADER */
export const textHeaderPartSchema = z.strictObject({
  type: z.literal('HEADER'),
  format: z.literal('TEXT'),
  text: text(L.headerTextCharacters),
  example: headerTextExampleSchema.optional(),
})

/** A header with a picture, film, moving picture (marketing endpoint only) or file. @source reference part 5, row HEADER */
export const mediaHeaderPartSchema = z.strictObject({
  type: z.literal('HEADER'),
  format: z.enum(['IMAGE', 'VIDEO', 'GIF', 'DOCUMENT']),
  example: mediaExampleSchema,
})

/** A header that is filled with a place or a product at sending time. @source reference part 5, row HEADER */
export const plainHeaderPartSchema = z.strictObject({ type: z.literal('HEADER'), format: z.enum(['LOCATION', 'PRODUCT']) })

export const headerPartSchema = z.discriminatedUnion('format', [textHeaderPartSchema, mediaHeaderPartSchema, plainHeaderPartSchema])

/** @source reference part 5, row BODY */
export const bodyPartSchema = z.strictObject({
  type: z.literal('BODY'),
  text: text(L.bodyCharacters),
  example: z
    .union([
      z.strictObject({ body_text: z.array(z.array(z.string().min(1)).min(1)).length(1) }),
      z.strictObject({ body_text_named_params: z.array(namedExampleSchema).min(1) }),
    ])
    .optional(),
})

/** Meta writes the words of a one-time code itself. @source reference part 5, category AUTHENTICATION */
export const codeBodyPartSchema = z.strictObject({ type: z.literal('BODY'), add_security_recommendation: z.boolean() })

/** @source reference part 5, row FOOTER */
export const footerPartSchema = z.strictObject({ type: z.literal('FOOTER'), text: text(L.footerCharacters) })

/** @source reference part 5, category AUTHENTICATION */
export const codeFooterPartSchema = z.strictObject({
  type: z.literal('FOOTER'),
  code_expiration_minutes: z.number().int().min(1).max(L.codeExpirationMinutes),
})

const quickReplySchema = z.strictObject({ type: z.literal('QUICK_REPLY'), text: label })
const urlSchema = z.strictObject({
  type: z.literal('URL'),
  text: label,
  /** May end in one {{1}}. */
  url: z.string().min(1).max(L.urlCharacters),
  example: z.array(z.string().min(1)).length(1).optional(),
})
const phoneSchema = z.strictObject({ type: z.literal('PHONE_NUMBER'), text: label, phone_number: text(L.phoneNumberCharacters) })
const spmSchema = z.strictObject({ type: z.literal('SPM'), text: label })

/** One button of a template to be made, every kind. @source reference part 5, rows under BUTTONS */
export const buttonPartSchema = z.discriminatedUnion('type', [
  quickReplySchema,
  urlSchema,
  phoneSchema,
  z.strictObject({ type: z.literal('COPY_CODE'), example: text(L.couponCodeCharacters) }),
  z.strictObject({ type: z.literal('CATALOG'), text: label }),
  z.strictObject({ type: z.literal('MPM'), text: label }),
  spmSchema,
  z.strictObject({
    type: z.literal('FLOW'),
    text: label,
    flow_id: z.string().min(1).optional(),
    flow_name: z.string().min(1).optional(),
    flow_json: z.string().min(1).optional(),
    flow_action: z.enum(['navigate', 'data_exchange']).optional(),
    navigate_screen: z.string().min(1).optional(),
  }),
  z.strictObject({ type: z.literal('REQUEST_CONTACT_INFO'), text: label.optional() }),
  z.strictObject({ type: z.literal('VOICE_CALL'), text: label, ttl_minutes: z.number().int().min(1).optional() }),
  z.strictObject({
    type: z.literal('OTP'),
    otp_type: z.enum(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP']),
    text: label.optional(),
    autofill_text: label.optional(),
    zero_tap_terms_accepted: z.boolean().optional(),
    supported_apps: z.array(z.strictObject({ package_name: z.string().min(1), signature_hash: z.string().length(11) })).optional(),
  }),
])

export const buttonsPartSchema = z.strictObject({
  type: z.literal('BUTTONS'),
  buttons: z.array(buttonPartSchema).min(1).max(L.buttons),
})

const cardBodySchema = bodyPartSchema.extend({ text: text(L.cardBodyCharacters) })

/** @source reference part 5, row CAROUSEL, media */
export const mediaCardSchema = z.strictObject({
  components: z.array(
    z.union([
      mediaHeaderPartSchema.extend({ format: z.enum(['IMAGE', 'VIDEO']) }),
      cardBodySchema,
      z.strictObject({
        type: z.literal('BUTTONS'),
        buttons: z
          .array(z.discriminatedUnion('type', [quickReplySchema, urlSchema, phoneSchema]))
          .min(1)
          .max(L.cardButtons),
      }),
    ]),
  ),
})

/** @source reference part 5, row CAROUSEL, product */
export const productCardSchema = z.strictObject({
  components: z.array(
    z.union([
      z.strictObject({ type: z.literal('HEADER'), format: z.literal('PRODUCT') }),
      z.strictObject({ type: z.literal('BUTTONS'), buttons: z.array(z.discriminatedUnion('type', [spmSchema, urlSchema])).length(1) }),
    ]),
  ),
})

/** Cards side by side, all of one kind. @source reference part 5, row CAROUSEL */
export const carouselPartSchema = z.strictObject({
  type: z.literal('CAROUSEL'),
  cards: z
    .array(z.union([mediaCardSchema, productCardSchema]))
    .min(L.minCards)
    .max(L.cards),
})

/** @source reference part 5, row LIMITED_TIME_OFFER */
export const offerPartSchema = z.strictObject({
  type: z.literal('LIMITED_TIME_OFFER'),
  limited_time_offer: z.strictObject({ text: text(L.offerTextCharacters), has_expiration: z.boolean().optional() }),
})

/** One part of a template to be made. @source reference part 5, components */
export const templatePartDraftSchema = z.union([
  textHeaderPartSchema,
  mediaHeaderPartSchema,
  plainHeaderPartSchema,
  bodyPartSchema,
  codeBodyPartSchema,
  footerPartSchema,
  codeFooterPartSchema,
  buttonsPartSchema,
  carouselPartSchema,
  offerPartSchema,
])

export type ButtonDraft = z.infer<typeof buttonPartSchema>
export type HeaderDraft = z.infer<typeof headerPartSchema>
export type CarouselDraft = z.infer<typeof carouselPartSchema>
export type CardDraft = CarouselDraft['cards'][number]
export type TemplatePartDraft = z.infer<typeof templatePartDraftSchema>
