import type { KnownInboundMessage } from '#contract/cloud-api/webhook-message.ts'
import type { TemplateCategoryValue, TemplateStatusValue } from '#contract/cloud-api/webhook-template.ts'

/** Whoever wrote or received. The number in E.164 form; number or user id may be missing, never both. */
export type Person = { readonly phone: string | null; readonly userId: string | null }

/** A message from a customer, `other` where its kind is not known. Times in ms by Meta's stamp. */
export type InboundEvent = Person & {
  readonly wamid: string
  readonly at: number
  readonly username: string | null
  readonly profileName: string | null
  readonly message: KnownInboundMessage | { readonly type: 'other'; readonly kind: string }
  /** Our message that the customer answers or quotes. */
  readonly contextWamid: string | null
  /** Product page that the customer asks from. */
  readonly aboutProduct: string | null
}

/** What became of one of our messages. */
export type StatusEvent = Person & {
  readonly wamid: string
  readonly status: 'sent' | 'delivered' | 'read' | 'played' | 'failed'
  readonly at: number
  readonly metaCode: number | null
  readonly opaque: string | null
  readonly pricing: { readonly category: string; readonly type: string } | null
}

/** A customer moved WhatsApp's own switch for promotions. */
export type PreferenceEvent = Person & { readonly value: 'stop' | 'resume'; readonly detail: string; readonly at: number }

/** Meta changed the state of a template, or its category. */
export type TemplateEvent =
  | { readonly kind: 'status'; readonly value: TemplateStatusValue }
  | { readonly kind: 'category'; readonly value: TemplateCategoryValue }

/** Something about the account or the number changed: what, in Meta's word, e.g. ACCOUNT_RESTRICTION. */
export type AccountEvent = { readonly field: string; readonly event: string }

/** One thing that an event tells; `unknown` keeps the event whole for a later version. */
export type Fact =
  | { readonly kind: 'inbound'; readonly event: InboundEvent }
  | { readonly kind: 'status'; readonly event: StatusEvent }
  | { readonly kind: 'preference'; readonly event: PreferenceEvent }
  | { readonly kind: 'template'; readonly event: TemplateEvent }
  | { readonly kind: 'account'; readonly event: AccountEvent }
  | { readonly kind: 'unknown'; readonly what: string }
