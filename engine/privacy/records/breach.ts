import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { listFiles } from '../export/register.ts'

/** GDPR Art. 33(1): 72 hours after it became known, which is when somebody opens the sheet at the latest. */
const REPORT_WITHIN_MS = 72 * 3_600_000

/** How many rows of which kind of data are there, without reading what they say. */
const KINDS = sql`
  select 'people' as kind, count(*) as count from customer union all select 'numbers', count(phone) from customer
  union all select 'messages', count(*) from message union all select 'files', count(stored_name) from media_file
  union all select 'orders', count(customer_seq) from customer_order union all select 'consents', count(*) from consent_event`

/** What a breach sheet needs to know since a time (GDPR Art. 33, 34). */
export function breachFacts(deps: PrivacyDeps, since: number): CallOutput<'privacy.breachFacts'> {
  const { read } = deps.vault.store
  const kinds = read.all<{ kind: string; count: number }>(KINDS)
  return {
    people: kinds.find(({ kind }) => kind === 'people')?.count ?? 0,
    kinds: kinds.filter(({ kind, count }) => kind !== 'people' && count > 0),
    exports: listFiles(read, since),
    refusedSignIns: deps.refusedSignIns?.(since) ?? 0,
    reportBy: (deps.clock.now() + REPORT_WITHIN_MS) as TimestampMs,
  }
}
