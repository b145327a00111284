import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { productSectionsSchema, textUpTo } from './request-parts.ts'

/** 0-based place of the button among all buttons of the template or card, as Meta's published spec writes it: a string. */
const buttonFields = { type: z.literal('button'), index: z.string().regex(/^[0-9]$/) }

const actionOf = <T extends z.ZodType>(action: T) => z.array(z.strictObject({ type: z.literal('action'), action })).length(1)

const quickReplyButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('quick_reply'),
  parameters: z.array(z.strictObject({ type: z.literal('payload'), payload: textUpTo(SEND_LIMITS.quickReplyPayloadCharacters) })).length(1),
})

const urlButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('url'),
  parameters: z.array(z.strictObject({ type: z.literal('text'), text: textUpTo(SEND_LIMITS.linkCharacters) })).length(1),
})

const copyCodeButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('copy_code'),
  parameters: z
    .array(z.strictObject({ type: z.literal('coupon_code'), coupon_code: textUpTo(SEND_LIMITS.couponCodeCharacters) }))
    .length(1),
})

const catalogButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('catalog'),
  parameters: actionOf(z.strictObject({ thumbnail_product_retailer_id: z.string().min(1).optional() })),
})

const multiProductButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('mpm'),
  parameters: actionOf(z.strictObject({ thumbnail_product_retailer_id: z.string().min(1), sections: productSectionsSchema })),
})

/** `flow_action_data` fills the first screen of the flow. */
const flowButtonSchema = z.strictObject({
  ...buttonFields,
  sub_type: z.literal('flow'),
  parameters: actionOf(
    z.strictObject({ flow_token: z.string().min(1).optional(), flow_action_data: z.record(z.string(), z.unknown()).optional() }),
  ),
})

/** One button of a template that takes a value at sending time. A single product goes into the header. @source reference part 2.3 */
export const templateButtonComponentSchema = z.discriminatedUnion('sub_type', [
  quickReplyButtonSchema,
  urlButtonSchema,
  copyCodeButtonSchema,
  catalogButtonSchema,
  multiProductButtonSchema,
  flowButtonSchema,
])

/** One button of a card. @source reference part 2.3, row carousel */
export const cardButtonComponentSchema = z.discriminatedUnion('sub_type', [quickReplyButtonSchema, urlButtonSchema])

export type TemplateButtonComponent = z.infer<typeof templateButtonComponentSchema>
