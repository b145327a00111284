import { isComplete } from './blanks.ts'
import type { Condition, Rule } from './types.ts'

/** Where a condition stands: which list of conditions, and which one in it. */
export type Place = { readonly list: number; readonly index: number }

/** Most conditions of one list, and most lists. @source contract/ipc/group.ts */
export const MOST_CONDITIONS = 20
export const MOST_LISTS = 10

/** A group that nobody has said anything about yet. */
export const emptyRule: Rule = { any: [] }

/** The rule when it can be asked and saved; null while something of it is open. */
export const finishedRule = (rule: Rule): Rule | null =>
  rule.any.length > 0 && rule.any.every(({ all }) => all.length > 0 && all.every(isComplete)) ? rule : null

/** Adds a condition to the end of a list ("and"). */
export const withAnd = (rule: Rule, list: number, condition: Condition): Rule => ({
  any: rule.any.map((one, place) => (place === list ? { all: [...one.all, condition] } : one)),
})

/** Adds a list of its own ("or"); also the very first condition. */
export const withOr = (rule: Rule, condition: Condition): Rule => ({ any: [...rule.any, { all: [condition] }] })

/** Puts another condition in the place of one. */
export const withChanged = (rule: Rule, at: Place, condition: Condition): Rule => ({
  any: rule.any.map((one, list) => (list === at.list ? { all: one.all.map((old, index) => (index === at.index ? condition : old)) } : one)),
})

/** Takes a condition away; a list that becomes empty goes with it. */
export const without = (rule: Rule, at: Place): Rule => ({
  any: rule.any
    .map((one, list) => (list === at.list ? { all: one.all.filter((_, index) => index !== at.index) } : one))
    .filter(({ all }) => all.length > 0),
})

/** Where the focus goes when a condition is gone: the one before it, else the one that takes its place; null when none is left. */
export function placeAfterRemoval(rule: Rule, removed: Place): Place | null {
  const before = places(rule)
  const gone = before.findIndex(({ list, index }) => list === removed.list && index === removed.index)
  return places(without(rule, removed))[Math.max(0, gone - 1)] ?? null
}

/** All places of a rule, in reading order. */
export const places = (rule: Rule): readonly Place[] => rule.any.flatMap(({ all }, list) => all.map((_, index) => ({ list, index })))
