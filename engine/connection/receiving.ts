import { WEBHOOK_FIELDS } from '#contract/cloud-api/manage-account.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Live } from './live.ts'

/** How events come in: to this computer directly, through the shop's own tunnel, or not at all. */
export const wayOf = (receiving: string): 'local' | 'callback' | 'none' =>
  receiving === 'local' || receiving === 'none' ? receiving : 'callback'

/** The address at which Meta should bring events; null when there is none (yet). */
export const wantedAddress = (receiving: string, localUrl: string | null): string | null =>
  receiving === 'none' ? null : receiving === 'local' ? localUrl : receiving

/** Meta's number for a callback that did not answer the handshake. */
const HANDSHAKE_FAILED = 2200

export type Wanted = {
  readonly address: string | null
  /** Sets the address even where Meta has it already, so that Meta shakes hands once more. */
  readonly always: boolean
  /** Whether our receiver saw Meta's handshake since the question began. */
  readonly wasReached: () => boolean
  readonly appId: () => Promise<string | null>
}

/**
 * Makes sure that Meta brings events to the wanted address, for the whole account or for the number alone. Errors besides
 * those of the client: app-secret-missing; receiver-unverified when there is no address yet, or when the number has
 * another address of its own (`host`); receiver-not-reached when Meta, or our receiver, saw no handshake.
 */
export async function ensureReceiving(live: Live, wanted: Wanted): Promise<Result<void>> {
  const { address } = wanted
  if (address === null) return fail('receiver-unverified')
  if (live.keys.appSecret === null) return fail('app-secret-missing')
  const there = wanted.always ? ok(false) : await isThere(live, address)
  if (!there.ok) return there
  return there.value ? ok(undefined) : setAddress(live, wanted, address)
}

async function setAddress(live: Live, wanted: Wanted, address: string): Promise<Result<void>> {
  const set = await point(live, address)
  if (!set.ok) return unanswered(set)
  if (!wanted.wasReached()) return fail('receiver-not-reached', { host: new URL(address).host })
  await giveAppAnAddress(live, wanted, address)
  return elsewhere(live, address)
}

const unanswered = (set: Extract<Result<void>, { ok: false }>): Result<void> =>
  set.error.params?.['metaCode'] === HANDSHAKE_FAILED ? fail('receiver-not-reached', { metaCode: HANDSHAKE_FAILED }) : set

/** Whether Meta has the address already: at the account, or at the number. */
async function isThere(live: Live, address: string): Promise<Result<boolean>> {
  const subscriptions = await live.api.webhooks.subscriptions()
  if (!subscriptions.ok) return subscriptions
  if (live.stored.receivingLevel === 'account') return ok(subscriptions.value.some((app) => app.override_callback_uri === address))
  const number = await live.api.number.readDetails()
  return number.ok ? ok(subscriptions.value.length > 0 && number.value.webhook_configuration?.phone_number === address) : number
}

async function point(live: Live, address: string): Promise<Result<void>> {
  const { webhooks } = live.api
  const callback = { url: address, verifyToken: live.stored.verifyToken }
  if (live.stored.receivingLevel === 'account') return webhooks.subscribe(callback)
  const subscriptions = await webhooks.subscriptions()
  if (!subscriptions.ok) return subscriptions
  // Without a subscription of the account the number's own address gets nothing; one that is there may carry an address of others.
  const subscribed = subscriptions.value.length > 0 ? ok(undefined) : await webhooks.subscribe()
  return subscribed.ok ? webhooks.setNumberCallback(callback) : subscribed
}

/**
 * An app that never was given an address hears nothing but messages, so it gets this one; an app that has one keeps it,
 * because others may live behind it. @source reference part 8.1, set up and override callbacks
 */
async function giveAppAnAddress(live: Live, wanted: Wanted, address: string): Promise<void> {
  const { appSecret } = live.keys
  const appId = live.stored.kind === 'provider' ? null : await wanted.appId()
  if (appId === null || appSecret === null) return
  const app = { appId, appSecret }
  const known = await live.api.webhooks.appSubscriptions(app)
  if (!known.ok || known.value.some((one) => one.object === 'whatsapp_business_account')) return
  // Failing here loses no message; the check of the way in names the fields that are missing.
  await live.api.webhooks.setAppSubscription(app, { url: address, verifyToken: live.stored.verifyToken, fields: WEBHOOK_FIELDS })
}

/** The number's own address goes before the account's: one that somebody else has set there takes all messages. */
async function elsewhere(live: Live, address: string): Promise<Result<void>> {
  if (live.stored.receivingLevel === 'number') return ok(undefined)
  const number = await live.api.number.readDetails()
  const other = number.ok ? number.value.webhook_configuration?.phone_number : undefined
  if (other === undefined || other === '' || other === address) return ok(undefined)
  return fail('receiver-unverified', { host: URL.canParse(other) ? new URL(other).host : '' })
}

/** Takes our address back from Meta: events go where they went before Shopbell asked for them. */
export const takeBack = (live: Live, level: 'account' | 'number'): Promise<Result<void>> =>
  level === 'account' ? live.api.webhooks.subscribe() : live.api.webhooks.removeNumberCallback()
