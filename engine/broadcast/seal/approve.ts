import { assert } from '#contract/kernel/assert.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { PickedCode } from '../../coupon/index.ts'
import type { WriteHandle } from '../../store/index.ts'
import type { Caller } from '../approval/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage } from '../message/compile.ts'
import { makePlanNow } from '../plan.ts'
import { changeCount, contentOf, findBroadcast, insertLeftOut, markApproved } from '../queries.ts'
import { reviewBroadcast, type Reviewed } from '../review/review.ts'
import { freezeMessages, isAtLeastOne, type Frozen } from './prepare.ts'

type Approved = CallOutput<'broadcast.approve'>

/** What is about to be sealed. */
type Ready = {
  readonly broadcastId: string
  readonly reviewed: Reviewed
  readonly frozen: Frozen
  readonly codes: readonly PickedCode[]
  readonly by: string
}

/**
 * Seals a draft: reviews it once more, refuses when anything differs from what was shown, freezes every message and
 * writes run, sends, codes and those left out in one transaction. Rendering happens before it, in chunks; if anything
 * was written to the vault meanwhile, the transaction first proves that it changed nothing here.
 * @param caller who approves: the shop's rules decide whether they may for so many people
 * @returns broadcast-missing, broadcast-state-refused, approval-needs-manager and approval-needs-other (params: people),
 * broadcast-blocked (params: issue), broadcast-review-changed, price-unknown (params: people), coupon-missing, coupon-stopped,
 * coupon-few, coupon-taken, coupon-code-refused
 */
export async function approveBroadcast(
  deps: BroadcastDeps,
  input: ParsedInput<'broadcast.approve'>,
  caller: Caller,
): Promise<Result<Approved>> {
  const { broadcastId } = input
  await readTemplateAgain(deps, broadcastId)
  const changesBefore = changeCount(deps.vault.store.read)
  const reviewed = await reviewBroadcast(deps, broadcastId, caller)
  if (!reviewed.ok) return reviewed
  const refusal = refusalOf(reviewed.value, input)
  if (refusal !== null) return refusal
  const { plan, message } = reviewed.value
  const codes = await deps.coupon.pick(message.content.coupon, plan.goes.length)
  if (!codes.ok) return codes
  const frozen = await freezeMessages({
    message,
    goes: plan.goes,
    codes: codes.value.map(({ code }) => code),
    clock: deps.clock,
    random: deps.random,
  })
  if (!frozen.ok) return frozen
  const ready: Ready = { broadcastId, reviewed: reviewed.value, frozen: frozen.value, codes: codes.value, by: caller.person }
  return deps.vault.store.write((db) => {
    const isUntouched = changeCount(db) === changesBefore || isStillTrue(deps, db, ready)
    if (!isUntouched) return fail('broadcast-review-changed', undefined, 'now')
    const taken = takeCodes(deps, db, ready)
    return taken.ok ? ok(sealIn(deps, db, ready)) : taken
  })
}

/** Meta may have paused the template or changed its category since; where Meta can't be asked, what is known decides. */
export async function readTemplateAgain({ vault, template, logger }: BroadcastDeps, broadcastId: string): Promise<void> {
  const row = findBroadcast(vault.store.read, broadcastId)
  if (row === undefined) return
  const { template: asked, byLanguage } = contentOf(row)
  const others = byLanguage ? template.all(vault.store.read).filter(({ name }) => name === asked.name) : []
  for (const language of new Set([asked.language, ...others.map((other) => other.language)])) {
    const read = await template.freshState(asked.name, language)
    if (!read.ok) logger.warn('template-state-not-fresh', { code: read.error.code })
  }
}

function refusalOf({ review }: Reviewed, input: ParsedInput<'broadcast.approve'>): Result<never> | null {
  const { by } = review.approval
  if (by !== 'self') return fail(by === 'manager' ? 'approval-needs-manager' : 'approval-needs-other', { people: review.goes })
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
  return makePlanNow(deps, db, { audience: message.content.audience, message, at, broadcastId }).digest === digest
}

/** The first to write, because it may find that somebody else took a code meanwhile; then nothing is sealed. */
function takeCodes({ coupon }: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed, frozen, codes }: Ready): Result<void> {
  const { name, coupon: plan } = reviewed.message.content
  return plan === null ? ok(undefined) : coupon.take(db, { broadcastId, name, plan, codes, sends: frozen.sends })
}

function sealIn(deps: BroadcastDeps, db: WriteHandle, { broadcastId, reviewed, frozen, by }: Ready): Approved {
  const { plan, message, review } = reviewed
  const { content } = message
  const { sends, sealHash, templates } = frozen
  assert(isAtLeastOne(templates), 'a broadcast to nobody is stopped by its review')
  const at = deps.clock.now()
  const marked = markApproved(db, {
    broadcastId,
    sealHash,
    templates,
    estimateMicros: review.cost.totalMicros,
    currency: review.cost.currency,
    at,
    by,
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
  for (const person of plan.leftOut) insertLeftOut(db, broadcastId, person)
  db.afterCommit(() => deps.announcer.announce('broadcast.changed', { broadcastId: broadcastId as Approved['broadcastId'] }))
  return { broadcastId: broadcastId as Approved['broadcastId'], sealHash, recipients: sends.length, skipped: plan.leftOut.length }
}
