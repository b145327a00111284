import type { CallOutput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { ConnectionCore } from '../core.ts'
import { checkKey, checkManagement, checkMessaging } from './key.ts'
import { lookAt, type Look } from './look.ts'
import { checkLimit, checkNumber, checkPayment } from './number.ts'
import { checkCatalog, checkClock } from './others.ts'
import type { Outcome } from './outcome.ts'
import { readChecks, saveChecks, type CheckResult } from './queries.ts'
import { checkReceiving } from './receiving.ts'

type Name = CheckResult['name']

const all: Readonly<Record<Name, (look: Look) => Promise<Outcome>>> = {
  key: checkKey,
  messaging: checkMessaging,
  management: checkManagement,
  number: checkNumber,
  payment: checkPayment,
  limit: checkLimit,
  receiving: checkReceiving,
  catalog: checkCatalog,
  clock: checkClock,
}

/**
 * Runs the named checks, or all, and keeps how they ended; none stops the others. Answers every check as it last ended, in
 * the order of the screen. Error: connection-missing.
 */
export async function runChecks(
  core: ConnectionCore,
  only: readonly Name[] | undefined,
): Promise<Result<CallOutput<'connection.checks'>['checks']>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  const { clock, vault } = core.deps
  const look = lookAt(core, live)
  const results: CheckResult[] = []
  for (const name of Object.keys(all) as Name[]) {
    if (only !== undefined && !only.includes(name)) continue
    const outcome = await all[name](look)
    results.push({ name, checkedAt: clock.now() as TimestampMs, ...outcome })
  }
  vault.store.write((db) => saveChecks(db, live.stored.connectionId, results))
  return ok(readChecks(vault.store.read))
}
