import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../coupon/draw.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage } from '../message/compile.ts'
import { createJudge, makePlan } from '../plan.ts'
import { askingOf, NO_BROADCAST, peoplePages } from './queries.ts'
import { sortCounts } from './rules.ts'

type Verdict = CallOutput<'broadcast.audiencePeople'>['people'][number]

/** Counts for an audience before there is a message: who matches, who would get an offer, who is left out and why. */
export async function countAudience(
  deps: BroadcastDeps,
  { audience }: ParsedInput<'broadcast.audience'>,
): Promise<Result<CallOutput<'broadcast.audience'>>> {
  const plan = await makePlan(deps, deps.vault.store.read, { audience, message: null, at: deps.clock.now() })
  return ok({ matched: plan.goes.length + plan.leftOut.length, goes: plan.goes.length, skipped: sortCounts(plan.counts) })
}

/** The people behind one of those counts, in the order in which they stand in the vault. */
export async function audiencePeople(
  deps: BroadcastDeps,
  input: ParsedInput<'broadcast.audiencePeople'>,
): Promise<Result<CallOutput<'broadcast.audiencePeople'>>> {
  const db = deps.vault.store.read
  // Reasons that lie in the message need the message to be seen.
  const message = input.content === undefined ? null : compileMessage(deps, db, { content: input.content, broadcastId: NO_BROADCAST })
  const at = deps.clock.now()
  const asking = askingOf(deps.vault.shop, { at })
  const judge = createJudge(deps, db, { audience: input.audience, message, at })
  const people: Verdict[] = []
  for (const page of peoplePages(db, input.audience, { ...asking, after: readCursor(input.cursor) })) {
    for (const person of page) {
      const { reason } = judge(person)
      if (reason !== input.reason) continue
      people.push({
        customerId: person.customerId as Verdict['customerId'],
        name: person.name,
        phone: person.phone as Verdict['phone'],
        verdict: reason === null ? 'goes' : 'skipped',
        reason,
      })
      if (people.length === input.limit) return ok({ people, nextCursor: String(person.seq) })
    }
    await breathe()
  }
  return ok({ people, nextCursor: null })
}

const readCursor = (cursor: string | undefined): number => (cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0)
