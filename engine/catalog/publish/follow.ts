import type { BatchStatus } from '#contract/cloud-api/manage-catalog.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from '../deps.ts'
import type { Reach } from '../sync.ts'

const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 5_000
const UNDER_WAY: ReadonlySet<string> = new Set(['in_progress', 'started'])

/**
 * Asks for a batch until it has ended, less and less often; a line that is cut meanwhile is waited for. Errors:
 * meta-outcome-unknown when time is over, those of the client that waiting doesn't help.
 */
export async function followBatch(
  { clock }: Pick<CatalogDeps, 'clock'>,
  { api, catalogId }: Reach,
  { handle, endsAt }: { readonly handle: string; readonly endsAt: number },
): Promise<Result<BatchStatus>> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS)) {
    const status = await api.catalog.batchStatus(catalogId, handle)
    if (status.ok && !UNDER_WAY.has(status.value.status.toLowerCase())) return ok(status.value)
    if (!status.ok && !status.error.code.startsWith('network-') && status.error.code !== 'meta-busy') return status
    if (clock.monotonic() + waitMs > endsAt) return status.ok ? fail('meta-outcome-unknown', undefined, 'unknown') : status
    await new Promise<void>((resolve) => {
      clock.after(waitMs, resolve)
    })
  }
}
