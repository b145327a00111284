import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { Caller } from '../approval/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { changeCount, contentOf, findBroadcast } from '../queries.ts'
import { reviewBroadcast, type Reviewed } from '../review/review.ts'
import { removeLeftovers } from './leftovers.ts'
import { freezeMessages } from './prepare.ts'
import { isQuickToProve, isStillTrue, isStillTrueInTurns } from './prove.ts'
import { writeInSlices } from './slices.ts'
import { changed, createSealing, type Approved, type Ready } from './write.ts'

/**
 * Seals a draft: reviews it once more, refuses when anything differs from what was shown, freezes every message, writes
 * run, sends, codes and those left out in short transactions, and says in a last one that it is approved. Until then it is
 * the draft that it was, which nobody can start; whatever ends it on the way, also the end of the engine, leaves nothing.
 * @param caller who approves: the shop's rules decide whether they may for so many people
 * @returns broadcast-missing, broadcast-state-refused, approval-needs-manager, approval-needs-owner and approval-needs-other (params: people),
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
  await removeLeftovers(deps, broadcastId)
  const rowsBefore = changeCount(deps.vault.store.read)
  const draft = findBroadcast(deps.vault.store.read, broadcastId)?.content ?? ''
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
  const ready: Ready = { broadcastId, draft, reviewed: reviewed.value, frozen: frozen.value, codes: codes.value, by: caller.person }
  let isApproved = false
  try {
    const approved = await seal(deps, ready, rowsBefore)
    isApproved = approved.ok
    return approved
  } finally {
    // Where even this fails (a full disk), the next start does it.
    if (!isApproved) await removeLeftovers(deps, broadcastId)
  }
}

/** Looking everybody up anew may be overtaken by what is written meanwhile; after so many times it is enough. */
const MOST_PROOFS = 2

/**
 * Writes everything, then approves it when nothing else was written to the vault since the review, or nothing that changed
 * anything here. Among many customers that is proved in turns, so that it holds as of the beginning of the last proof:
 * whoever changes their mind after it is like one who does so after the approval, and the checks before each message
 * leaves find them.
 */
async function seal(deps: BroadcastDeps, ready: Ready, rowsBefore: number): Promise<Result<Approved>> {
  const { store } = deps.vault
  const sealing = createSealing(deps, ready)
  const written = await writeInSlices(store, sealing.parts())
  if (written.ended !== null) return written.ended
  let expected = rowsBefore + written.rows
  for (let proofs = 0; ; proofs += 1) {
    const approved = store.write((db) => {
      if (changeCount(db) === expected || proofs === MOST_PROOFS) return sealing.approve(db)
      if (!isQuickToProve(db)) return null
      return isStillTrue(deps, db, ready.reviewed) ? sealing.approve(db) : changed()
    })
    if (approved !== null) return approved
    expected = changeCount(store.read)
    if (!(await isStillTrueInTurns(deps, store.read, ready.reviewed))) return changed()
  }
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

const REFUSALS = { manager: 'approval-needs-manager', owner: 'approval-needs-owner', 'second-person': 'approval-needs-other' } as const

function refusalOf({ review }: Reviewed, input: ParsedInput<'broadcast.approve'>): Result<never> | null {
  const { by } = review.approval
  if (by !== 'self') return fail(REFUSALS[by], { people: review.goes })
  const stopping = review.issues.find((issue) => issue.level === 'stop')
  if (stopping !== undefined) return fail('broadcast-blocked', { issue: stopping.code, ...stopping.params })
  if (input.reviewHash !== undefined && input.reviewHash !== review.reviewHash) return fail('broadcast-review-changed', undefined, 'now')
  const { unknownPeople } = review.cost
  return unknownPeople > 0 && !input.acceptUnknownPrices ? fail('price-unknown', { people: unknownPeople }) : null
}
