import { z } from 'zod'
import { productSectionsSchema } from './request-interactive.ts'

/** Longest coupon code, in characters, since 3 December 2025. @source reference part 2.3, row copy_code */
export const COUPON_CODE_MAX_CHARACTERS = 20

/** Text of one variable; `parameter_name` is given when the template was made with named parameters. */
export const textParameterSchema = z.strictObject({
  type: z.literal('text'),
  parameter_name: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .optional(),
  text: z.string().min(1),
})

/** Where Meta finds a picture, film or file: an uploaded id, or a public https address. */
const mediaSourceSchema = z.union([
  z.strictObject({ id: z.string().min(1), filename: z.string().min(1).optional() }),
  z.strictObject({ link: z.url(), filename: z.string().min(1).optional() }),
])

const headerParameterSchema = z.discriminatedUnion('type', [
  textParameterSchema,
  z.strictObject({ type: z.literal('image'), image: mediaSourceSchema }),
  z.strictObject({ type: z.literal('video'), video: mediaSourceSchema }),
  z.strictObject({ type: z.literal('document'), document: mediaSourceSchema }),
  z.strictObject({
    type: z.literal('product'),
    product: z.strictObject({ product_retailer_id: z.string().min(1), catalog_id: z.string().min(1) }),
  }),
])

const headerComponentSchema = z.strictObject({
  type: z.literal('header'),
  parameters: z.array(headerParameterSchema).length(1),
})

const bodyComponentSchema = z.strictObject({
  type: z.literal('body'),
  parameters: z.array(textParameterSchema).min(1),
})

/** 0-based place of the button among all buttons of the template, as Meta's examples write it: a string. */
const buttonIndexSchema = z.string().regex(/^[0-9]$/)
const buttonFields = { type: z.literal('button'), index: buttonIndexSchema }

const quickReplyButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('quick_reply'),
  parameters: z.array(z.strictObject({ type: z.literal('payload'), payload: z.string().min(1).max(256) })).length(1),
})

const urlButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('url'),
  parameters: z.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1) })).length(1),
})

const copyCodeButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('copy_code'),
  parameters: z
    .array(
      z.strictObject({
        type: z.literal('coupon_code'),
        coupon_code: z.string().min(1).max(COUPON_CODE_MAX_CHARACTERS),
      }),
    )
    .length(1),
})

const catalogButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('catalog'),
  parameters: z
    .array(
      z.strictObject({
        type: z.literal('action'),
        action: z.strictObject({ thumbnail_product_retailer_id: z.string().min(1).optional() }),
      }),
    )
    .length(1),
})

const multiProductButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('mpm'),
  parameters: z
    .array(
      z.strictObject({
        type: z.literal('action'),
        action: z.strictObject({
          thumbnail_product_retailer_id: z.string().min(1),
          sections: productSectionsSchema,
        }),
      }),
    )
    .length(1),
})

/** One button of a template that takes a value at sending time. */
export const templateButtonComponentSchema = z.discriminatedUnion('sub_type', [
  quickReplyButtonSchema,
  urlButtonSchema,
  copyCodeButtonSchema,
  catalogButtonSchema,
  multiProductButtonSchema,
])

/** What is filled into a template: header, body, and one component per button that takes a value. */
export const templateComponentSchema = z.union([headerComponentSchema, bodyComponentSchema, templateButtonComponentSchema])

/** The `template` object of a send. @source reference part 2.3 */
export const templateSendSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.strictObject({ code: z.string().min(2).max(10) }),
  components: z.array(templateComponentSchema).optional(),
})

export type TextParameter = z.infer<typeof textParameterSchema>
export type TemplateButtonComponent = z.infer<typeof templateButtonComponentSchema>
export type TemplateComponent = z.infer<typeof templateComponentSchema>
export type TemplateSend = z.infer<typeof templateSendSchema>
