import type { z } from 'zod'
import type { Paging } from '#contract/cloud-api/answers.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { call, type CallDeps, type Operation } from './call.ts'

/** A page of a list edge. */
export type Page<T> = { readonly data: readonly T[]; readonly paging?: Paging | undefined }

/** More pages than any shop has; ends a list whose paging runs in a circle. */
const MAX_PAGES = 500

/**
 * Reads a list edge to its end by the `after` cursor. The ready-made `next` address is not followed: Meta writes the key
 * into it, and a key must never stand in an address.
 */
export async function readPages<T>(deps: CallDeps, operation: Operation<z.ZodType<Page<T>>>): Promise<Result<readonly T[]>> {
  const items: T[] = []
  const query = { ...operation.query, limit: operation.query?.['limit'] ?? '100' }
  let after: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const result = await call(deps, { ...operation, query: after === undefined ? query : { ...query, after } })
    if (!result.ok) return result
    items.push(...result.value.data)
    const next = nextOf(result.value.paging)
    if (next === undefined || next === after) return ok(items)
    after = next
  }
  return fail('meta-answer-unreadable', { pages: MAX_PAGES })
}

const nextOf = (paging: Paging | undefined): string | undefined => (paging?.next === undefined ? undefined : paging.cursors?.after)
