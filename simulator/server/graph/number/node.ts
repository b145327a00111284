import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { report } from '../../../behaviour/customers.ts'
import { numberNameEvent, securityEvent } from '../../../webhooks/number-news.ts'
import type { CallbackCaller } from '../../../webhooks/post.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, type Problem, problem, refuse } from '../../problems.ts'
import { callbacksOf, shakeHands } from '../../subscriptions.ts'
import { type NodeKind, giveNode, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { healthOf } from '../health.ts'

/** How a number is read. */
export const numberKind: NodeKind = {
  name: 'WhatsAppBusinessPhoneNumber',
  defaults: [
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
    'webhook_configuration',
    'last_onboarded_time',
  ],
}

const dialCodes = ['852', '853', '886', '1', '55', '60', '62', '65']
const NAME_REVIEW_MS = { instant: 1_000, demo: 10_000, real: 600_000 } as const

/** The number as it can be read. @source reference part 7, number */
export function numberNode(world: World): NodeFields {
  const { number } = world
  const { shop } = world.scenario
  const { desk } = world.management
  return {
    id: world.identity.phoneNumberId,
    display_phone_number: shop.displayPhoneNumber,
    verified_name: number.verifiedName,
    country_code: shop.country,
    country_dial_code: dialCodes.find((code) => shop.phoneDigits.startsWith(code)) ?? shop.phoneDigits.slice(0, 2),
    status: number.status,
    name_status: number.nameStatus,
    new_name_status: number.newNameStatus,
    new_display_name: number.newDisplayName ?? undefined,
    quality_rating: number.quality,
    quality_score: { score: number.quality },
    whatsapp_business_manager_messaging_limit: number.tier,
    messaging_limit_tier: number.tier,
    throughput: { level: number.throughput },
    code_verification_status: number.codeVerification,
    platform_type: number.isRegistered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    is_on_biz_app: number.isOnBizApp,
    account_mode: number.accountMode,
    is_official_business_account: false,
    official_business_account: { oba_status: 'NOT_STARTED' },
    is_pin_enabled: number.isPinEnabled,
    is_preverified_number: false,
    last_onboarded_time: new Date(desk.onboardedAtMs).toISOString().replace(/\.\d{3}Z$/, '+0000'),
    search_visibility: 'VISIBLE',
    certificate: undefined,
    new_certificate: undefined,
    host_platform: undefined,
    username: desk.username?.name,
    webhook_configuration: callbacksOf(world),
    conversational_automation: desk.automation ?? undefined,
    health_status: healthOf(world, null),
  }
}

/** Plays GET /{number}. */
export function readNumber(world: World, request: GraphRequest): Answer {
  return giveNode(numberNode(world), request, numberKind)
}

const changeSchema = z.looseObject({
  pin: z
    .string()
    .regex(/^\d{6}$/, { error: 'six digits' })
    .optional(),
  new_display_name: z.string().min(2).max(75).optional(),
  webhook_configuration: z.looseObject({ override_callback_uri: z.string().max(200), verify_token: z.string().optional() }).optional(),
})

/** Plays POST /{number}: PIN, display name, or a callback of its own. @source reference part 7, number, and part 8.1, override callbacks */
export async function changeNumber(world: World, caller: CallbackCaller, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, changeSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { pin, new_display_name: name, webhook_configuration: callback } = parsed.value
  if (pin === undefined && name === undefined && callback === undefined) return refuse(problem(100, 'Nothing to change was given'))
  if (callback !== undefined) {
    const refused = await setCallback(world, caller, { url: callback.override_callback_uri, token: callback.verify_token ?? '' })
    if (refused !== null) return refuse(refused)
  }
  if (pin !== undefined) setPin(world, pin)
  if (name !== undefined) askForName(world, name)
  world.onChange()
  return success()
}

async function setCallback(
  world: World,
  caller: CallbackCaller,
  callback: { readonly url: string; readonly token: string },
): Promise<Problem | null> {
  if (callback.url !== '') {
    const failure = await shakeHands(world, caller, { url: callback.url, verifyToken: callback.token })
    if (failure !== null) return failure
  }
  world.number.callbackOverride = callback.url === '' ? null : callback.url
  return null
}

function setPin(world: World, pin: string): void {
  world.management.desk.pin = pin
  world.number.isPinEnabled = true
  report(world, securityEvent(world, 'PIN_CHANGED'))
}

function askForName(world: World, name: string): void {
  const { number } = world
  Object.assign(number, { newDisplayName: name, newNameStatus: 'PENDING_REVIEW' })
  world.clock.schedule(NAME_REVIEW_MS[world.tempo], () => {
    if (number.newDisplayName !== name) return
    const isRefused = /whatsapp|facebook|\bmeta\b/i.test(name)
    number.newNameStatus = isRefused ? 'DECLINED' : 'NONE'
    report(world, numberNameEvent(world, isRefused ? 'DECLINED' : 'APPROVED'))
    if (!isRefused) Object.assign(number, { newDisplayName: null, nameStatus: 'APPROVED', verifiedName: name })
    world.onChange()
  })
}

/** Checks a PIN. Null = right. @source error-codes.json, 133005 and 133008 */
export function checkPin(world: World, pin: string): Problem | null {
  const { desk } = world.management
  if (!world.number.isPinEnabled) {
    // The first registration sets the PIN.
    desk.pin = pin
    world.number.isPinEnabled = true
    return null
  }
  if (desk.wrongPins >= 10) return problem(133008, 'Too many wrong PINs; try again later')
  if (pin === desk.pin) {
    desk.wrongPins = 0
    return null
  }
  desk.wrongPins += 1
  return problem(133005, 'The PIN is wrong')
}
