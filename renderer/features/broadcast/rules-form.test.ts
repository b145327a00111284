import { describe, expect, it } from 'vitest'
import { formOfRules, rulesOfForm, type Rules } from './rules-form.ts'

const none: Rules = {
  staffMostPeople: 50,
  managerMostPeople: null,
  secondPersonAbovePeople: null,
  monthlyBudgetMicros: null,
  mostOffers: null,
}
const all: Rules = {
  staffMostPeople: 0,
  managerMostPeople: 800,
  secondPersonAbovePeople: 1_000,
  monthlyBudgetMicros: 120_500_000,
  mostOffers: { count: 2, days: 14 },
}

describe('the rules of broadcasts as a form', () => {
  it('come back as they were', () => {
    for (const rules of [none, all]) expect(rulesOfForm(formOfRules(rules))).toEqual(rules)
  })

  it('keep the numbers of what is switched off while it is edited', () => {
    const form = { ...formOfRules(all), hasBudget: false, hasManagerLimit: false, hasSecondPerson: false, hasMostOffers: false }
    expect(rulesOfForm(form)).toEqual({ ...none, staffMostPeople: 0 })
    expect(rulesOfForm({ ...form, hasBudget: true }).monthlyBudgetMicros).toBe(120_500_000)
  })
})
