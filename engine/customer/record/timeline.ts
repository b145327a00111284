import { TimelineEntry } from '#contract/ipc/customer-record.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { findById } from '../identity.ts'
import type { CustomerDeps } from '../service.ts'
import { sources, type Entry } from './timeline-sources.ts'

type Kind = z.infer<typeof TimelineEntry>['kind']

/**
 * A page of what happened with one customer, newest first. Every source hands over its newest entries before the place
 * where the page begins; entries of one moment stand in the order of the sources. Errors: customer-missing, input-refused.
 */
export function timeline(deps: CustomerDeps, input: ParsedInput<'customer.timeline'>): Result<CallOutput<'customer.timeline'>> {
  const db = deps.vault.store.read
  const found = findById(db, input.customerId)
  if (found === undefined) return fail('customer-missing')
  const after = fromCursor(input.cursor)
  if (!after.ok) return after
  const wanted = new Set<Kind>(input.kinds ?? TimelineEntry.shape.kind.options)
  // Entries of the last moment were shown already, as many as the cursor says.
  const { at: upTo, shown } = after.value ?? { at: Number.MAX_SAFE_INTEGER, shown: 0 }
  const asked = { customerSeq: found.customerSeq, upTo, most: input.limit + 1 + shown, timeZone: deps.vault.shop.timeZone }
  const entries = sources
    .filter(({ kinds }) => kinds.some((kind) => wanted.has(kind)))
    .flatMap(({ read }) => read(db, asked))
    .filter(({ kind }) => wanted.has(kind))
    .toSorted((one, other) => other.at - one.at)
    .slice(shown)
  const page = entries.slice(0, input.limit)
  return ok({ entries: page, nextCursor: entries.length > input.limit ? cursorAfter(page, after.value) : null })
}

type Place = { readonly at: number; readonly shown: number }

function cursorAfter(page: readonly Entry[], before: Place | null): string {
  const at = page.at(-1)?.at ?? 0
  const ofMoment = page.filter((entry) => entry.at === at).length
  return `${at}.${ofMoment + (before?.at === at ? before.shown : 0)}`
}

function fromCursor(cursor: string | undefined): Result<Place | null> {
  if (cursor === undefined) return ok(null)
  const match = /^(\d{1,15})\.(\d{1,6})$/.exec(cursor)
  return match === null ? fail('input-refused', { field: 'cursor' }) : ok({ at: Number(match[1]), shown: Number(match[2]) })
}
