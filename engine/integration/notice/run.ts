import type { IntegrationDeps } from '../face.ts'
import type { Settings } from '../settings.ts'
import { sql, type WriteHandle } from '../../store/index.ts'

/** All notices under the same quiet hours are one run of the ledger that never ends. */
const PREFIX = 'run_notices'
/** Behind replies, before broadcasts: somebody may be waiting for it. */
const PRIORITY = 5
/** Far more than a till says; the number's own pace is kept by the ledger. */
const PACE_PER_SECOND = 100

export const isNoticeRun = (runId: string): boolean => runId === PREFIX || runId.startsWith(`${PREFIX}_`)

/** The run for these quiet hours, made and started when it is not there yet. */
export function runFor({ ledger }: IntegrationDeps, db: WriteHandle, quietHours: Settings['quietHours']): string {
  const isQuiet = quietHours !== null && quietHours.fromHour !== quietHours.toHour
  const runId = isQuiet ? `${PREFIX}_${quietHours.fromHour}_${quietHours.toHour}` : PREFIX
  if (ledger.run(db, runId) === undefined) {
    ledger.seal(
      db,
      {
        runId,
        owner: 'notice',
        purpose: 'notice',
        priority: PRIORITY,
        pacePerSecond: PACE_PER_SECOND,
        quietHours: isQuiet ? quietHours : null,
        budgetMicros: null,
        sealHash: '',
        latestAt: null,
        retryHeldBack: false,
      },
      [],
    )
    ledger.start(runId)
  }
  return runId
}

/** Lets what waits go on, when the engine begins. */
export function goOn({ ledger, vault, logger }: IntegrationDeps): void {
  for (const { runId, state } of vault.store.read.all<{ runId: string; state: string }>(
    sql`select run_id as runId, state from run where owner = 'notice'`,
  )) {
    const going = state === 'paused' ? ledger.resume(runId) : ledger.start(runId)
    if (!going.ok) logger.warn('integration.notices-stand-still', { code: going.error.code })
  }
}
