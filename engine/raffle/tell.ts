import { BroadcastContent } from '#contract/ipc/broadcast-content.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallContext } from '../kernel/index.ts'
import type { ReadHandle } from '../store/index.ts'
import type { RaffleDeps } from './face.ts'
import { addTelling, draftedCustomers, drawnEntries, findRaffle, toldCustomers, type RaffleRow } from './queries.ts'
import { announce } from './view.ts'

/**
 * Makes a broadcast draft to the winners who were not told yet; it is filled in, reviewed and approved like any other. Asked
 * again while a draft to just these people waits, it answers that one.
 * Errors: raffle-missing, raffle-state-refused, raffle-nobody, those of broadcast.draft.
 */
export async function tellWinners(
  deps: RaffleDeps,
  input: ParsedInput<'raffle.tellWinners'>,
  context: CallContext,
): Promise<Result<CallOutput<'raffle.tellWinners'>>> {
  const { vault, clock, drafts } = deps
  const db = vault.store.read
  const row = findRaffle(db, input.raffleId)
  if (row === undefined) return fail('raffle-missing')
  if (row.state !== 'drawn') return fail('raffle-state-refused', { state: row.state })
  const told = toldCustomers(db, row)
  const winners = drawnEntries(db, row.seq).filter(
    (one) => one.passedOver === null && one.customerSeq !== null && !told.has(one.customerSeq),
  )
  const customerIds = winners.flatMap(({ customerId }) => customerId ?? [])
  if (customerIds.length === 0) return fail('raffle-nobody')
  const waiting = waitingDraft(db, row, customerIds)
  if (waiting !== null) return ok({ broadcastId: waiting })
  const save = drafts['broadcast.draft']
  assert(save !== undefined, 'the broadcast room saves drafts')
  const content = BroadcastContent.parse({
    name: row.name,
    // Whoever won is told, whatever offers went to them lately.
    audience: { include: { kind: 'customers', customerIds }, restingHours: null },
    template: input.template,
  })
  const saved = await save({ content }, context)
  if (!saved.ok) return saved
  const { broadcastId } = saved.value
  vault.store.write((write) => {
    addTelling(write, row, { broadcastId, at: clock.now() })
    announce(deps, write, row.raffleId)
  })
  return ok({ broadcastId })
}

type Telling = CallOutput<'raffle.tellWinners'>['broadcastId']

/** A draft to exactly these people that nobody sealed yet. */
function waitingDraft(db: ReadHandle, { broadcastId }: RaffleRow, customerIds: readonly string[]): Telling | null {
  const asked = broadcastId === null ? undefined : draftedCustomers(db, broadcastId)
  const isSame = asked !== undefined && asked.length === customerIds.length && asked.every((id) => customerIds.includes(id))
  return isSame ? (broadcastId as Telling) : null
}
