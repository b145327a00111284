/** Rungs of the messaging limit, lowest first. @source reference part 7, number, and part 9 */
export const messagingTiers = ['TIER_50', 'TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'] as const

export type MessagingTier = (typeof messagingTiers)[number]

/** Different people that a rung allows to be written to outside windows in 24 hours. */
export const tierSizes: Readonly<Record<MessagingTier, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
}

/** The number as the sending side, the reads and the control calls share it. @source reference part 7, number */
export type NumberState = {
  status: 'PENDING' | 'CONNECTED' | 'DISCONNECTED' | 'FLAGGED' | 'RESTRICTED' | 'RATE_LIMITED' | 'MIGRATED' | 'BANNED' | 'UNVERIFIED'
  /** False = `register` was never called or was taken back: sends fail with 133010. */
  isRegistered: boolean
  verifiedName: string
  nameStatus: 'APPROVED' | 'AVAILABLE_WITHOUT_REVIEW' | 'PENDING_REVIEW' | 'DECLINED' | 'EXPIRED' | 'NONE'
  newNameStatus: 'APPROVED' | 'AVAILABLE_WITHOUT_REVIEW' | 'PENDING_REVIEW' | 'DECLINED' | 'EXPIRED' | 'NONE'
  /** Name that was asked for and is not decided. */
  newDisplayName: string | null
  quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN'
  tier: MessagingTier
  /** True = Meta has seen enough use and raises the limit in some hours. */
  isGrowing: boolean
  throughput: 'STANDARD' | 'HIGH' | 'NOT_APPLICABLE'
  codeVerification: 'VERIFIED' | 'NOT_VERIFIED' | 'EXPIRED'
  /** The same number runs in the phone app too: 20 messages a second, echoes, history. @source reference part 14 */
  isOnBizApp: boolean
  accountMode: 'LIVE' | 'SANDBOX'
  isPinEnabled: boolean
  /** Callback set at the number itself; it wins over the account's for `messages`. */
  callbackOverride: string | null
}

/** One thing that Meta forbids for a while. @source reference part 15 */
export type Restriction = { readonly type: string; readonly endsAtMs: number | null }

/** The account as the sending side, the reads and the control calls share it. @source reference part 7, WABA */
export type AccountState = {
  reviewStatus: 'APPROVED' | 'PENDING' | 'REJECTED'
  verificationStatus: 'verified' | 'not_verified' | 'pending' | 'rejected'
  status: 'ACTIVE' | 'DISABLED' | 'RESTRICTED'
  restrictions: readonly Restriction[]
  /** Sends fail with 131031 while the account is locked, with 368 while it is disabled for breaking a policy. */
  lock: 'none' | 'locked' | 'disabled'
  isPaymentMissing: boolean
  marketingTerms: 'ELIGIBLE' | 'ONBOARDED'
  /** `disable_marketing_messages_on_cloud_api`: offers on the plain edge fail with 131063. */
  isMarketingOffOnMessages: boolean
  /** False = no catalog is linked to the account; product messages fail. */
  hasCatalog: boolean
  /** False = the token's user was never given the account: calls fail with 200. */
  isAssignedToToken: boolean
  phoneNumbersMax: number
}

/** The access token. @source reference part 1, tokens */
export type TokenState = {
  value: string
  isRevoked: boolean
  /** Simulated time of its end; null = never. */
  expiresAtMs: number | null
  issuedAtMs: number
  scopes: readonly string[]
}

/** Scopes of a token that can do everything a shop needs. @source reference part 1, scopes */
export const allScopes = [
  'whatsapp_business_messaging',
  'whatsapp_business_management',
  'business_management',
  'catalog_management',
] as const

/** What a scenario sets differently from a quiet, healthy number. */
export type StartingState = {
  readonly number?: Partial<NumberState>
  readonly account?: Partial<AccountState>
  /** Restrictions that began when the simulator started. */
  readonly restrictions?: readonly { readonly type: string; readonly hours: number }[]
  /** Switches of the fault board that are on from the start, such as a test number's five recipients. */
  readonly switches?: Readonly<Record<string, number | string>>
}

/** A healthy number of an approved shop. */
export function makeNumberState(shopName: string, start: StartingState): NumberState {
  return {
    status: 'CONNECTED',
    isRegistered: true,
    verifiedName: shopName,
    nameStatus: 'APPROVED',
    newNameStatus: 'NONE',
    newDisplayName: null,
    quality: 'GREEN',
    tier: 'TIER_2K',
    isGrowing: false,
    throughput: 'STANDARD',
    codeVerification: 'VERIFIED',
    isOnBizApp: false,
    accountMode: 'SANDBOX',
    isPinEnabled: true,
    callbackOverride: null,
    ...start.number,
  }
}

/** A healthy account with a payment method and a linked catalog. */
export function makeAccountState(start: StartingState, nowMs: number): AccountState {
  return {
    reviewStatus: 'APPROVED',
    verificationStatus: 'verified',
    status: 'ACTIVE',
    restrictions: (start.restrictions ?? []).map(({ type, hours }) => ({ type, endsAtMs: nowMs + hours * 3_600_000 })),
    lock: 'none',
    isPaymentMissing: false,
    marketingTerms: 'ELIGIBLE',
    isMarketingOffOnMessages: false,
    hasCatalog: true,
    isAssignedToToken: true,
    phoneNumbersMax: 2,
    ...start.account,
  }
}

/** Restrictions that are in force at this time. */
export function restrictionsAt(account: AccountState, nowMs: number): readonly Restriction[] {
  return account.restrictions.filter(({ endsAtMs }) => endsAtMs === null || endsAtMs > nowMs)
}
