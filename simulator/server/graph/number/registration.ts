import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { checkPin } from './node.ts'

const HOUR_MS = 3_600_000
/** Register and deregister calls for a number in 72 hours. @source reference part 1, number registration */
const REGISTRATIONS_MAX = 10

const codeSchema = z.looseObject({ code_method: z.enum(['SMS', 'VOICE']), language: z.string().min(2).max(10) })
const verifySchema = z.looseObject({ code: z.coerce.string().min(1) })
const registerSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  pin: z.coerce.string().regex(/^\d{6}$/, { error: 'six digits' }),
  data_localization_region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
})

/** Plays POST /{number}/request_code; the code is shown by a control call. @source reference part 1, number registration */
export async function requestCode(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, codeSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  if (world.number.codeVerification === 'VERIFIED') return refuse(codeProblem(136_024, 2388091, 'The number is verified already'))
  world.management.desk.sentCode = String(randomInt(1_000_000)).padStart(6, '0')
  return success()
}

/** Plays POST /{number}/verify_code. */
export async function verifyCode(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, verifySchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { desk } = world.management
  const isRight = desk.sentCode !== null && parsed.value.code.replace(/\D/g, '') === desk.sentCode
  if (!isRight) return refuse(codeProblem(136_025, 2388093, 'The code is wrong'))
  desk.sentCode = null
  world.number.codeVerification = 'VERIFIED'
  return json({ success: true, id: world.identity.phoneNumberId })
}

function codeProblem(code: number, subcode: number, details: string): Problem {
  return problem(code, details, { subcode })
}

/** Plays POST /{number}/register. */
export async function register(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, registerSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { number } = world
  if (number.isOnBizApp) return refuse(problem(100, 'A number that is used in the phone app is not registered by this call'))
  const wrong =
    countRegistration(world) ??
    (number.codeVerification === 'VERIFIED' ? null : problem(133006, 'Verify the number by a code first')) ??
    checkPin(world, parsed.value.pin)
  if (wrong !== null) return refuse(wrong)
  Object.assign(number, { isRegistered: true, status: 'CONNECTED' })
  world.management.desk.onboardedAtMs = world.clock.nowMs()
  world.onChange()
  return success()
}

/** Plays POST /{number}/deregister. */
export function deregister(world: World): Answer {
  if (world.number.isOnBizApp) return refuse(problem(100, 'A number that is used in the phone app can only be taken off there'))
  const wrong = countRegistration(world) ?? (world.number.isRegistered ? null : problem(133010, 'The number is not registered'))
  if (wrong !== null) return refuse(wrong)
  Object.assign(world.number, { isRegistered: false, status: 'DISCONNECTED' })
  world.onChange()
  return success()
}

function countRegistration(world: World): Problem | null {
  const { desk } = world.management
  const nowMs = world.clock.nowMs()
  const recent = desk.registrationsMs.filter((atMs) => atMs > nowMs - 72 * HOUR_MS)
  if (recent.length >= REGISTRATIONS_MAX) return problem(133016, 'The number was registered or deregistered ten times in 72 hours')
  desk.registrationsMs = [...recent, nowMs]
  return null
}
