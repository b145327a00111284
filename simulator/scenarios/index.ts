import { createCoexistenceScenario } from './coexistence.ts'
import { createFirstDaysScenario } from './first-days.ts'
import { createPlainScenario } from './plain.ts'
import { createRestrictedScenario } from './restricted.ts'
import type { Scenario } from './scenario.ts'
import { createSpringTeaScenario } from './spring-tea/index.ts'
import { createUsernamesScenario } from './usernames.ts'

/** Names that --scenario takes. */
export const scenarioNames = ['plain', 'spring-tea', 'first-days', 'usernames', 'coexistence', 'restricted'] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** Builds a named world; `people` counts only for `plain`, the seed decides how people of `spring-tea` behave. */
export function createScenario(name: ScenarioName, options: { readonly seed: number; readonly people: number }): Scenario {
  switch (name) {
    case 'plain':
      return createPlainScenario(options.people)
    case 'spring-tea':
      return createSpringTeaScenario(options.seed)
    case 'first-days':
      return createFirstDaysScenario()
    case 'usernames':
      return createUsernamesScenario()
    case 'coexistence':
      return createCoexistenceScenario()
    case 'restricted':
      return createRestrictedScenario()
    default:
      return name satisfies never
  }
}
