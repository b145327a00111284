import { z } from 'zod'
import type { Person } from '../../../behaviour/people.ts'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, problem, refuse } from '../../problems.ts'
import { giveList, readParameters } from '../answers.ts'
import type { GraphRequest } from '../area.ts'

const DAY_MS = 86_400_000
/** @source reference part 7, block users */
const LIST_CAP = 64_000

const wishSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  block_users: z.array(z.looseObject({ user: z.string().optional(), user_id: z.string().optional() })).min(1),
})

type Outcome = { readonly input: string; readonly person: Person | null; readonly code: number | null }

/** Plays POST /{number}/block_users: only people who wrote in the last 24 hours. @source reference part 7, block users */
export async function blockUsers(world: World, request: GraphRequest): Promise<Answer> {
  const { blocked } = world.management.desk
  return changeBlocks(world, request, {
    word: 'added_users',
    check: (person) => {
      if (blocked.size >= LIST_CAP) return 139101
      const sinceMs = person.lastInboundMs === null ? Number.POSITIVE_INFINITY : world.clock.nowMs() - person.lastInboundMs
      return sinceMs > DAY_MS ? 131047 : null
    },
    act: (person) => blocked.set(person.key, { id: person.userId, waId: person.waId, userId: person.userId }),
  })
}

/** Plays DELETE /{number}/block_users. */
export async function unblockUsers(world: World, request: GraphRequest): Promise<Answer> {
  const { blocked } = world.management.desk
  return changeBlocks(world, request, {
    word: 'removed_users',
    check: (person) => (blocked.has(person.key) ? null : 131009),
    act: (person) => blocked.delete(person.key),
  })
}

/** Plays GET /{number}/block_users. */
export function listBlocked(world: World, request: GraphRequest): Answer {
  return giveList(
    [...world.management.desk.blocked.values()],
    ({ waId, userId }) => ({ messaging_product: 'whatsapp', wa_id: waId ?? undefined, user_id: userId }),
    { url: request.url, kind: { name: 'BlockedUser', defaults: ['messaging_product', 'wa_id', 'user_id'] }, maxLimit: 1_000 },
  )
}

type Change = {
  readonly word: 'added_users' | 'removed_users'
  /** Code that stands against it; null = it can be done. */
  readonly check: (person: Person) => number | null
  readonly act: (person: Person) => unknown
}

async function changeBlocks(world: World, request: GraphRequest, change: Change): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const outcomes = parsed.value.block_users.map((one): Outcome => {
    const input = one.user_id ?? one.user ?? ''
    const person = one.user_id === undefined ? world.people.find(input) : world.people.findByUserId(input)
    const code = person === null ? 131009 : change.check(person)
    if (person !== null && code === null) change.act(person)
    return { input, person, code }
  })
  world.onChange()
  const describe = ({ input, person }: Outcome): object => ({
    input,
    ...(person === null || person.waId === null ? {} : { wa_id: person.waId }),
    ...(person === null ? {} : { user_id: person.userId }),
  })
  const done = outcomes.filter((one) => one.code === null)
  const failed = outcomes.filter((one) => one.code !== null)
  const list = { messaging_product: 'whatsapp', block_users: { [change.word]: done.map(describe) } }
  if (failed.length === 0) return json(list)
  const failures = failed.map((one) => ({ ...describe(one), errors: [errorOf(one.code ?? 0)] }))
  const refusal = refuse(problem(139100, 'Not all people could be blocked or unblocked'))
  const error: unknown = typeof refusal.body === 'string' ? undefined : Reflect.get(refusal.body, 'error')
  return json({ ...list, block_users: { ...list.block_users, failed_users: failures }, error }, 400)
}

function errorOf(code: number): object {
  const { message, details } = problem(code, code === 131047 ? 'The person did not write in the last 24 hours' : 'The person is not there')
  return { code, message, error_data: { details } }
}
