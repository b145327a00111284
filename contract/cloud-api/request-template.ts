import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { documentSourceSchema, mediaSourceSchema, placeSchema } from './request-media.ts'
import { cardButtonComponentSchema, templateButtonComponentSchema } from './request-template-buttons.ts'

const parameterName = z
  .string()
  .regex(/^[a-z0-9_]+$/)
  .optional()

/** Text of one variable; `parameter_name` is given when the template was made with named parameters. */
export const textParameterSchema = z.strictObject({ type: z.literal('text'), parameter_name: parameterName, text: z.string().min(1) })

const moneyParameterSchema = z.strictObject({
  type: z.literal('currency'),
  parameter_name: parameterName,
  currency: z.strictObject({
    fallback_value: z.string().min(1),
    code: z.string().regex(/^[A-Z]{3}$/),
    amount_1000: z.number().int(),
  }),
})

const timeParameterSchema = z.strictObject({
  type: z.literal('date_time'),
  parameter_name: parameterName,
  date_time: z.strictObject({ fallback_value: z.string().min(1) }),
})

/** What may stand for a variable of the body. Shopbell writes sums and times as text, in the words of the shop. @source reference part 2.3, row body */
export const bodyParameterSchema = z.discriminatedUnion('type', [textParameterSchema, moneyParameterSchema, timeParameterSchema])

const imageParameterSchema = z.strictObject({ type: z.literal('image'), image: mediaSourceSchema })
const videoParameterSchema = z.strictObject({ type: z.literal('video'), video: mediaSourceSchema })
const productParameterSchema = z.strictObject({
  type: z.literal('product'),
  product: z.strictObject({ product_retailer_id: z.string().min(1), catalog_id: z.string().min(1) }),
})

/** What may fill a header. Meta draws a place only with name and address. @source reference part 2.3, row header */
export const headerParameterSchema = z.discriminatedUnion('type', [
  textParameterSchema,
  imageParameterSchema,
  videoParameterSchema,
  z.strictObject({ type: z.literal('document'), document: documentSourceSchema }),
  z.strictObject({
    type: z.literal('location'),
    location: placeSchema.required({ name: true, address: true }),
  }),
  productParameterSchema,
])

const headerComponentSchema = z.strictObject({ type: z.literal('header'), parameters: z.array(headerParameterSchema).length(1) })
const bodyComponentSchema = z.strictObject({ type: z.literal('body'), parameters: z.array(bodyParameterSchema).min(1) })

const cardHeaderComponentSchema = z.strictObject({
  type: z.literal('header'),
  parameters: z.array(z.discriminatedUnion('type', [imageParameterSchema, videoParameterSchema, productParameterSchema])).length(1),
})

const cardComponentSchema = z.discriminatedUnion('type', [cardHeaderComponentSchema, bodyComponentSchema, cardButtonComponentSchema])

/** As many media cards as the template has, or two to ten product cards. @source reference part 2.3, row carousel */
export const carouselComponentSchema = z.strictObject({
  type: z.literal('carousel'),
  cards: z
    .array(
      z.strictObject({
        card_index: z
          .number()
          .int()
          .min(0)
          .max(SEND_LIMITS.cards - 1),
        components: z.array(cardComponentSchema).min(1),
      }),
    )
    .min(SEND_LIMITS.minCards)
    .max(SEND_LIMITS.cards)
    .refine((cards) => cards.every((card, index) => card.card_index === index), { error: 'cards are numbered from 0' }),
})

/** When the offer ends, in ms since the epoch. @source reference part 2.3, row limited_time_offer */
export const limitedTimeOfferComponentSchema = z.strictObject({
  type: z.literal('limited_time_offer'),
  parameters: z
    .array(
      z.strictObject({
        type: z.literal('limited_time_offer'),
        limited_time_offer: z.strictObject({ expiration_time_ms: z.number().int().positive() }),
      }),
    )
    .length(1),
})

/** What is filled into a template: header, body, offer, cards, and one component per button that takes a value. */
export const templateComponentSchema = z.discriminatedUnion('type', [
  headerComponentSchema,
  bodyComponentSchema,
  carouselComponentSchema,
  limitedTimeOfferComponentSchema,
  templateButtonComponentSchema,
])

/** The `template` object of a send. @source reference part 2.3 */
export const templateSendSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .max(SEND_LIMITS.templateNameCharacters),
  language: z.strictObject({ code: z.string().min(2).max(10) }),
  components: z.array(templateComponentSchema).optional(),
})

export type { TemplateButtonComponent } from './request-template-buttons.ts'
export type TextParameter = z.infer<typeof textParameterSchema>
export type HeaderParameter = z.infer<typeof headerParameterSchema>
export type TemplateComponent = z.infer<typeof templateComponentSchema>
export type CarouselComponent = z.infer<typeof carouselComponentSchema>
export type CardComponent = CarouselComponent['cards'][number]['components'][number]
export type TemplateSend = z.infer<typeof templateSendSchema>
