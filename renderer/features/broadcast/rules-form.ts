import type { CallOutput } from '../../bridge/index.ts'
import { microsOf, unitsOf } from './money-units.ts'

export type Rules = CallOutput<'broadcast.rules'>['rules']

/** The rules as a person edits them: what is switched off keeps its numbers, and amounts are in whole and parts. */
export type RulesForm = {
  readonly staffMostPeople: number
  readonly hasManagerLimit: boolean
  readonly managerMostPeople: number
  readonly hasSecondPerson: boolean
  readonly secondPersonAbovePeople: number
  readonly hasBudget: boolean
  readonly budgetUnits: number
  readonly hasMostOffers: boolean
  readonly mostOffers: NonNullable<Rules['mostOffers']>
}

/** What stands in fields that are switched on for the first time. */
const FIRST = { managerMostPeople: 500, secondPersonAbovePeople: 500, budgetUnits: 100, mostOffers: { count: 3, days: 7 } } as const

/** Rules as a form. */
export const formOfRules = (rules: Rules): RulesForm => ({
  staffMostPeople: rules.staffMostPeople,
  hasManagerLimit: rules.managerMostPeople !== null,
  managerMostPeople: rules.managerMostPeople ?? FIRST.managerMostPeople,
  hasSecondPerson: rules.secondPersonAbovePeople !== null,
  secondPersonAbovePeople: rules.secondPersonAbovePeople ?? FIRST.secondPersonAbovePeople,
  hasBudget: rules.monthlyBudgetMicros !== null,
  budgetUnits: rules.monthlyBudgetMicros === null ? FIRST.budgetUnits : unitsOf(rules.monthlyBudgetMicros),
  hasMostOffers: rules.mostOffers !== null,
  mostOffers: rules.mostOffers ?? FIRST.mostOffers,
})

/** A form as rules. */
export const rulesOfForm = (form: RulesForm): Rules => ({
  staffMostPeople: form.staffMostPeople,
  managerMostPeople: form.hasManagerLimit ? form.managerMostPeople : null,
  secondPersonAbovePeople: form.hasSecondPerson ? form.secondPersonAbovePeople : null,
  monthlyBudgetMicros: form.hasBudget ? microsOf(form.budgetUnits) : null,
  mostOffers: form.hasMostOffers ? form.mostOffers : null,
})
