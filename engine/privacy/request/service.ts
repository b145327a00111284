import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { PrivacyRequestId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import {
  countOpen,
  findRequest,
  insertRequest,
  listRequests,
  tieToCustomer,
  updateRequest,
  type Changed,
  type PrivacyRequest,
} from './queries.ts'

type Input = ParsedInput<'privacy.saveRequest'>

/** Requests with the day each is due, the most urgent first. */
export function showRequests(deps: PrivacyDeps, input: ParsedInput<'privacy.requests'>): Result<CallOutput<'privacy.requests'>> {
  const db = deps.vault.store.read
  return ok({ requests: listRequests(db, input), open: countOpen(db) })
}

/** Notes a request or changes one. Errors: customer-missing, privacy-request-missing, privacy-request-closed. */
export function saveRequest(deps: PrivacyDeps, input: Input, by: string): Result<PrivacyRequest> {
  const { store } = deps.vault
  const seq = input.customerId === undefined ? null : seqOf(store.read, input.customerId)
  if (seq === undefined) return fail('customer-missing')
  const known = input.requestId === undefined ? null : findRequest(store.read, input.requestId)
  if (known === undefined) return fail('privacy-request-missing')
  if (known !== null && known.state !== 'open') return fail('privacy-request-closed')
  return store.write((db) => {
    const requestId = known?.requestId ?? (newId('req', deps.random, deps.clock.now()) as PrivacyRequestId)
    if (known === null) insertRequest(db, { ...newFacts(deps, input), requestId, customerSeq: seq })
    else if (seq !== null) tieToCustomer(db, requestId, seq)
    const before = findRequest(db, requestId)
    if (before === undefined) return fail('privacy-request-missing')
    updateRequest(db, requestId, changed(before, input, { by, at: deps.clock.now() as TimestampMs }))
    db.afterCommit(() => deps.announcer.announce('privacy.changed', {}))
    return ok(findRequest(db, requestId) ?? before)
  })
}

const seqOf = (db: ReadHandle, customerId: string): number | undefined =>
  db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq

const newFacts = (deps: PrivacyDeps, input: Input) => ({
  kind: input.kind ?? ('other' as const),
  receivedAt: input.receivedAt ?? (deps.clock.now() as TimestampMs),
  identity: input.identity ?? ('open' as const),
  note: input.note ?? '',
})

function changed(before: PrivacyRequest, input: Input, closing: { readonly by: string; readonly at: TimestampMs }): Changed {
  const facts = {
    kind: input.kind ?? before.kind,
    receivedAt: input.receivedAt ?? before.receivedAt,
    extendedWhy: input.extendedWhy === undefined ? before.extendedWhy : input.extendedWhy.trim() === '' ? null : input.extendedWhy,
    identity: input.identity ?? before.identity,
    note: input.note ?? before.note,
  }
  return input.close === undefined
    ? { ...facts, state: 'open', closedAt: null, closedBy: null, outcome: before.outcome }
    : { ...facts, ...input.close, closedAt: closing.at, closedBy: closing.by }
}
