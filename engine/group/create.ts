import type { CallOutput } from '#contract/ipc/index.ts'
import type { Handlers } from '../kernel/index.ts'
import type { PersonalDataSource } from '../privacy/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { GroupDeps } from './deps.ts'
import { createPicture, type Picture } from './picture/picture.ts'
import { findGroup } from './queries.ts'
import { groupHandlers } from './router.ts'

/** Groups of customers: rules that are asked anew each time, never lists of people. */
export type GroupRoom = {
  readonly handlers: Handlers
  /** Nothing: a group is a rule, and no rule names a person. */
  readonly personalData: readonly PersonalDataSource[]
  /** A saved group; undefined when it is gone. */
  find(db: ReadHandle, groupId: string): CallOutput<'group.save'> | undefined
  /** The customers in memory, for counts and first pages. */
  readonly picture: Picture
  /** Makes the picture in the background. */
  begin(): void
  stop(): Promise<void>
}

/** Makes the room. */
export function createGroup(deps: GroupDeps): GroupRoom {
  const picture = createPicture({ store: deps.vault.store, isUnitedStates: deps.isUnitedStates })
  return {
    handlers: groupHandlers({ ...deps, picture }),
    personalData: [],
    find: findGroup,
    picture,
    begin: () => picture.begin(),
    stop: async () => picture.stop(),
  }
}
