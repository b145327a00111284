import { z } from 'zod'
import { looseNumberSchema, metaIdSchema } from './answer-common.ts'
import { pageOf } from './answers.ts'
import { DOOR_LIMITS } from '../limits/profile.ts'
import { businessScopedUserIdSchema } from './requests.ts'

const L = DOOR_LIMITS

const qrText = z.string().min(1).max(L.qrTextCharacters)

/** Body of POST /{number}/message_qrdls that makes a code. @source reference part 7, QR codes */
export const createQrCodeSchema = z.strictObject({ prefilled_message: qrText, generate_qr_image: z.enum(['PNG', 'SVG']).optional() })

/** The same address with a code changes its text. @source reference part 7, QR codes */
export const editQrCodeSchema = z.strictObject({ code: z.string().min(1), prefilled_message: qrText })

export const qrCodeSchema = z.looseObject({
  code: z.string().min(1),
  prefilled_message: z.string(),
  deep_link_url: z.string().optional(),
  qr_image_url: z.string().optional(),
  creation_time: looseNumberSchema.optional(),
})
export const qrCodesPageSchema = pageOf(qrCodeSchema)

/** One code read alone comes bare or as a list of one. @source reference part 7, QR codes */
export const oneQrCodeSchema = z
  .union([z.looseObject({ data: z.array(qrCodeSchema).min(1) }), qrCodeSchema])
  .transform((answer) => qrCodeSchema.parse(Array.isArray(answer['data']) ? answer['data'][0] : answer))

/** Who is blocked: by number with +, or by user id. */
export const blockedPersonSchema = z.union([
  z.strictObject({ user: z.string().min(3).max(40) }),
  z.strictObject({ user_id: businessScopedUserIdSchema }),
])

/** Body of POST and DELETE /{number}/block_users. @source reference part 7, block users */
export const blockUsersSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  block_users: z.array(blockedPersonSchema).min(1).max(1000),
})

const touchedPersonSchema = z.looseObject({ input: z.string().optional(), wa_id: z.string().optional(), user_id: z.string().optional() })

/** Who was taken and who was not, also inside the refusal 139100. @source reference part 7, block users */
export const blockAnswerSchema = z.looseObject({
  block_users: z.looseObject({
    added_users: z.array(touchedPersonSchema).optional(),
    removed_users: z.array(touchedPersonSchema).optional(),
    failed_users: z
      .array(
        touchedPersonSchema.extend({
          errors: z.array(z.looseObject({ code: z.number().optional(), message: z.string().optional() })).optional(),
        }),
      )
      .optional(),
  }),
})

export const blockListItemSchema = z.looseObject({ wa_id: z.string().optional(), user_id: z.string().optional() })
export const blockListPageSchema = pageOf(blockListItemSchema)

/** Words beside the box in which customers write. */
const plainWords = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Emoji_Presentation}\u{FE0F}]*$/u)

/** Body of POST /{number}/conversational_automation; Meta allows no emoji. @source reference part 7, conversational automation */
export const saveConversationSchema = z.strictObject({
  enable_welcome_message: z.boolean().optional(),
  prompts: z.array(plainWords(L.promptCharacters)).max(L.prompts).optional(),
  commands: z
    .array(
      z.strictObject({
        command_name: plainWords(L.commandNameCharacters),
        command_description: plainWords(L.commandDescriptionCharacters),
      }),
    )
    .max(L.commands)
    .optional(),
})

/** GET /{number}?fields=conversational_automation; an account that set nothing has no such field. @source reference part 7 */
export const conversationAnswerSchema = z.looseObject({
  conversational_automation: z
    .looseObject({
      enable_welcome_message: z.boolean().optional(),
      prompts: z.array(z.string()).optional(),
      commands: z.array(z.looseObject({ command_name: z.string(), command_description: z.string().optional() })).optional(),
    })
    .optional(),
})

/** Body of POST /{account}/signups: a link by which customers agree to offers inside WhatsApp. @source reference part 12.2 */
export const createSignupSchema = z.strictObject({
  signup_message: z.string().min(1).optional(),
  confirmation_message: z.string().min(1).max(L.signupConfirmationCharacters),
  privacy_policy_url: z.url({ protocol: /^https$/ }),
  website_url: z.url({ protocol: /^https$/ }).optional(),
  promo_code: z
    .string()
    .regex(/^[A-Za-z0-9]+$/)
    .max(L.signupPromoCodeCharacters)
    .optional(),
})

export const editSignupSchema = createSignupSchema
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'an edit changes something' })

export const signupSchema = z.looseObject({
  id: metaIdSchema,
  signup_message: z.string().optional(),
  confirmation_message: z.string().optional(),
  privacy_policy_url: z.string().optional(),
  website_url: z.string().optional(),
  promo_code: z.string().optional(),
  /** The link that customers open; named differently by sources. */
  url: z.string().optional(),
  link: z.string().optional(),
  deep_link_url: z.string().optional(),
  status: z.string().optional(),
})
export const signupsPageSchema = pageOf(signupSchema)

export type CreateQrCodeRequest = z.infer<typeof createQrCodeSchema>
export type EditQrCodeRequest = z.infer<typeof editQrCodeSchema>
export type QrCode = z.infer<typeof qrCodeSchema>
export type BlockedPerson = z.infer<typeof blockedPersonSchema>
export type BlockAnswer = z.infer<typeof blockAnswerSchema>
export type BlockListItem = z.infer<typeof blockListItemSchema>
export type SaveConversationRequest = z.infer<typeof saveConversationSchema>
export type ConversationParts = NonNullable<z.infer<typeof conversationAnswerSchema>['conversational_automation']>
export type CreateSignupRequest = z.infer<typeof createSignupSchema>
export type EditSignupRequest = z.infer<typeof editSignupSchema>
export type Signup = z.infer<typeof signupSchema>
