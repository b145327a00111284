import { refusedRowsByAge, type Customer } from '../customer/index.ts'
import { messagesByAge } from '../inbox/index.ts'
import type { Media } from '../media/index.ts'
import { namesByAge } from '../order/index.ts'
import { createPrivacy, type PersonalDataSource, type PrivacyDeps, type PrivacyRoom } from '../privacy/index.ts'
import { sql, type OpenVault } from '../store/index.ts'
import { logLinesByAge } from './log-age.ts'
import type { RoomDeps } from './room-deps.ts'

/** The rooms that privacy reaches into, beside their data. */
export type Reached = {
  readonly customer: Customer
  readonly media: Media
  readonly sources: readonly PersonalDataSource[]
} & Pick<PrivacyDeps, 'backup' | 'refusedSignIns' | 'note'>

/** Export, erasure and retention over all rooms. */
export function makePrivacy(deps: RoomDeps, { customer, media, sources, ...faces }: Reached): PrivacyRoom {
  const { vault, clock, random, logger, announcer, boot } = deps
  const logs = boot.logFile === undefined ? [] : [logLinesByAge(boot.logFile)]
  return createPrivacy({
    vault,
    clock,
    random,
    logger,
    announcer,
    sources,
    customer,
    retention: [messagesByAge, media.retention, namesByAge, refusedRowsByAge, ...logs],
    practice: () => practiceOf(vault, faces.backup),
    ...faces,
  })
}

type Practice = ReturnType<NonNullable<PrivacyDeps['practice']>>

/** What is switched on now. */
function practiceOf({ store }: OpenVault, backup: PrivacyDeps['backup']): Practice {
  const counts = store.read.get<{ automations: number; tools: number }>(sql`
    select (select count(*) from automation where is_on = 1) as automations,
      (select count(*) from tool_token) + (select count(*) from event_hook where state = 'on') + (select count(*) from drop_rule) as tools`)
  return {
    receivesMessages: true,
    automations: counts?.automations ?? 0,
    tools: counts?.tools ?? 0,
    backups: backup?.()?.practice?.() ?? null,
  }
}
