import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { type NodeKind, giveList, giveNode, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { Signup } from './file.ts'

const kind: NodeKind = {
  name: 'WhatsAppBusinessSignup',
  defaults: ['signup_message', 'confirmation_message', 'privacy_policy_url', 'website_url', 'promo_code', 'deep_link_url'],
}
const SIGNUPS_MAX = 50

const wishSchema = z.looseObject({
  signup_message: z.string().optional(),
  confirmation_message: z.string().optional(),
  privacy_policy_url: z.string().optional(),
  website_url: z.string().optional(),
  promo_code: z.string().optional(),
})

type Wish = z.infer<typeof wishSchema>

/** Plays POST /{account}/signups. @source reference part 12.2, in-app sign-up */
export async function createSignup(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { signups } = world.management.account
  const id = `820${String(randomInt(1_000_000_000)).padStart(12, '0')}`
  const signup = { signup_message: 'Sign up', confirmation_message: '', privacy_policy_url: '', ...dropEmpty(parsed.value), id }
  const wrong = signups.size >= SIGNUPS_MAX ? refusal(2494179, `At most ${SIGNUPS_MAX} forms`) : checkSignup(signup)
  if (wrong !== null) return refuse(wrong)
  signups.set(id, signup)
  world.onChange()
  return json({ id })
}

/** Plays POST /signups/{id}. */
export async function editSignup(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const signup = { ...signupOf(world, request), ...dropEmpty(parsed.value) }
  const wrong = checkSignup(signup)
  if (wrong !== null) return refuse(wrong)
  world.management.account.signups.set(signup.id, signup)
  world.onChange()
  return success()
}

/** Plays GET /{account}/signups. */
export function listSignups(world: World, request: GraphRequest): Answer {
  return giveList([...world.management.account.signups.values()], (signup) => describe(world, signup), { url: request.url, kind })
}

/** Plays GET of one form. */
export function readSignup(world: World, request: GraphRequest): Answer {
  return giveNode(describe(world, signupOf(world, request)), request, kind)
}

/** Plays DELETE of one form. */
export function deleteSignup(world: World, request: GraphRequest): Answer {
  world.management.account.signups.delete(signupOf(world, request).id)
  world.onChange()
  return success()
}

function signupOf(world: World, request: GraphRequest): Signup {
  const signup = world.management.account.signups.get(request.ids['signup'] ?? '')
  if (signup === undefined) throw new Error('the route let a form through that is not there')
  return signup
}

function describe(world: World, signup: Signup): NodeFields {
  return {
    website_url: undefined,
    promo_code: undefined,
    ...signup,
    deep_link_url: `https://wa.me/${world.scenario.shop.phoneDigits}/signup/${signup.id}`,
    status: 'ACTIVE',
  }
}

/** Meta's numbers run from 2494164 to 2494179; which stands for what is not published in full. */
function checkSignup(signup: Wish): Problem | null {
  const confirmation = [...(signup.confirmation_message ?? '')].length
  if (confirmation < 1 || confirmation > 300) return refusal(2494165, 'confirmation_message: 1 to 300 characters')
  if (!isSecure(signup.privacy_policy_url)) return refusal(2494167, 'privacy_policy_url: an https address is required')
  if (signup.website_url !== undefined && !isSecure(signup.website_url)) return refusal(2494168, 'website_url: an https address')
  const code = signup.promo_code
  return code === undefined || /^[A-Za-z0-9]{1,50}$/.test(code) ? null : refusal(2494170, 'promo_code: 1 to 50 letters and digits')
}

function refusal(subcode: number, details: string): Problem {
  return problem(100, details, { subcode, message: '(#100) Invalid parameter' })
}

function isSecure(address: string | undefined): boolean {
  return address !== undefined && URL.canParse(address) && new URL(address).protocol === 'https:'
}

function dropEmpty(wish: Wish): Partial<Omit<Signup, 'id'>> {
  const names = ['signup_message', 'confirmation_message', 'privacy_policy_url', 'website_url', 'promo_code'] as const
  return Object.fromEntries(names.map((name) => [name, wish[name]]).filter(([, value]) => value !== undefined))
}
