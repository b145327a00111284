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

/** The people of the shop. */
export type Staff = {
  readonly handlers: Handlers
  /**
   * Who calls: by name, whatever its case and width. Who calls as "owner", or with the owner's rights under a name that
   * nobody has, is the owner. Undefined for others who are not on the list.
   */
  me(db: ReadHandle, caller: Pick<CallContext, 'person' | 'role'>): Colleague | undefined
  find(db: ReadHandle, staffId: string): Colleague | undefined
  /** Makes the conversations known; until then nobody has any. */
  meet(conversations: StaffConversations): void
}
