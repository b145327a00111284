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
 * Who has to approve: `self` is whoever asks this. Staff may for few people; above the shop's number it must be somebody
 * else than who wrote or asked last, whatever their role.
 */
export function approverOf(rules: ShopRules, caller: Caller, { people, savedBy, askedBy }: ApprovalCase): Review['approval']['by'] {
  if ((caller.role === 'viewer' || caller.role === 'staff') && people > rules.staffMostPeople) return 'manager'
  const needsOther = rules.secondPersonAbovePeople !== null && people > rules.secondPersonAbovePeople
  const hasPart = caller.person === (savedBy ?? FIRST_PERSON) || caller.person === askedBy
  return needsOther && hasPart ? 'second-person' : 'self'
}
