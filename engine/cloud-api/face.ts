import type { BusinessAccountNode, PhoneNumberNode, SubscribedApp } from '#contract/cloud-api/answers.ts'
import type { CatalogNode, ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Messenger } from './outcome.ts'

/** A small picture with the type that its first bytes prove, whatever the server called it. */
export type FetchedImage = { readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'image/png' | 'image/webp' }

/**
 * One number at Meta (or at a provider with the same interface). Expected failures come as error codes:
 * network-unreachable, network-timeout, tls-refused, redirect-refused, address-refused, meta-key-refused,
 * meta-permission-missing, meta-busy, meta-refused (with metaCode), meta-answer-unreadable.
 */
export type CloudApi = {
  /** Hands messages over, one try each; what becomes of a try is told by SendOutcome alone. */
  messenger(): Messenger
  /** Marks a customer's message and all before it as read, with or without the sign "is typing". */
  markRead(wamid: string, typing?: boolean): Promise<Result<void>>
  /** Every template of the account, all pages. */
  templates(): Promise<Result<readonly TemplateNode[]>>
  /** The first template only: proves that templates may be read. */
  probeTemplates(): Promise<Result<void>>
  /** Catalogs linked to the account. */
  catalogs(): Promise<Result<readonly CatalogNode[]>>
  /** Every product of a catalog, all pages. */
  products(catalogId: string): Promise<Result<readonly ProductNode[]>>
  phoneNumber(): Promise<Result<PhoneNumberNode>>
  businessAccount(): Promise<Result<BusinessAccountNode>>
  /** Asks for events of the account at an address of our own; Meta checks it with a handshake before it answers. */
  subscribe(overrideUri: string, verifyToken: string): Promise<Result<void>>
  /** Takes the own address back: events go to the app's own callback again. */
  unsubscribe(): Promise<Result<void>>
  subscriptions(): Promise<Result<readonly SubscribedApp[]>>
  /** Fetches a product picture from the API's own host or from Meta's media hosts; the key is not sent along. */
  fetchImage(url: string): Promise<Result<FetchedImage>>
  /** Meta's clock minus this computer's, from the last answer; null before the first one. */
  clockOffsetMs(): number | null
  /** Takes no more requests and ends once those under way have their answers, e.g. when the key was replaced. */
  retire(): Promise<void>
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>
}
