import type { CallOutput } from '#contract/ipc/index.ts'
import type { Announcer, CallContext, Clock, Handlers, Random } from '../kernel/index.ts'
import type { OpenVault, ReadHandle, WriteHandle } from '../store/index.ts'

export type StaffDeps = { readonly vault: OpenVault; readonly clock: Clock; readonly random: Random; readonly announcer: Announcer }

export type Member = CallOutput<'staff.save'>

/** One of the shop's people as other rooms know them; the owner's name is empty until one is given. */
export type Colleague = Pick<Member, 'staffId' | 'name' | 'role'> & { readonly staffSeq: number }

/** What the conversations say of somebody. */
export type StaffConversations = {
  /** How many open conversations are theirs. */
  openOf(db: ReadHandle, staffSeq: number): number
  /** Makes their conversations nobody's; returns how many those were. */
  release(db: WriteHandle, staffSeq: number): number
}

/** What signing in says of somebody, and hears of the list. */
export type StaffAccess = {
  of(db: ReadHandle, staffSeq: number): Pick<Member, 'hasPassword' | 'hasTotp' | 'lastSignInAt'>
  /** After the commit: somebody has another name or role. */
  changed(colleague: Colleague): void
  /** After the commit: somebody is off the list. */
  removed(staffId: string): void
}

/** The people of the shop. */
export type Staff = {
  readonly handlers: Handlers
  /**
   * Who calls: by name, whatever its case and width. Who calls as "owner", or with the owner's rights under a name that
   * nobody has, is the owner. Undefined for others who are not on the list.
   */
  me(db: ReadHandle, caller: Pick<CallContext, 'person' | 'role'>): Colleague | undefined
  find(db: ReadHandle, staffId: string): Colleague | undefined
  owner(db: ReadHandle): Colleague | undefined
  /** Everybody; the owner first, then by name. */
  everybody(db: ReadHandle): Colleague[]
  /** One of them as the list shows them to who asks. */
  member(db: ReadHandle, staffId: string, caller: Pick<CallContext, 'person' | 'role'>): Member | undefined
  /** Makes signing in known; until then nobody has a password. */
  meetAccess(access: StaffAccess): void
  /** Makes the conversations known; until then nobody has any. */
  meet(conversations: StaffConversations): void
}
