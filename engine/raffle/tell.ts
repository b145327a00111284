import { BroadcastContent } from '#contract/ipc/broadcast-content.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallContext } from '../kernel/index.ts'
import type { RaffleDeps } from './face.ts'
import { drawnEntries, findRaffle, setBroadcast, toldCustomers } from './queries.ts'
import { announce } from './view.ts'

/**
 * Makes a broadcast draft to the winners who were not told yet; it is filled in, reviewed and approved like any other.
 * Errors: raffle-missing, raffle-state-refused, raffle-nobody, those of broadcast.draft.
 */
export async function tellWinners(
  deps: RaffleDeps,
  input: ParsedInput<'raffle.tellWinners'>,
  context: CallContext,
): Promise<Result<CallOutput<'raffle.tellWinners'>>> {
  const { vault, drafts } = deps
  const db = vault.store.read
  const row = findRaffle(db, input.raffleId)
  if (row === undefined) return fail('raffle-missing')
  if (row.state !== 'drawn') return fail('raffle-state-refused', { state: row.state })
  const told = row.broadcastId === null ? new Set<number>() : toldCustomers(db, row.broadcastId)
  const winners = drawnEntries(db, row.seq).filter(
    (one) => one.passedOver === null && one.customerSeq !== null && !told.has(one.customerSeq),
  )
  const customerIds = winners.flatMap(({ customerId }) => customerId ?? [])
  if (customerIds.length === 0) return fail('raffle-nobody')
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
    setBroadcast(write, row.seq, broadcastId)
    announce(deps, write, row.raffleId)
  })
  return ok({ broadcastId })
}
