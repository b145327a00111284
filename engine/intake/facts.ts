import type { KnownInboundMessage } from '#contract/cloud-api/webhook-message.ts'
import type { EditedMessage, Referral } from '#contract/cloud-api/webhook-parts.ts'
import type {
  TemplateCategoryValue,
  TemplateComponentsValue,
  TemplateQualityValue,
  TemplateStatusValue,
} from '#contract/cloud-api/webhook-template.ts'

/** Whoever wrote or received. The number in E.164 form; some of the three may be missing, never all. @source reference part 12.1 */
export type Person = {
  readonly phone: string | null
  readonly userId: string | null
  readonly parentUserId: string | null
}

/** A message as Meta wrote it; `other` where its kind is not known, with what Meta says of it. */
export type MessageBody =
  | KnownInboundMessage
  | { readonly type: 'other'; readonly kind: string; readonly errors?: KnownInboundMessage['errors'] }

type MessageFacts = Person & {
  readonly wamid: string
  /** Meta's stamp, ms. */
  readonly at: number
  readonly message: MessageBody
  /** Our message that is answered or quoted. */
  readonly contextWamid: string | null
  readonly forwarded: 'once' | 'often' | null
}

/** A message from a customer. */
export type InboundEvent = MessageFacts & {
  readonly username: string | null
  readonly profileName: string | null
  /** Product page that the customer asks from. */
  readonly aboutProduct: string | null
  /** The advertisement that the customer came from. */
  readonly referral: Referral | null
}

/** A message of the shop's own phone: written there now, or from the time before it was joined. The person is the customer. */
export type PhoneEvent = MessageFacts & {
  readonly direction: 'in' | 'out'
  readonly origin: 'phone' | 'before'
  /** How far an own message came, as the phone says. */
  readonly state: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'
}

/** A message was edited or withdrawn by who wrote it. The person is the customer of the chat. */
export type ChangeEvent = Person & {
  readonly originalWamid: string
  readonly at: number
  readonly change: { readonly kind: 'edit'; readonly message: EditedMessage } | { readonly kind: 'revoke' }
}

/** A customer's number or ids changed. @source reference part 12.1 */
export type IdentityEvent = {
  readonly how: 'number' | 'user-id'
  /** Meta's id of the notice; null where the change came without one. */
  readonly wamid: string | null
  readonly at: number
  readonly before: Person
  readonly now: Person
}

/** Meta says that number and ids are one person; nobody wrote. */
export type KnownEvent = Person & { readonly username: string | null; readonly at: number }

/** An entry of the address book of the shop's phone was added, changed or removed. */
export type BookEvent = { readonly phone: string; readonly name: string; readonly action: 'add' | 'remove'; readonly at: number }

/** What became of one of our messages. */
export type StatusEvent = Person & {
  readonly wamid: string
  readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed'
  readonly at: number
  readonly metaCode: number | null
  readonly opaque: string | null
  readonly pricing: { readonly category: string; readonly type: string } | null
}

/** A customer moved WhatsApp's own switch for promotions, or asked for them by a sign-up link. */
export type PreferenceEvent = Person & { readonly value: 'stop' | 'resume' | 'signup'; readonly detail: string; readonly at: number }

/** Meta changed the state, quality, category or text of a template. */
export type TemplateEvent =
  | { readonly kind: 'status'; readonly value: TemplateStatusValue }
  | { readonly kind: 'quality'; readonly value: TemplateQualityValue }
  | { readonly kind: 'category'; readonly value: TemplateCategoryValue }
  | { readonly kind: 'components'; readonly value: TemplateComponentsValue }

/**
 * Something about account, number or security. `event` is Meta's own word (its decision, where the field has no event);
 * `params` hold what it says, by field:
 * - account_update: restriction (one event for each), violation, banState, banDate, reason, initiatedBy, pricingCategory,
 *   region, tier, effectiveMonth, country
 * - account_review_update: nothing more
 * - account_alerts: severity, status, description, entity
 * - phone_number_quality_update: limit
 * - phone_number_name_update: name, reason
 * - business_capability_update: limit, phoneNumbers
 * - business_username_update: username
 * - message_template_quality_update: template, language, from, to
 * - security: nothing more (who asked is not kept)
 * - history: code of the refusal
 * - messages: code and title of an error that belongs to no message
 */
export type AccountEvent = {
  readonly field: AccountField
  readonly event: string
  readonly params: Readonly<Record<string, string | number>>
  /** When Meta said it, ms. */
  readonly at: number
  /** When it ends, where Meta says so, ms. */
  readonly until: number | null
}

export type AccountField =
  | 'account_update'
  | 'account_review_update'
  | 'account_alerts'
  | 'phone_number_quality_update'
  | 'phone_number_name_update'
  | 'business_capability_update'
  | 'business_username_update'
  | 'message_template_quality_update'
  | 'security'
  | 'history'
  | 'messages'

/** How far the chats of before have come, in percent of one of three phases. */
export type HistoryEvent = { readonly phase: number; readonly progress: number; readonly chunk: number; readonly at: number }

/** One thing that an event tells; `unknown` keeps the event whole for a later version, `noted` is known and of no use. */
export type Fact =
  | { readonly kind: 'inbound'; readonly event: InboundEvent }
  | { readonly kind: 'phone'; readonly event: PhoneEvent }
  | { readonly kind: 'change'; readonly event: ChangeEvent }
  | { readonly kind: 'identity'; readonly event: IdentityEvent }
  | { readonly kind: 'known'; readonly event: KnownEvent }
  | { readonly kind: 'book'; readonly event: BookEvent }
  | { readonly kind: 'status'; readonly event: StatusEvent }
  | { readonly kind: 'preference'; readonly event: PreferenceEvent }
  | { readonly kind: 'template'; readonly event: TemplateEvent }
  | { readonly kind: 'account'; readonly event: AccountEvent }
  | { readonly kind: 'history'; readonly event: HistoryEvent }
  | { readonly kind: 'noted'; readonly what: string }
  | { readonly kind: 'unknown'; readonly what: string }
