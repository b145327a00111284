import type { BusinessAccountNode } from '#contract/cloud-api/answers.ts'
import type { CallOutput } from '#contract/ipc/index.ts'

type Health = BusinessAccountNode['health_status']
type Entity = CallOutput<'connection.health'>['entities'][number]
type Lamp = Entity['canSend']

const lampOf = (word: string | undefined): Lamp =>
  (['AVAILABLE', 'LIMITED', 'BLOCKED'] as const).find((known) => known === word) ?? 'UNKNOWN'

/** Everything that holds messages up, by what it is about. @source reference part 7, health_status */
export function entitiesOf(healths: readonly Health[]): Entity[] {
  const found = new Map<string, Entity>()
  for (const entity of healths.flatMap((health) => health?.entities ?? [])) {
    const problems = (entity.errors ?? []).map((error) => ({
      metaCode: error.error_code ?? 0,
      description: error.error_description ?? '',
      solution: error.possible_solution ?? '',
    }))
    found.set(`${entity.entity_type} ${entity.id ?? ''}`, { type: entity.entity_type, canSend: lampOf(entity.can_send_message), problems })
  }
  return [...found.values()]
}

/** The problems alone. */
export const problemsOf = (health: Health): Entity['problems'] => entitiesOf([health]).flatMap((entity) => entity.problems)

/** The worst of several lamps; unknown only where nobody tells. */
export function worstLamp(healths: readonly Health[]): Lamp {
  const lamps = healths.map((health) => lampOf(health?.can_send_message))
  return (['BLOCKED', 'LIMITED', 'AVAILABLE'] as const).find((lamp) => lamps.includes(lamp)) ?? 'UNKNOWN'
}

/** Meta's codes for an account without a working payment method. */
export const PAYMENT_CODES: readonly number[] = [131042, 141006]

/** What Meta says against the payment method, if anything. */
export const paymentProblem = (healths: readonly Health[]): Entity['problems'][number] | undefined =>
  healths.flatMap(problemsOf).find(({ metaCode }) => PAYMENT_CODES.includes(metaCode))
