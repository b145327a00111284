import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { addConsent } from '../consent.ts'
import { findById } from '../identity.ts'
import { get, type CustomerDeps } from '../service.ts'
import type { KeepEvidence } from './evidence.ts'

/** What recording a consent needs besides the room's own. */
export type RecordDeps = CustomerDeps & { readonly keepEvidence: KeepEvidence }

type Input = ParsedInput<'customer.recordConsent'>

/**
 * Adds an entry to the consent history. WhatsApp's own switch and a merge can't be recorded by hand
 * (`consent-source-missing`), nor "other" without saying what it was; a time to come is `input-refused`.
 */
export async function recordConsent(deps: RecordDeps, input: Input, by: string): Promise<Result<CallOutput<'customer.get'>>> {
  const found = findById(deps.vault.store.read, input.customerId)
  if (found === undefined) return fail('customer-missing')
  const problem = consentProblem(input, input.at ?? 0, deps.clock.now())
  if (problem !== null) return problem
  const evidence = input.evidence === undefined ? ok(null) : await deps.keepEvidence({ customerId: found.customerId, file: input.evidence })
  if (!evidence.ok) return evidence
  const now = deps.clock.now()
  deps.vault.store.write((db) => {
    addConsent(db, found.customerSeq, {
      at: input.at ?? now,
      recordedAt: now,
      purpose: input.purpose,
      decision: input.decision,
      source: input.source,
      detail: input.detail.trim(),
      wording: input.wording.trim(),
      recordedBy: by,
      importId: null,
      evidenceId: evidence.value?.mediaFileId ?? null,
    })
    db.afterCommit(() => deps.announcer.announce('customer.changed', { customerId: found.customerId }))
  })
  return get(deps, input.customerId)
}

const NOT_BY_HAND: ReadonlySet<string> = new Set(['whatsapp-preference', 'merge'])

/** Why a consent that somebody reports can't be taken, or null. */
export function consentProblem(told: { readonly source: string; readonly detail: string }, at: number, now: number): Result<never> | null {
  if (NOT_BY_HAND.has(told.source)) return fail('consent-source-missing', { source: told.source })
  if (told.source === 'other' && told.detail.trim() === '') return fail('consent-source-missing', { source: told.source })
  // A day of grace, because a form is dated in another time zone than the laptop.
  return at > now + 86_400_000 ? fail('input-refused', { field: 'at' }) : null
}
