import { z } from 'zod'
import { ConnectionId, TimestampMs } from '../kernel/values.ts'

export const ConnectionKind = z.enum(['demo', 'meta', 'provider'])

/** Why sending from a number is limited just now, in Meta's word, and until when. */
export const Restriction = z.strictObject({ type: z.string(), until: TimestampMs.nullable() })

export const PhoneNumber = z.strictObject({
  displayPhoneNumber: z.string(),
  verifiedName: z.string(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
  /** Different people a day outside reply windows; null is no limit. */
  dailyLimit: z.number().int().nullable(),
  status: z.string(),
  throughputPerSecond: z.number().int(),
})

/**
 * The nine checks of a number, in the order of the screen: the key itself, the two permissions, the number with its name,
 * the payment method, the daily limit, the way in for events, the catalog, and this computer's clock.
 */
export const CheckName = z.enum(['key', 'messaging', 'management', 'number', 'payment', 'limit', 'receiving', 'catalog', 'clock'])
export const Check = z.strictObject({
  name: CheckName,
  /** `warning` works today and needs a look; `skipped` could not be asked or is not wanted. */
  state: z.enum(['ok', 'warning', 'failed', 'skipped']),
  /** Error code of the catalogue unless ok. */
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  checkedAt: TimestampMs,
})

/** What Meta says about a key. Never the key itself. */
export const KeyFacts = z.strictObject({
  /** Only the last four characters, for recognising it. */
  last4: z.string(),
  appId: z.string().nullable(),
  /** Null never ends. */
  expiresAt: TimestampMs.nullable(),
  scopes: z.array(z.string()),
  /** Permissions that Shopbell needs and the key lacks. */
  missingScopes: z.array(z.string()),
})

/** A number that the key can reach, for choosing among them. */
export const NumberChoice = z.strictObject({
  wabaId: z.string(),
  accountName: z.string(),
  businessId: z.string().nullable(),
  phoneNumberId: z.string(),
  displayPhoneNumber: z.string(),
  verifiedName: z.string(),
  status: z.string(),
  /** True when the WhatsApp Business app on a phone keeps working with this number. */
  isOnPhoneApp: z.boolean(),
  /** Catalogs linked to the account. */
  catalogs: z.array(z.strictObject({ catalogId: z.string(), name: z.string() })),
})

/** The live test: a message from the owner's own phone to this number, and an answer back. */
export const LiveTest = z.strictObject({
  state: z.enum(['waiting', 'received', 'answering', 'answered', 'failed']),
  startedAt: TimestampMs,
  receivedAt: TimestampMs.nullable(),
  /** Who wrote, as people write numbers, or @name. */
  from: z.string().nullable(),
  /** Opens a chat with the number on a phone; drawn as a QR code. */
  link: z.string(),
  /** Error code when the answer could not be delivered. */
  code: z.string().nullable(),
})

/** The wizard's progress, kept in the vault (the key in the keychain) so that leaving loses nothing. Steps: UX 3.1. */
export const ConnectionSetup = z.strictObject({
  step: z.enum(['account', 'number', 'checks', 'live']),
  kind: z.enum(['meta', 'provider']),
  baseUrl: z.string(),
  apiVersion: z.string(),
  authHeader: z.string(),
  key: KeyFacts,
  hasAppSecret: z.boolean(),
  /** Empty where the provider or the key's rights do not let them be listed: then ids are typed. */
  numbers: z.array(NumberChoice),
  chosen: z.strictObject({ wabaId: z.string(), phoneNumberId: z.string(), catalogId: z.string().nullable() }).nullable(),
})

/** Something that the owner should know before it hurts; shown on the number page and, from `warning` on, in the window's frame. */
export const ConnectionNotice = z.strictObject({
  /** Code with words in the message files, e.g. key-ends-soon, version-ends-soon, account-restricted, template-paused. */
  code: z.enum([
    'key-ends-soon',
    'key-ended',
    'data-access-ends-soon',
    'version-ends-soon',
    'version-ended',
    'account-restricted',
    'account-violation',
    'account-disabled',
    'number-flagged',
    'name-declined',
    'quality-low',
    'pin-changed',
    'payment-missing',
    'price-rules-old',
    'phone-app-silent',
    'meta-alert',
  ]),
  level: z.enum(['info', 'warning', 'trouble']),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  at: TimestampMs,
  /** When it takes effect or ends. */
  due: TimestampMs.nullable(),
})

/** Everything of the number page. */
export const NumberHealth = z.strictObject({
  /** When Meta was asked; null shows what is kept from before. */
  readAt: TimestampMs.nullable(),
  nameStatus: z.string().nullable(),
  requestedName: z.string().nullable(),
  accountMode: z.string().nullable(),
  accountReview: z.string().nullable(),
  businessVerification: z.string().nullable(),
  isOfficial: z.boolean(),
  isOnPhoneApp: z.boolean(),
  isPinSet: z.boolean().nullable(),
  accountCurrency: z.string().nullable(),
  accountTimeZone: z.string().nullable(),
  /** Whether messages can go out at all, by Meta's own lamp; `entities` name what holds them up. */
  canSend: z.enum(['AVAILABLE', 'LIMITED', 'BLOCKED', 'UNKNOWN']),
  entities: z.array(
    z.strictObject({
      type: z.string(),
      canSend: z.enum(['AVAILABLE', 'LIMITED', 'BLOCKED', 'UNKNOWN']),
      problems: z.array(z.strictObject({ metaCode: z.number().int(), description: z.string(), solution: z.string() })),
    }),
  ),
  restrictions: z.array(Restriction),
  limit: z.strictObject({
    perDay: z.number().int().nullable(),
    used: z.number().int(),
    /** The next step; null at the top. */
    next: z.number().int().nullable(),
    /** What lifts it: verification or 2,000 good deliveries, or half of the limit used in 7 days with good quality. */
    growsBy: z.enum(['verification', 'use', 'top']),
    /** Different people written to outside windows in 7 days, for the rule of half. */
    usedIn7Days: z.number().int(),
  }),
  templates: z.strictObject({
    approved: z.number().int(),
    inReview: z.number().int(),
    refused: z.number().int(),
    paused: z.number().int(),
    off: z.number().int(),
    lowQuality: z.number().int(),
  }),
  key: KeyFacts,
  /** `newest` is the newest version that Shopbell knows. */
  api: z.strictObject({ version: z.string(), endsOn: z.iso.date().nullable(), newest: z.string() }),
  prices: z.strictObject({
    validFrom: z.iso.date().nullable(),
    source: z.string().nullable(),
    isSample: z.boolean(),
    rules: z.number().int(),
  }),
  /** Each event field that Shopbell asks for or ever heard: when it last delivered. */
  fields: z.array(z.strictObject({ field: z.string(), isNeeded: z.boolean(), lastAt: TimestampMs.nullable(), count: z.number().int() })),
  notices: z.array(ConnectionNotice),
})

export const ConnectionStatus = z.strictObject({
  connectionId: ConnectionId,
  kind: ConnectionKind,
  baseUrl: z.string(),
  apiVersion: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
  catalogId: z.string().nullable(),
  /** Only the last four characters of the key, for recognising it. */
  tokenLast4: z.string(),
  hasAppSecret: z.boolean(),
  number: PhoneNumber.nullable(),
  link: z.enum(['online', 'offline', 'unauthorised', 'unknown']),
  receiving: z.strictObject({
    way: z.enum(['local', 'callback', 'none']),
    /** Whether Meta keeps our address for the whole account or for this number alone. */
    level: z.enum(['account', 'number']),
    /** Address of the engine's own receiver while the vault is open. */
    localUrl: z.string().nullable(),
    verified: z.boolean(),
    lastEventAt: TimestampMs.nullable(),
  }),
  /** People messaged outside reply windows in the last 24 h. */
  peopleLast24h: z.number().int(),
  /** What the window's frame should tell; the number page lists all of it. */
  notices: z.array(ConnectionNotice),
  /** True when promotions go by Meta's marketing endpoint. */
  marketingEndpoint: z.boolean(),
})
