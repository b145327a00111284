import { Role } from '#contract/ipc/define.ts'
import { calls } from '#contract/ipc/index.ts'

const rank = (role: Role): number => Role.options.indexOf(role)

/** Whether one may do less than the other. */
export const ranksBelow = (role: Role, other: Role): boolean => rank(role) < rank(other)

/** The one of two that may do less. */
export const lowerRole = (role: Role, other: Role): Role => (ranksBelow(role, other) ? role : other)

/** The names of the calls that a role may make. */
export const callsOf = (role: Role): string[] =>
  Object.entries(calls).flatMap(([name, definition]) => (ranksBelow(role, definition.role) ? [] : [name]))
