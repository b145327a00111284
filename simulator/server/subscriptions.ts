import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { tellStory } from '../behaviour/story.ts'
import type { World } from '../behaviour/world.ts'
import { type CallbackCaller, isLoopbackUrl } from '../webhooks/post.ts'
import { checkParameters, invalid, parseIfText, readParameters, success } from './graph/answers.ts'
import type { GraphRequest } from './graph/area.ts'
import { type Answer, type Problem, json, problem, refuse } from './problems.ts'

/** Meta's number for a callback that does not answer the handshake. */
const CALLBACK_CHECK_FAILED = 2200
const URL_MAX = 200
const APP_NAME = 'Shopbell simulator'

/** Fields that an app can subscribe to. @source reference part 8.5 */
const knownFields: ReadonlySet<string> = new Set(
  (
    'messages message_template_status_update message_template_quality_update template_category_update message_template_components_update ' +
    'phone_number_quality_update phone_number_name_update business_capability_update account_update account_review_update account_alerts ' +
    'user_preferences security smb_message_echoes smb_app_state_sync history business_username_update payment_configuration_update flows ' +
    'calls group_lifecycle_update group_participants_update group_settings_update group_status_update partner_solutions automatic_events ' +
    'messaging_handovers standby business_status_update tracking_events'
  ).split(' '),
)

const overrideSchema = z.looseObject({
  override_callback_uri: z.string().max(URL_MAX).optional(),
  verify_token: z.string().optional(),
})

/** Plays POST /{account}/subscribed_apps: shakes hands with the callback before it is kept. @source reference part 8.1 */
export async function subscribe(world: World, caller: CallbackCaller, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, overrideSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { override_callback_uri: url, verify_token: verifyToken } = parsed.value
  const { subscription } = world
  if (url !== undefined && url !== '') {
    if (verifyToken === undefined || verifyToken === '') return refuse(invalid('verify_token is required with override_callback_uri'))
    const failure = await shakeHands(world, caller, { url, verifyToken })
    if (failure !== null) return refuse(failure)
    subscription.callbackUrl = url
  } else {
    subscription.callbackUrl = subscription.fallbackUrl
  }
  subscription.isSubscribed = true
  if (subscription.callbackUrl !== null) tellStory(world)
  return success()
}

/** Plays GET /{account}/subscribed_apps. */
export function readSubscription(world: World): Answer {
  const { subscription, identity } = world
  if (!subscription.isSubscribed) return json({ data: [] })
  const app = { id: identity.appId, name: APP_NAME, link: 'https://springtea.example/' }
  const override = subscription.callbackUrl === subscription.fallbackUrl ? {} : { override_callback_uri: subscription.callbackUrl }
  return json({ data: [{ whatsapp_business_api_data: app, ...override }] })
}

/** Plays DELETE /{account}/subscribed_apps: nothing arrives any more. */
export function unsubscribe(world: World): Answer {
  world.subscription.isSubscribed = false
  world.subscription.callbackUrl = null
  return success()
}

const appSchema = z.looseObject({
  object: z.literal('whatsapp_business_account', { error: 'only whatsapp_business_account is played' }),
  callback_url: z.string().min(1),
  verify_token: z.string().min(1),
  fields: z.array(z.string()).min(1),
})

/** Plays POST /{app}/subscriptions with the app token. @source reference part 8.1, set up */
export async function subscribeApp(world: World, caller: CallbackCaller, request: GraphRequest): Promise<Answer> {
  const given = await request.fields()
  if (given === null) return refuse(problem(100, 'The body is neither JSON nor a form'))
  const parsed = checkParameters({ ...given, fields: listOf(given['fields']) }, appSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { callback_url: url, verify_token: verifyToken, fields } = parsed.value
  const unknown = fields.find((field) => !knownFields.has(field))
  if (unknown !== undefined) return refuse(invalid(`fields: ${unknown} is no field of whatsapp_business_account`))
  const failure = await shakeHands(world, caller, { url, verifyToken })
  if (failure !== null) return refuse(failure)
  const { subscription, management } = world
  const isOverridden = subscription.callbackUrl !== subscription.fallbackUrl
  management.account.app = { callbackUrl: url, fields, isActive: true }
  subscription.fallbackUrl = url
  if (subscription.isSubscribed && !isOverridden) {
    subscription.callbackUrl = url
    tellStory(world)
  }
  return success()
}

/** Plays GET /{app}/subscriptions. */
export function readAppSubscriptions(world: World): Answer {
  const { app } = world.management.account
  if (app === null) return json({ data: [] })
  const fields = app.fields.map((name) => ({ name, version: `v${world.webhookVersion}.0` }))
  return json({ data: [{ object: 'whatsapp_business_account', callback_url: app.callbackUrl, active: app.isActive, fields }] })
}

/** Plays DELETE /{app}/subscriptions. */
export function unsubscribeApp(world: World): Answer {
  const { subscription } = world
  if (subscription.callbackUrl === subscription.fallbackUrl) subscription.callbackUrl = null
  subscription.fallbackUrl = null
  world.management.account.app = null
  return success()
}

function listOf(value: unknown): unknown {
  const parsed = parseIfText(value)
  return typeof parsed === 'string' ? parsed.split(',').map((word) => word.trim()) : parsed
}

/**
 * Where an event of this field goes: number before account before app; the number's own callback takes messages alone.
 * Null = nobody listens, or the app did not ask for the field. @source reference part 8.1, override callbacks
 */
export function callbackFor(world: Pick<World, 'subscription' | 'number' | 'management'>, field: string): string | null {
  const { subscription, number, management } = world
  if (!subscription.isSubscribed) return null
  if (field === 'messages' && number.callbackOverride !== null) return number.callbackOverride
  const fields = management.account.app?.fields
  return fields === undefined || fields.includes(field) ? subscription.callbackUrl : null
}

/** The callback in force at each level, as the number shows it. @source reference part 7, webhook_configuration */
export function callbacksOf(world: World): object {
  const { subscription, number } = world
  const isOverridden = subscription.callbackUrl !== null && subscription.callbackUrl !== subscription.fallbackUrl
  return {
    ...(number.callbackOverride === null ? {} : { phone_number: number.callbackOverride }),
    ...(isOverridden ? { whatsapp_business_account: subscription.callbackUrl } : {}),
    ...(subscription.fallbackUrl === null ? {} : { application: subscription.fallbackUrl }),
  }
}

/** Asks the callback to repeat a challenge. Null = it did. @source reference part 8.1, handshake */
export async function shakeHands(
  world: World,
  caller: CallbackCaller,
  callback: { readonly url: string; readonly verifyToken: string },
): Promise<Problem | null> {
  if (!isLoopbackUrl(callback.url)) return handshakeProblem('The simulator calls only http addresses on this computer')
  if (world.isCallbackCut) return handshakeProblem('No answer from the callback')
  const challenge = String(randomInt(1_000_000_000))
  const url = new URL(callback.url)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', callback.verifyToken)
  const answer = await caller.get(url.href)
  if (answer === null) return handshakeProblem('No answer from the callback')
  if (answer.status !== 200) return handshakeProblem(`HTTP Status Code = ${answer.status}`)
  return answer.text.trim() === challenge ? null : handshakeProblem('The callback did not give back the challenge')
}

function handshakeProblem(details: string): Problem {
  return problem(CALLBACK_CHECK_FAILED, details, { message: `(#${CALLBACK_CHECK_FAILED}) Callback verification failed` })
}
