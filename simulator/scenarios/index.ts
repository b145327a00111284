import { createPlainScenario } from './plain.ts'
import type { Scenario } from './scenario.ts'
import { createSpringTeaScenario } from './spring-tea/index.ts'

/** Names that --scenario takes. */
export const scenarioNames = ['plain', 'spring-tea'] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** Builds a named world; `people` counts only for `plain`, the seed decides how people of `spring-tea` behave. */
export function createScenario(name: ScenarioName, options: { readonly seed: number; readonly people: number }): Scenario {
  switch (name) {
    case 'plain':
      return createPlainScenario(options.people)
    case 'spring-tea':
      return createSpringTeaScenario(options.seed)
    default:
      return name satisfies never
  }
}
