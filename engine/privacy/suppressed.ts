import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { PhoneE164, PrivacyRequestId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import type { PrivacyDeps } from './deps.ts'
import { insertRequest, updateRequest } from './request/queries.ts'
import { settingsOf, type PrivacySettings } from './retention/settings.ts'

function numberOf({ customer, vault }: PrivacyDeps, typed: string): Result<PhoneE164> {
  const number = customer.normaliseNumber(typed, vault.shop.country)
  return number.ok ? ok(number.value.phone as PhoneE164) : fail('customer-number-refused')
}

/** Whether a number is never written to again. Errors: customer-number-refused. */
export function checkSuppressed(deps: PrivacyDeps, typed: string): Result<CallOutput<'privacy.checkSuppressed'>> {
  const number = numberOf(deps, typed)
  if (!number.ok) return number
  const { read } = deps.vault.store
  const since = deps.customer.suppressedSince(read, number.value)
  return ok({ phone: number.value, isSuppressed: since !== null, since: since as TimestampMs | null })
}

/** Puts a number on the list, as a keyed code. Errors: customer-number-refused. */
export function suppress(deps: PrivacyDeps, typed: string): Result<PrivacySettings> {
  const number = numberOf(deps, typed)
  if (!number.ok) return number
  deps.vault.store.write((db) => {
    deps.customer.suppress(db, number.value, null)
    db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
  })
  return ok(settingsOf(deps.vault.store.read))
}

/** Takes a number off the list; why stands among the requests. Errors: customer-number-refused, number-not-suppressed. */
export function unsuppress(deps: PrivacyDeps, input: ParsedInput<'privacy.unsuppress'>, by: string): Result<PrivacySettings> {
  const number = numberOf(deps, input.phone)
  if (!number.ok) return number
  const wasThere = deps.vault.store.write((db) => {
    db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
    if (!deps.customer.unsuppress(db, number.value)) return false
    noteLifted(db, deps, { why: input.why, by })
    return true
  })
  return wasThere ? ok(settingsOf(deps.vault.store.read)) : fail('number-not-suppressed')
}

/** A wish that was granted at once: kept as a closed request of nobody, so that the shop can show why it writes again. */
function noteLifted(db: WriteHandle, { clock, random }: PrivacyDeps, { why, by }: { readonly why: string; readonly by: string }): void {
  const at = clock.now() as TimestampMs
  const requestId = newId('req', random, at) as PrivacyRequestId
  insertRequest(db, { requestId, kind: 'other', receivedAt: at, identity: 'open', note: '', customerSeq: null })
  const facts = { kind: 'other', receivedAt: at, identity: 'open', note: '', extendedWhy: null } as const
  updateRequest(db, requestId, { ...facts, state: 'done', closedAt: at, closedBy: by, outcome: why })
}
