import { z } from 'zod'
import { report } from '../../behaviour/customers.ts'
import { type AccountState, type NumberState, allScopes, messagingTiers } from '../../behaviour/number-state.ts'
import type { World } from '../../behaviour/world.ts'
import { accountEvent, capabilityEvent, numberNameEvent, numberQualityEvent } from '../../webhooks/number-news.ts'
import { type ControlCalls, controlCall } from './define.ts'

const nameStates = z.enum(['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'PENDING_REVIEW', 'DECLINED', 'EXPIRED', 'NONE'])

const numberSchema = z.strictObject({
  status: z
    .enum(['PENDING', 'CONNECTED', 'DISCONNECTED', 'FLAGGED', 'RESTRICTED', 'RATE_LIMITED', 'MIGRATED', 'BANNED', 'UNVERIFIED'])
    .optional(),
  registered: z.boolean().optional(),
  nameStatus: nameStates.optional(),
  newNameStatus: nameStates.optional(),
  quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
  tier: z.enum(messagingTiers).optional(),
  throughput: z.enum(['STANDARD', 'HIGH', 'NOT_APPLICABLE']).optional(),
  codeVerification: z.enum(['VERIFIED', 'NOT_VERIFIED', 'EXPIRED']).optional(),
  isOnBizApp: z.boolean().optional(),
  accountMode: z.enum(['LIVE', 'SANDBOX']).optional(),
})

const restrictionSchema = z.strictObject({ type: z.string(), hours: z.number().positive().nullable().default(24) })

const accountSchema = z.strictObject({
  restrictions: z.array(restrictionSchema).optional(),
  lock: z.enum(['none', 'locked', 'disabled']).optional(),
  status: z.enum(['ACTIVE', 'DISABLED', 'RESTRICTED']).optional(),
  review: z.enum(['APPROVED', 'PENDING', 'REJECTED']).optional(),
  verification: z.enum(['verified', 'not_verified', 'pending', 'rejected']).optional(),
  marketingTerms: z.enum(['ELIGIBLE', 'ONBOARDED']).optional(),
  marketingOffOnMessages: z.boolean().optional(),
  assigned: z.boolean().optional(),
})

const tokenSchema = z.strictObject({
  expiresInSeconds: z.int().min(0).nullable().optional(),
  scopes: z.array(z.enum(allScopes)).optional(),
  without: z.array(z.enum(allScopes)).optional(),
})

/** What makes number, account, token and surroundings ill, or well again. Each tells the webhooks that Meta would send. */
export const stateCalls: ControlCalls = {
  number: controlCall(
    '{"registered"?,"status"?,"nameStatus"?,"quality"?,"tier"?,"throughput"?,"isOnBizApp"?,…} changes the number',
    numberSchema,
    (world, wish) => changeNumber(world, wish),
  ),
  account: controlCall(
    '{"restrictions"?:[{"type","hours"?}],"lock"?,"verification"?,"marketingTerms"?,"assigned"?,…} changes the account',
    accountSchema,
    (world, wish) => changeAccount(world, wish),
  ),
  token: controlCall('{"expiresInSeconds"?:0|null,"scopes"?:[],"without"?:[]} changes the token', tokenSchema, (world, wish) => {
    const { token } = world
    if (wish.expiresInSeconds !== undefined) {
      token.expiresAtMs = wish.expiresInSeconds === null ? null : world.clock.nowMs() + 1_000 * wish.expiresInSeconds
    }
    const scopes: readonly string[] = wish.scopes ?? token.scopes
    token.scopes = scopes.filter((scope) => !wish.without?.some((one) => one === scope))
    return { expiresAtMs: token.expiresAtMs, scopes: token.scopes }
  }),
  payment: controlCall('{"missing":true} takes the payment method away', z.strictObject({ missing: z.boolean() }), (world, { missing }) => {
    world.account.isPaymentMissing = missing
    return undefined
  }),
  catalog: controlCall(
    '{"linked":false} takes the catalog off the account',
    z.strictObject({ linked: z.boolean() }),
    (world, { linked }) => {
      world.account.hasCatalog = linked
      return undefined
    },
  ),
  callback: controlCall(
    '{"cut":true} the callback can’t be reached, for handshakes nor events',
    z.strictObject({ cut: z.boolean() }),
    (world, { cut }) => {
      world.isCallbackCut = cut
      return undefined
    },
  ),
  unsubscribe: controlCall('{} the app is no longer subscribed to the account', z.strictObject({}), (world) => {
    Object.assign(world.subscription, { isSubscribed: false, callbackUrl: null })
    return undefined
  }),
  'date-header': controlCall(
    '{"offByMs":7200000} every Date header is wrong by that',
    z.strictObject({ offByMs: z.int() }),
    (world, { offByMs }) => {
      world.dateOffByMs = offByMs
      return undefined
    },
  ),
  'webhook-version': controlCall(
    '{"version":23} Graph version of the webhooks',
    z.strictObject({ version: z.int().min(19).max(99) }),
    (world, { version }) => {
      world.webhookVersion = version
      return undefined
    },
  ),
}

/** Sets what was wished and leaves the rest. */
function set<State extends object>(state: State, changes: { readonly [Name in keyof State]?: State[Name] | undefined }): void {
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) Object.assign(state, { [name]: value })
}

function changeNumber(world: World, wish: z.infer<typeof numberSchema>): NumberState {
  const { number } = world
  const { registered, ...changes } = wish
  const tierBefore = number.tier
  set(number, { ...changes, isRegistered: registered })
  if (registered !== undefined && wish.status === undefined) number.status = registered ? 'CONNECTED' : 'DISCONNECTED'
  if (wish.nameStatus !== undefined) report(world, numberNameEvent(world, wish.nameStatus))
  if (number.tier !== tierBefore) {
    const isHigher = messagingTiers.indexOf(number.tier) > messagingTiers.indexOf(tierBefore)
    report(world, capabilityEvent(world))
    report(world, numberQualityEvent(world, isHigher ? 'THROUGHPUT_UPGRADE' : 'DOWNGRADE'))
  }
  if (wish.status === 'FLAGGED') report(world, numberQualityEvent(world, 'FLAGGED'))
  return number
}

function changeAccount(world: World, wish: z.infer<typeof accountSchema>): AccountState {
  const { account } = world
  set(account, {
    lock: wish.lock,
    status: wish.status,
    reviewStatus: wish.review,
    verificationStatus: wish.verification,
    marketingTerms: wish.marketingTerms,
    isMarketingOffOnMessages: wish.marketingOffOnMessages,
    isAssignedToToken: wish.assigned,
    restrictions: wish.restrictions?.map(({ type, hours }) => ({
      type,
      endsAtMs: hours === null ? null : world.clock.nowMs() + hours * 3_600_000,
    })),
  })
  tellAccount(world, wish)
  return account
}

function tellAccount(world: World, wish: z.infer<typeof accountSchema>): void {
  const { account } = world
  if (wish.restrictions !== undefined && account.restrictions.length > 0) {
    const restriction_info = account.restrictions.map(({ type, endsAtMs }) => ({
      restriction_type: type,
      ...(endsAtMs === null ? {} : { expiration: Math.floor(endsAtMs / 1000) }),
    }))
    report(world, accountEvent('ACCOUNT_RESTRICTION', { restriction_info }))
  }
  if (wish.lock !== undefined) {
    const waba_ban_state = wish.lock === 'none' ? 'REINSTATE' : 'DISABLE'
    const waba_ban_date = new Date(world.clock.nowMs()).toISOString().slice(0, 10)
    report(world, accountEvent('DISABLED_UPDATE', { ban_info: { waba_ban_state, waba_ban_date } }))
  }
  if (wish.review !== undefined) report(world, { kind: 'change', field: 'account_review_update', value: { decision: wish.review } })
  if (wish.marketingTerms === 'ONBOARDED') report(world, accountEvent('MM_LITE_TERMS_SIGNED'))
}
