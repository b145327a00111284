import type { Role } from '#contract/ipc/define.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { Review } from '../review/rules.ts'

/** What the shop decided for all broadcasts. */
export type ShopRules = ParsedInput<'broadcast.setRules'>

/** Who calls, as far as approval cares. */
export type Caller = { readonly role: Role; readonly person: string }

/** Whom the history names where nothing was kept yet: the only person there was. */
export const FIRST_PERSON = 'owner'

/** What decides who may approve. */
export type ApprovalCase = {
  readonly people: number
  /** Who wrote it last and who asked for approval; null where that is not known or nobody asked. */
  readonly savedBy: string | null
  readonly askedBy: string | null
}

/**
 * Who has to approve: `self` is whoever asks this. Staff may for few people, managers for more, the owner for any number.
 * Above the shop's number for two it must be somebody else than who wrote or asked last, whatever their role.
 */
export function approverOf(rules: ShopRules, caller: Caller, { people, savedBy, askedBy }: ApprovalCase): Review['approval']['by'] {
  const above = (most: number | null): boolean => most !== null && people > most
  const { role } = caller
  if (role !== 'owner' && above(rules.managerMostPeople)) return 'owner'
  if ((role === 'viewer' || role === 'staff') && above(rules.staffMostPeople)) return 'manager'
  const hasPart = caller.person === (savedBy ?? FIRST_PERSON) || caller.person === askedBy
  return hasPart && above(rules.secondPersonAbovePeople) ? 'second-person' : 'self'
}
