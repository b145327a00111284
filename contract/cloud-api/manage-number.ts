import { z } from 'zod'

/** Two-step verification, six digits. */
export const pinSchema = z.string().regex(/^\d{6}$/)

/** Body of POST /{number}/request_code. @source reference part 1, number registration */
export const requestCodeSchema = z.strictObject({
  code_method: z.enum(['SMS', 'VOICE']),
  /** Language with country, e.g. en_US or zh_HK. */
  language: z.string().regex(/^[a-z]{2}_[A-Z]{2}$/),
})

/** Body of POST /{number}/verify_code. @source reference part 1, number registration */
export const verifyCodeSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/) })

/** Countries where messages may be kept at rest. */
export const DATA_REGIONS = ['AE', 'AU', 'BH', 'BR', 'CA', 'CH', 'DE', 'GB', 'ID', 'IN', 'JP', 'KR', 'SG', 'ZA'] as const

/** Body of POST /{number}/register. @source reference part 1, number registration; Meta's published spec for the regions */
export const registerSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  pin: pinSchema,
  data_localization_region: z.enum(DATA_REGIONS).optional(),
})

/** Body of POST /{number} that sets the two-step PIN. @source reference part 7, number */
export const setPinSchema = z.strictObject({ pin: pinSchema })

/** Body of POST /{number} that asks for another display name; Meta reviews it. @source reference part 7, number; Meta's published spec for the lengths */
export const setDisplayNameSchema = z.strictObject({ new_display_name: z.string().min(2).max(75) })

/** Body of POST /{number} for a callback of the number's own; an empty address takes it back. @source reference part 8.1, override callbacks */
export const numberCallbackSchema = z.strictObject({
  webhook_configuration: z.union([
    z.strictObject({ override_callback_uri: z.url().max(200), verify_token: z.string().min(1) }),
    z.strictObject({ override_callback_uri: z.literal('') }),
  ]),
})

/** Body of POST /{number}/settings: one group at a time. @source reference part 7, settings */
export const saveSettingsSchema = z.union([
  z.strictObject({ user_identity_change: z.strictObject({ enable_identity_key_check: z.boolean() }) }),
  z.strictObject({
    calling: z.strictObject({
      status: z.enum(['ENABLED', 'DISABLED', 'enabled', 'disabled']),
      call_icon_visibility: z.string().optional(),
    }),
  }),
  z.strictObject({
    storage_configuration: z.looseObject({ status: z.string().optional(), data_localization_region: z.string().optional() }),
  }),
  z.strictObject({ payload_encryption: z.looseObject({ status: z.string(), client_encryption_key: z.string().optional() }) }),
])

const switchSchema = z.looseObject({ status: z.string().optional() })

/** Settings of a number; Meta leaves out what was never set. @source reference part 7, settings */
export const numberSettingsSchema = z.looseObject({
  calling: switchSchema.optional(),
  user_identity_change: z.looseObject({ enable_identity_key_check: z.boolean().optional(), enabled: z.boolean().optional() }).optional(),
  payload_encryption: switchSchema.optional(),
  storage_configuration: switchSchema.optional(),
})

/** Body of POST /{number}/username. @source reference part 7, business username */
export const setUsernameSchema = z.strictObject({
  username: z.string().regex(/^[a-z0-9._]{3,35}$/),
  /** Moves the name from another number of the portfolio. */
  force_transfer: z.boolean().optional(),
})

/** The name of a number; no name = all left out. @source reference part 7, business username */
export const usernameSchema = z.looseObject({
  username: z.string().optional(),
  /** approved, reserved or deleted. */
  status: z.string().optional(),
})

/** A word per suggestion; sources differ in how it is wrapped. @source reference part 7, business username */
export const usernameSuggestionsSchema = z
  .union([
    z.looseObject({
      data: z.array(
        z.union([z.string(), z.looseObject({ username_suggestions: z.array(z.string()).optional(), username: z.string().optional() })]),
      ),
    }),
    z.looseObject({ username_suggestions: z.array(z.string()) }),
  ])
  .transform((answer) => suggestionsOf(answer))

function suggestionsOf(answer: {
  readonly data?: readonly (
    | string
    | { readonly username_suggestions?: readonly string[] | undefined; readonly username?: string | undefined }
  )[]
  readonly username_suggestions?: readonly string[]
}): readonly string[] {
  if (answer.username_suggestions !== undefined) return answer.username_suggestions
  return (answer.data ?? []).flatMap((item) =>
    typeof item === 'string' ? [item] : [...(item.username_suggestions ?? []), ...(item.username === undefined ? [] : [item.username])],
  )
}

export type RequestCodeRequest = z.infer<typeof requestCodeSchema>
export type RegisterRequest = Omit<z.infer<typeof registerSchema>, 'messaging_product'>
export type SaveSettingsRequest = z.infer<typeof saveSettingsSchema>
export type NumberSettings = z.infer<typeof numberSettingsSchema>
export type SetUsernameRequest = z.infer<typeof setUsernameSchema>
export type Username = z.infer<typeof usernameSchema>
