import { fail, type Result } from '#contract/kernel/result.ts'
import type { BroadcastDeps } from '../deps.ts'
import { frozenTemplate, type BroadcastRow } from '../queries.ts'

/** Says that Meta lets no such template go now, and until when; null when it may. */
export function forbidding({ forbidden }: Pick<BroadcastDeps, 'forbidden'>, row: BroadcastRow): Result<never> | null {
  const template = frozenTemplate(row)
  const found = template === null ? null : (forbidden?.(template) ?? null)
  if (found === null) return null
  return fail('account-restricted', found.until === null ? { type: found.type } : { type: found.type, until: found.until })
}
