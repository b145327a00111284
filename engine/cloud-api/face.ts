import type { CatalogNode } from '#contract/cloud-api/answer-catalog.ts'
import type { PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { AccountOperations } from './account/group.ts'
import type { BlockOperations } from './block/group.ts'
import type { BusinessOperations } from './business/group.ts'
import type { CatalogOperations } from './catalog/group.ts'
import type { CoexistenceOperations } from './coexistence/group.ts'
import type { ConversationOperations } from './conversation/group.ts'
import type { HistoryOperations } from './history/group.ts'
import type { InsightOperations } from './insight/group.ts'
import type { KeyOperations } from './key/group.ts'
import type { NumberOperations } from './number/group.ts'
import type { MediaOperations } from './media/group.ts'
import type { Messenger } from './outcome.ts'
import type { ProfileOperations } from './profile/group.ts'
import type { QrCodeOperations } from './qr-code/group.ts'
import type { SignupOperations } from './signup/group.ts'
import type { TemplateOperations } from './template/group.ts'
import type { WebhookOperations } from './webhook/group.ts'

/** A small picture with the type that its first bytes prove, whatever the server called it. */
export type FetchedImage = { readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'image/png' | 'image/webp' }

/** What every client of Meta's interface can tell about itself. */
type Client = {
  /** Meta's clock minus this computer's, from the last answer; null before the first one. */
  clockOffsetMs(): number | null
  /** Takes no more requests and ends once those under way have their answers, e.g. when the key was replaced. */
  retire(): Promise<void>
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>
}

/**
 * One number at Meta (or at a provider with the same interface). Expected failures come as error codes:
 * network-unreachable, network-timeout, tls-refused, redirect-refused, address-refused, meta-key-refused,
 * meta-permission-missing, meta-busy, meta-refused (with metaCode, metaSubcode and, for calls that carry nothing of a
 * customer, Meta's words as `detail`), meta-answer-unreadable. What breaks a limit of Meta's ends before a byte leaves as
 * form-text-too-long, form-text-missing, form-too-many, form-too-few or form-value-refused with `field` and `limit`, a
 * template as template-rule-broken with `rule`.
 */
export type CloudApi = Client & {
  /** Hands messages over, one try each; what becomes of a try is told by SendOutcome alone. */
  messenger(): Messenger
  /** Marks a customer's message and all before it as read, with or without the sign "is typing". */
  markRead(wamid: string, typing?: boolean): Promise<Result<void>>
  /** Fetches a product picture from the API's own host or from Meta's media hosts; the key is not sent along. */
  fetchImage(url: string): Promise<Result<FetchedImage>>
  readonly media: MediaOperations
  readonly templates: TemplateOperations
  readonly catalog: CatalogOperations
  readonly number: NumberOperations
  readonly account: AccountOperations
  readonly business: BusinessOperations
  readonly webhooks: WebhookOperations
  readonly profile: ProfileOperations
  readonly qrCodes: QrCodeOperations
  readonly blocks: BlockOperations
  readonly conversation: ConversationOperations
  readonly signups: SignupOperations
  readonly insights: InsightOperations
  readonly history: HistoryOperations
  readonly coexistence: CoexistenceOperations
  readonly key: KeyOperations
}

/** What can be asked with a key alone, while the number is still being chosen. */
export type GraphReader = Client & {
  readonly key: KeyOperations
  readonly business: BusinessOperations
  account(wabaId: string): AccountOperations
  numbers(wabaId: string): Promise<Result<readonly PhoneNumberNode[]>>
  linkedCatalogs(wabaId: string): Promise<Result<readonly CatalogNode[]>>
}
