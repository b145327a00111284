import { z } from 'zod'
import { report } from '../../../behaviour/customers.ts'
import type { World } from '../../../behaviour/world.ts'
import { usernameEvent } from '../../../webhooks/number-news.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

const wishSchema = z.looseObject({ username: z.string(), force_transfer: z.coerce.boolean().default(false) })

/** Plays GET /{number}/username. @source reference part 7, business username */
export function readUsername(world: World): Answer {
  const { username } = world.management.desk
  return json(username === null ? {} : { username: username.name, status: username.status })
}

/** Plays POST /{number}/username; some names play Meta's refusals. */
export async function saveUsername(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { username, force_transfer: isForced } = parsed.value
  if (!/^[a-z0-9._]{3,35}$/.test(username)) return refuse(invalid('username: 3 to 35 of a-z, 0-9, dot and _'))
  const wrong = checkName(world, username, isForced)
  if (wrong !== null) return refuse(wrong)
  world.management.desk.username = { name: username, status: 'approved' }
  tell(world, username, 'approved')
  return json({ success: true, status: 'approved' })
}

function checkName(world: World, name: string, isForced: boolean): Problem | null {
  if (['TIER_50', 'TIER_250'].includes(world.number.tier)) return problem(147002, 'The portfolio needs a higher messaging limit')
  if (/whatsapp|meta|taken/.test(name)) return problem(147001, 'The name is not available')
  if (name.startsWith('fb.')) return problem(147003, 'A Facebook Page uses this name')
  if (name.startsWith('ig.')) return problem(147004, 'An Instagram account uses this name')
  return name.startsWith('ours.') && !isForced ? problem(147005, 'Another number of the business has this name') : null
}

/** Plays DELETE /{number}/username. */
export function deleteUsername(world: World): Answer {
  const { desk } = world.management
  if (desk.username === null) return refuse(invalid('The number has no username'))
  tell(world, desk.username.name, 'deleted')
  desk.username = null
  return success()
}

/** Plays GET /{number}/username_suggestions. */
export function suggestUsernames(world: World): Answer {
  const word =
    world.number.verifiedName
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.join('') ?? 'shop'
  return json({ data: [{ username_suggestions: [word, `${word}.shop`, `${word}_${world.scenario.shop.country.toLowerCase()}`] }] })
}

function tell(world: World, username: string, status: string): void {
  world.onChange()
  report(world, usernameEvent(world, username, status))
}
