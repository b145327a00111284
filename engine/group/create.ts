import type { CallOutput } from '#contract/ipc/index.ts'
import type { Announcer, Clock, Handlers, Random } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { OpenVault, ReadHandle } from '../store/index.ts'
import { findGroup } from './queries.ts'
import { groupHandlers } from './router.ts'

export type GroupDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
}

/** Groups of customers: rules that are asked anew each time, never lists of people. */
export type GroupRoom = {
  readonly handlers: Handlers
  /** Nothing: a group is a rule, and no rule names a person. */
  readonly personalData: readonly PersonalDataSource[]
  /** A saved group; undefined when it is gone. */
  find(db: ReadHandle, groupId: string): CallOutput<'group.save'> | undefined
}

/** Makes the room. */
export function createGroup(deps: GroupDeps): GroupRoom {
  return { handlers: groupHandlers(deps), personalData: [], find: findGroup }
}
