import { assert } from '#contract/kernel/assert.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { WriteHandle } from '../../store/index.ts'
import { drawCodes } from '../coupon/draw.ts'
import { reserveCode } from '../coupon/queries.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage } from '../message/compile.ts'
import { makePlanNow } from '../plan.ts'
import { changeCount, contentOf, findBroadcast, insertLeftOut, markApproved } from '../queries.ts'
import { reviewBroadcast, type Reviewed } from '../review/review.ts'
import { freezeMessages, type Frozen } from './prepare.ts'

type Approved = CallOutput<'broadcast.approve'>

/** What is about to be sealed. */
type Ready = { readonly broadcastId: string; readonly reviewed: Reviewed; readonly frozen: Frozen; readonly codes: readonly string[] }

/**
 * Seals a draft: reviews it once more, refuses when anything differs from what was shown, freezes every message and
 * writes run, sends, codes and those left out in one transaction. Rendering happens before it, in chunks; if anything
 * was written to the vault meanwhile, the transaction first proves that it changed nothing here.
 * @returns broadcast-missing, broadcast-state-refused, broadcast-blocked (params: issue), broadcast-review-changed,
 * price-unknown (params: people), coupon-code-refused
 */
export async function approveBroadcast(deps: BroadcastDeps, input: ParsedInput<'broadcast.approve'>): Promise<Result<Approved>> {
  const { broadcastId } = input
  await readTemplateAgain(deps, broadcastId)
  const changesBefore = changeCount(deps.vault.store.read)
  const reviewed = await reviewBroadcast(deps, broadcastId)
  if (!reviewed.ok) return reviewed
  const refusal = refusalOf(reviewed.value, input)
  if (refusal !== null) return refusal
  const { plan, message } = reviewed.value
  const { coupon } = message.content
  const codes =
    coupon?.kind === 'one-each'
      ? await drawCodes(deps.vault.store.read, deps.random, { prefix: coupon.prefix, count: plan.goes.length })
      : ok([])
  if (!codes.ok) return codes
  const frozen = await freezeMessages({ message, goes: plan.goes, codes: codes.value, clock: deps.clock, random: deps.random })
  if (!frozen.ok) return frozen
  const ready: Ready = { broadcastId, reviewed: reviewed.value, frozen: frozen.value, codes: codes.value }
  return deps.vault.store.write((db) => {
    const isUntouched = changeCount(db) === changesBefore || isStillTrue(deps, db, ready)
    if (!isUntouched) return fail('broadcast-review-changed', undefined, 'now')
    return ok(sealIn(deps, db, ready))
  })
}

/** Meta may have paused the template or changed its category since; where Meta can't be asked, what is known decides. */
export async function readTemplateAgain({ vault, template, logger }: BroadcastDeps, broadcastId: string): Promise<void> {
  const row = findBroadcast(vault.store.read, broadcastId)
  if (row === undefined) return
  const { name, language } = contentOf(row).template
  const read = await template.freshState(name, language)
  if (!read.ok) logger.warn('template-state-not-fresh', { code: read.error.code })
}

function refusalOf({ review }: Reviewed, input: ParsedInput<'broadcast.approve'>): Result<never> | null {
  const stopping = review.issues.find((issue) => issue.level === 'stop')
  if (stopping !== undefined) return fail('broadcast-blocked', { issue: stopping.code, ...stopping.params })
  if (input.reviewHash !== undefined && input.reviewHash !== review.reviewHash) return fail('broadcast-review-changed', undefined, 'now')
  const { unknownPeople } = review.cost
  return unknownPeople > 0 && !input.acceptUnknownPrices ? fail('price-unknown', { people: unknownPeople }) : null
}

/** Whether the same review of this very moment comes to the same end, the draft itself included. */
function isStillTrue(deps: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed }: Ready): boolean {
  const row = findBroadcast(db, broadcastId)
  if (row === undefined || row.approved !== 0) return false
  const message = compileMessage(deps, db, { content: contentOf(row), broadcastId })
  const { at, digest } = reviewed.plan
  return makePlanNow(deps, db, { audience: message.content.audience, message, at }).digest === digest
}

function sealIn(deps: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed, frozen, codes }: Ready): Approved {
  const { plan, message, review } = reviewed
  const { content, template } = message
  const { sends, sealHash } = frozen
  assert(template !== null, 'a message without its template is never frozen')
  const at = deps.clock.now()
  const marked = markApproved(db, {
    broadcastId,
    sealHash,
    template,
    estimateMicros: review.cost.totalMicros,
    currency: review.cost.currency,
    at,
  })
  assert(marked.changes === 1, 'approvals run one after the other, and a draft only changes with the digest')
  deps.ledger.seal(
    db,
    {
      runId: broadcastId,
      owner: 'broadcast',
      purpose: 'offer',
      priority: 0,
      pacePerSecond: content.spreadHours === null ? content.pacePerSecond : sends.length / (content.spreadHours * 3_600),
      quietHours: content.quietHours,
      budgetMicros: content.budgetMicros,
      sealHash,
      latestAt: content.time.kind === 'at' ? content.time.latestAt : null,
      retryHeldBack: content.retryHeldBack,
    },
    sends,
  )
  for (const [place, code] of codes.entries()) {
    const send = sends[place]
    assert(send !== undefined && send.customerSeq !== null, 'one code was drawn for each send')
    reserveCode(
      db,
      { code, broadcastId, sendId: send.sendId, customerSeq: send.customerSeq, expiresAt: message.coupon?.endsAt ?? null },
      at,
    )
  }
  for (const person of plan.leftOut) insertLeftOut(db, broadcastId, person)
  db.afterCommit(() => deps.announcer.announce('broadcast.changed', { broadcastId: broadcastId as Approved['broadcastId'] }))
  return { broadcastId: broadcastId as Approved['broadcastId'], sealHash, recipients: sends.length, skipped: plan.leftOut.length }
}
