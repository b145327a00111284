import type { Announcer, Clock, Random } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'
import type { Picture } from './picture/picture.ts'

export type GroupDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly announcer: Announcer
  /** Whether Meta delivers no promotions to a number (E.164). */
  readonly isUnitedStates: (phone: string) => boolean
}

/** What the use cases work with. */
export type GroupContext = GroupDeps & { readonly picture: Picture }
