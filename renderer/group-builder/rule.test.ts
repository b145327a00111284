import { describe, expect, it } from 'vitest'
import { GroupRule } from '#contract/ipc/group.ts'
import { kindOf, newCondition, sections } from './kinds.ts'
import { emptyRule, finishedRule, placeAfterRemoval, withAnd, withChanged, without, withOr } from './rule.ts'
import type { Condition, Rule } from './types.ts'

const bought = newCondition('ordered')
const waits = newCondition('waiting')
const tagged: Condition = { not: false, fact: 'tag', match: 'any', tags: ['VIP'] }
const rule: Rule = { any: [{ all: [bought, waits] }, { all: [tagged] }] }

describe('a rule that is being written', () => {
  it('grows by "and" within a list and by "or" with a list of its own', () => {
    expect(withOr(emptyRule, bought)).toEqual({ any: [{ all: [bought] }] })
    expect(withOr(withAnd(withOr(emptyRule, bought), 0, waits), tagged)).toEqual(rule)
  })

  it('loses a list with its last condition', () => {
    expect(without(rule, { list: 1, index: 0 })).toEqual({ any: [{ all: [bought, waits] }] })
    expect(without({ any: [{ all: [bought] }] }, { list: 0, index: 0 })).toEqual(emptyRule)
  })

  it('brings the focus to the condition before the one that is gone, or to what takes its place', () => {
    expect(placeAfterRemoval(rule, { list: 1, index: 0 })).toEqual({ list: 0, index: 1 })
    expect(placeAfterRemoval(rule, { list: 0, index: 0 })).toEqual({ list: 0, index: 0 })
    expect(placeAfterRemoval({ any: [{ all: [bought] }] }, { list: 0, index: 0 })).toBeNull()
  })

  it('can be asked once each gap is filled in, and not before', () => {
    expect(finishedRule(emptyRule)).toBeNull()
    expect(finishedRule(rule)).toBe(rule)
    expect(finishedRule(withChanged(rule, { list: 1, index: 0 }, newCondition('tag')))).toBeNull()
    expect(finishedRule(withAnd(rule, 0, newCondition('spent')))).toBeNull()
    expect(finishedRule(withAnd(rule, 0, newCondition('wrote-word')))).toBeNull()
  })
})

describe('the facts of the menu', () => {
  const kinds = sections.flatMap((section) => [...section.kinds])

  it('each make a condition of their own kind', () => {
    expect(kinds.map((kind) => kindOf(newCondition(kind)))).toEqual(kinds)
  })

  it('make what the engine takes once their gaps are filled in', () => {
    const complete = kinds.map((kind) => newCondition(kind)).filter((condition) => finishedRule({ any: [{ all: [condition] }] }) !== null)
    expect(complete.length).toBeGreaterThan(15)
    expect(complete.filter((condition) => !GroupRule.safeParse({ any: [{ all: [condition] }] }).success)).toEqual([])
  })

  it('keep what two of them have in common', () => {
    const month = { ...bought, withinDays: 30 } as Condition
    expect(newCondition('offered', month)).toMatchObject({ fact: 'offered', withinDays: 30 })
    expect(newCondition('tag-all', tagged)).toMatchObject({ match: 'all', tags: ['VIP'] })
    expect(newCondition('ordered-often', month)).toMatchObject({ times: 3, withinDays: 30 })
  })
})
