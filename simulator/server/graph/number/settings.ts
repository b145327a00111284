import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

const groups = ['calling', 'user_identity_change', 'payload_encryption', 'storage_configuration'] as const
const emoji = /\p{Extended_Pictographic}/u

/** Plays GET /{number}/settings. @source reference part 7, settings */
export function readSettings(world: World): Answer {
  return json(world.management.desk.settings)
}

/** Plays POST /{number}/settings: one group each time. */
export async function saveSettings(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, z.looseObject({}))
  if ('problem' in parsed) return refuse(parsed.problem)
  const given = groups.filter((name) => Object.hasOwn(parsed.value, name))
  const [name] = given
  if (name === undefined) return refuse(invalid(`One of ${groups.join(', ')} is required`))
  if (given.length > 1) return refuse(invalid('Only one group of settings can be posted at a time'))
  const value = parsed.value[name]
  if (typeof value !== 'object' || value === null) return refuse(invalid(`${name} must be an object`))
  const { desk } = world.management
  desk.settings = { ...desk.settings, [name]: { ...desk.settings[name], ...value } }
  world.onChange()
  return success()
}

const automationSchema = z.looseObject({
  enable_welcome_message: z.boolean().default(false),
  prompts: z.array(z.string().min(1).max(80)).max(4).default([]),
  commands: z
    .array(z.looseObject({ command_name: z.string().min(1).max(32), command_description: z.string().min(1).max(256) }))
    .max(30)
    .default([]),
})

/** Plays POST /{number}/conversational_automation. @source reference part 7, conversational automation */
export async function saveAutomation(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, automationSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { enable_welcome_message, prompts, commands } = parsed.value
  const texts = [...prompts, ...commands.flatMap((command) => [command.command_name, command.command_description])]
  if (texts.some((text) => emoji.test(text))) return refuse(invalid('prompts and commands: no emoji'))
  world.management.desk.automation = { enable_welcome_message, prompts, commands }
  world.onChange()
  return success()
}

/** Plays GET /{number}/business_compliance_info, which sellers in India need. @source reference part 6, message constraints */
export function readCompliance(world: World): Answer {
  const { compliance } = world.management.desk
  return json({ data: compliance === null ? [] : [{ whatsapp_business_account_id: world.identity.wabaId, ...compliance }] })
}

/** Plays POST /{number}/business_compliance_info. */
export async function saveCompliance(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, z.looseObject({ entity_name: z.string().min(1), entity_type: z.string().min(1) }))
  if ('problem' in parsed) return refuse(parsed.problem)
  world.management.desk.compliance = parsed.value
  return success()
}

/** Plays GET /{number}/official_business_account: this shop never asked for the badge. @source reference part 7; Meta's published spec */
export function readOfficialAccount(world: World): Answer {
  return json({ id: world.identity.phoneNumberId, oba_status: 'CANCELLED', status_message: 'No application is open' })
}
