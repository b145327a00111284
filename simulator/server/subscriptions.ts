import { randomInt } from 'node:crypto'
import { subscribeAppSchema } from '#contract/cloud-api/requests.ts'
import { tellStory } from '../behaviour/story.ts'
import type { World } from '../behaviour/world.ts'
import { type CallbackCaller, isLoopbackUrl } from '../webhooks/post.ts'
import { type Answer, json, problem, refuse } from './problems.ts'
import { shapeProblem } from './shape-check.ts'

/** Meta's number for a callback that does not answer the handshake. */
const CALLBACK_CHECK_FAILED = 2200

/** Plays POST /{waba}/subscribed_apps: shakes hands with the callback before it is kept. @source reference part 8.1 */
export async function subscribe(world: World, caller: CallbackCaller, body: unknown): Promise<Answer> {
  const parsed = subscribeAppSchema.safeParse(body)
  if (!parsed.success) return refuse(shapeProblem(body, parsed.error.issues))
  const wanted = parsed.data
  if ('override_callback_uri' in wanted) {
    const failure = await shakeHands(caller, wanted.override_callback_uri, wanted.verify_token)
    if (failure !== null)
      return refuse(problem(CALLBACK_CHECK_FAILED, failure, { message: `(#${CALLBACK_CHECK_FAILED}) Callback verification failed` }))
    world.subscription.callbackUrl = wanted.override_callback_uri
  } else {
    world.subscription.callbackUrl = world.subscription.fallbackUrl
  }
  world.subscription.isSubscribed = true
  if (world.subscription.callbackUrl !== null) tellStory(world)
  return json({ success: true })
}

/** Plays GET /{waba}/subscribed_apps. */
export function readSubscription(world: World): Answer {
  const { subscription, identity } = world
  if (!subscription.isSubscribed) return json({ data: [] })
  const app = { id: identity.appId, name: 'Shopbell simulator', link: 'https://springtea.example/' }
  const override = subscription.callbackUrl === subscription.fallbackUrl ? {} : { override_callback_uri: subscription.callbackUrl }
  return json({ data: [{ whatsapp_business_api_data: app, ...override }] })
}

/** Plays DELETE /{waba}/subscribed_apps: nothing arrives any more. */
export function unsubscribe(world: World): Answer {
  world.subscription.isSubscribed = false
  world.subscription.callbackUrl = null
  return json({ success: true })
}

async function shakeHands(caller: CallbackCaller, callback: string, verifyToken: string): Promise<string | null> {
  if (!isLoopbackUrl(callback)) return 'The simulator calls only http addresses on this computer'
  const challenge = String(randomInt(1_000_000_000))
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  const answer = await caller.get(url.href)
  if (answer === null) return 'No answer from the callback'
  if (answer.status !== 200) return `HTTP Status Code = ${answer.status}`
  return answer.text.trim() === challenge ? null : 'The callback did not give back the challenge'
}
