import type { World } from '../behaviour/world.ts'
import type { CallbackCaller } from '../webhooks/post.ts'
import type { Area } from './graph/area.ts'
import { createManagementAreas } from './graph/index.ts'
import { createMediaArea } from './media/index.ts'
import { createPhoneSyncArea } from './phone-sync.ts'
import { createSendArea } from './send-area.ts'

/** Everything that is answered under a version, part by part. The first route that fits a path wins. */
export function createAreas(world: World, caller: CallbackCaller): readonly Area[] {
  return [createSendArea(world), createMediaArea(), createPhoneSyncArea(), ...createManagementAreas(caller)]
}
