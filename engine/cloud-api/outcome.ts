import type { ErrorCode } from '#contract/errors/catalogue.ts'

/**
 * What is known after one try to hand a message to Meta (SECURITY 2.0, step 3). Never thrown.
 * Only `accepted`, `rejected`, `refused-here`, `retry`, `refused-key` and `not-sent` are certain; everything else is `unknown`.
 */
export type SendOutcome =
  /** 200 with a message id. Accepted is not delivered. */
  | {
      readonly kind: 'accepted'
      readonly wamid: string
      readonly waId: string | null
      readonly userId: string | null
      readonly heldForQuality: boolean
      readonly httpStatus: number
    }
  /** Meta said no for good, before accepting. */
  | { readonly kind: 'rejected'; readonly metaCode: number; readonly httpStatus: number }
  /** It breaks a limit of Meta's, so it never left and never will: trying again changes nothing. */
  | { readonly kind: 'refused-here'; readonly code: ErrorCode }
  /** Meta said later: a throttle answer. `scope` tells who must wait; `waitMs` when Meta named a time. */
  | {
      readonly kind: 'retry'
      readonly metaCode: number
      readonly scope: 'person' | 'number' | 'account'
      readonly waitMs: number | null
      readonly httpStatus: number
    }
  /** The key is expired, revoked or lacks a permission: nothing more can be sent with it. */
  | { readonly kind: 'refused-key'; readonly metaCode: number; readonly httpStatus: number }
  /** No byte of the request left this computer. */
  | { readonly kind: 'not-sent'; readonly code: 'network-unreachable' | 'tls-refused' | 'address-refused' }
  /** The request left and its fate is not known: time-out, reset, 5xx, unreadable answer. Never repeat it by itself. */
  | {
      readonly kind: 'unknown'
      readonly reason: 'timeout' | 'reset' | 'server-error' | 'unreadable' | 'redirect'
      readonly httpStatus: number | null
    }

/** The one thing the ledger needs to send. `body` is JSON text and is sent byte for byte. */
export type Messenger = { send(body: string, signal: AbortSignal): Promise<SendOutcome> }
