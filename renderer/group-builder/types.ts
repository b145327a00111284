import type { CallOutput } from '../bridge/index.ts'

/** Whom a group holds for: any of some lists of conditions that all hold. While it is being written, lists and blanks may be empty. */
export type Rule = CallOutput<'group.list'>['groups'][number]['rule']
/** One fact about a person, or its opposite. */
export type Condition = Rule['any'][number]['all'][number]
