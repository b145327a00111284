import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

const wishSchema = z.looseObject({
  creative_features_spec: z.record(z.string(), z.looseObject({ enroll_status: z.enum(['OPT_IN', 'OPT_OUT']) })),
})

/** Plays GET /{account}/degrees_of_freedom_spec. @source reference part 3, automatic creative changes */
export function readCreativeChanges(world: World): Answer {
  const features = Object.entries(world.management.account.creativeChanges)
  return json({ creative_features_spec: Object.fromEntries(features.map(([name, enroll_status]) => [name, { enroll_status }])) })
}

/** Plays POST /{account}/degrees_of_freedom_spec. */
export async function saveCreativeChanges(world: World, request: GraphRequest): Promise<Answer> {
  const fields = await request.fields()
  if (fields === null) return refuse(problem(100, 'The body is neither JSON nor a form'))
  const whole = parseIfText(fields['degrees_of_freedom_spec'])
  const spec =
    typeof whole === 'object' && whole !== null ? whole : { creative_features_spec: parseIfText(fields['creative_features_spec']) }
  const parsed = checkParameters(spec, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { account } = world.management
  const given = Object.entries(parsed.value.creative_features_spec).map(([name, feature]) => [name, feature.enroll_status] as const)
  const unknown = given.find(([name]) => !Object.hasOwn(account.creativeChanges, name))
  if (unknown !== undefined) return refuse(invalid(`creative_features_spec: ${unknown[0]} is no feature`))
  account.creativeChanges = { ...account.creativeChanges, ...Object.fromEntries(given) }
  return success()
}
