import { z } from 'zod'
import { SEND_LIMITS } from './limits.ts'
import { anyHeaderSchema, bodySchema, footerSchema, textUpTo } from './request-parts.ts'

const flowFields = {
  flow_message_version: z.literal('3'),
  flow_id: z.string().min(1).optional(),
  flow_name: z.string().min(1).optional(),
  flow_cta: textUpTo(SEND_LIMITS.flowLabelCharacters),
  flow_token: z.string().min(1).optional(),
  flow_action: z.enum(['navigate', 'data_exchange']).optional(),
  flow_action_payload: z.strictObject({ screen: z.string().min(1), data: z.record(z.string(), z.unknown()).optional() }).optional(),
  /** `draft` shows a flow that is not published yet, for tests. */
  mode: z.enum(['draft', 'published']).optional(),
}

/** Opens a form inside WhatsApp, named by id or by name. @source reference part 2.2, row flow */
export const flowInteractiveSchema = z.strictObject({
  type: z.literal('flow'),
  header: anyHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal('flow'),
    parameters: z
      .strictObject(flowFields)
      .refine((flow) => (flow.flow_id === undefined) !== (flow.flow_name === undefined), {
        error: 'either the id or the name of a flow',
        path: ['flow_id'],
      })
      .refine((flow) => flow.flow_action !== 'data_exchange' || flow.flow_action_payload === undefined, {
        error: 'only navigate takes a first screen',
        path: ['flow_action_payload'],
      }),
  }),
})

/** Asks where somebody is; the answer is a location message. @source reference part 2.2, row location_request_message */
export const locationRequestInteractiveSchema = z.strictObject({
  type: z.literal('location_request_message'),
  body: bodySchema,
  action: z.strictObject({ name: z.literal('send_location') }),
})

/** Asks a person with a username for the phone number; the answer is a contacts message. @source reference part 2.2, row request_contact_info */
export const contactRequestInteractiveSchema = z.strictObject({
  type: z.literal('request_contact_info'),
  body: bodySchema,
  action: z.strictObject({ name: z.literal('request_contact_info') }),
})

/** Field names are Meta's and differ by country, e.g. `in_pin_code`, `sg_post_code`. */
const addressValuesSchema = z.record(z.string().regex(/^[a-z_]+$/), z.string())

/** Asks for a postal address by a form; for shops and customers in India or Singapore. @source reference part 2.2, last row; Meta's page "Address messages" */
export const addressInteractiveSchema = z.strictObject({
  type: z.literal('address_message'),
  header: anyHeaderSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    name: z.literal('address_message'),
    parameters: z.strictObject({
      country: z.enum(['IN', 'SG']),
      values: addressValuesSchema.optional(),
      saved_addresses: z
        .array(z.strictObject({ id: z.string().min(1), value: addressValuesSchema }))
        .min(1)
        .optional(),
      validation_errors: addressValuesSchema.optional(),
    }),
  }),
})
