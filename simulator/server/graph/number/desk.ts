import type { Scenario } from '../../../scenarios/scenario.ts'

/** The public profile of the number. @source reference part 7, profile */
export type Profile = {
  about: string
  address: string
  description: string
  email: string
  websites: readonly string[]
  vertical: string
  /** The picture as it was uploaded. */
  picture: { readonly mimeType: string; readonly bytes: Uint8Array; readonly version: number } | null
}

/** One code with the text that it opens a chat with. */
export type QrCode = { readonly code: string; text: string; image: 'PNG' | 'SVG' | null; readonly madeAtMs: number }

/** What greets people in a new chat. @source reference part 7, conversational automation */
export type Automation = {
  readonly enable_welcome_message: boolean
  readonly prompts: readonly string[]
  readonly commands: readonly { readonly command_name: string; readonly command_description: string }[]
}

/** Everything that is set at the number and does not change how messages are sent. */
export type NumberDesk = {
  readonly profile: Profile
  pin: string
  wrongPins: number
  /** Times of register and deregister calls. */
  registrationsMs: readonly number[]
  /** The code that was sent by SMS or call; only the control calls show it. */
  sentCode: string | null
  /** Groups of settings as they were posted, by name. */
  settings: Readonly<Record<string, object>>
  automation: Automation | null
  username: { readonly name: string; readonly status: 'approved' | 'reserved' } | null
  readonly qrCodes: Map<string, QrCode>
  /** Blocked people by their key. */
  readonly blocked: Map<string, { readonly id: string; readonly waId: string | null; readonly userId: string }>
  readonly commerce: { isCartEnabled: boolean; isCatalogVisible: boolean }
  compliance: object | null
  onboardedAtMs: number
}

/** The desk of a number that has been in use for a while. */
export function createDesk(scenario: Scenario, nowMs: number): NumberDesk {
  return {
    profile: { ...scenario.shop.profile, websites: ['https://springtea.example/'], vertical: 'RETAIL', picture: null },
    pin: '123456',
    wrongPins: 0,
    registrationsMs: [],
    sentCode: null,
    settings: {
      calling: {
        status: 'disabled',
        call_icon_visibility: 'hidden',
        ip_addresses: { default: [] },
        callback_permission_status: 'disabled',
      },
      storage_configuration: { status: 'default' },
      user_identity_change: { enable_identity_key_check: false },
    },
    automation: null,
    username: null,
    qrCodes: new Map(),
    blocked: new Map(),
    // Meta starts with the catalog hidden; a shop that already sells has shown it.
    commerce: { isCartEnabled: true, isCatalogVisible: scenario.name !== 'plain' },
    compliance: null,
    onboardedAtMs: nowMs,
  }
}
