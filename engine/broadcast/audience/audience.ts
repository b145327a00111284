import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { breathe } from '../../kernel/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { compileMessage } from '../message/compile.ts'
import { createJudge } from '../judge.ts'
import { nearBroadcasts, waitingIn, type Near } from '../review/near.ts'
import { askingOf, NO_BROADCAST, peopleBySeq, peoplePages, type Asking } from './queries.ts'
import { sortCounts, type Person, type SkipReason } from './rules.ts'
import { createVerdicts } from './verdicts.ts'

type Verdict = CallOutput<'broadcast.audiencePeople'>['people'][number]

/** Counts for an audience before there is a message: who matches, who would get an offer, who is left out and why. */
export async function countAudience(
  deps: BroadcastDeps,
  { audience }: ParsedInput<'broadcast.audience'>,
): Promise<Result<CallOutput<'broadcast.audience'>>> {
  const { picture } = deps.group
  const { isAsked, reasonOf } = await createVerdicts(picture, deps.vault.store.read, { audience, asking: askingNow(deps) })
  const counts = new Map<SkipReason, number>()
  let goes = 0
  await picture.walk(0, (seq) => {
    if (!isAsked(seq)) return true
    const reason = reasonOf(seq)
    if (reason === null) goes += 1
    else counts.set(reason, (counts.get(reason) ?? 0) + 1)
    return true
  })
  const skipped = sortCounts(counts)
  return ok({ matched: skipped.reduce((sum, { count }) => sum + count, goes), goes, skipped })
}

const askingNow = ({ vault, clock }: BroadcastDeps, broadcastId?: string): Asking => askingOf(vault.shop, { at: clock.now(), broadcastId })

/** The people behind one of those counts, in the order in which they stand in the vault. */
export async function audiencePeople(
  deps: BroadcastDeps,
  input: ParsedInput<'broadcast.audiencePeople'>,
): Promise<Result<CallOutput<'broadcast.audiencePeople'>>> {
  const after = readCursor(input.cursor)
  // Reasons that lie in the message need the message to be seen, person by person.
  return ok(input.content === undefined ? await peopleAtOnce(deps, input, after) : await peopleOfMessage(deps, input, after))
}

type Page = CallOutput<'broadcast.audiencePeople'>
type Input = ParsedInput<'broadcast.audiencePeople'>

async function peopleAtOnce(deps: BroadcastDeps, { audience, reason, limit, broadcastId }: Input, after: number): Promise<Page> {
  const { picture } = deps.group
  const db = deps.vault.store.read
  const { isAsked, reasonOf } = await createVerdicts(picture, db, { audience, asking: askingNow(deps, broadcastId) })
  const seqs: number[] = []
  await picture.walk(after, (seq) => {
    if (isAsked(seq) && reasonOf(seq) === reason) seqs.push(seq)
    return seqs.length < limit
  })
  const people = peopleBySeq(db, seqs).map((person) => toVerdict(person, reason))
  return { people, nextCursor: seqs.length === limit ? String(seqs.at(-1)) : null }
}

async function peopleOfMessage(deps: BroadcastDeps, input: Input, after: number): Promise<Page> {
  const db = deps.vault.store.read
  const message = input.content === undefined ? null : compileMessage(deps, db, { content: input.content, broadcastId: NO_BROADCAST })
  const asking = askingNow(deps, input.broadcastId)
  const judge = createJudge(deps, db, { audience: input.audience, message, at: asking.at, broadcastId: asking.broadcastId })
  const near = nearOf(deps, input, asking)
  const people: Verdict[] = []
  for (const page of peoplePages(db, input.audience, { ...asking, after })) {
    const waiting = near === null ? null : waitingSeqs(db, near, page)
    for (const person of page) {
      const { reason } = judge(person)
      if (reason !== input.reason || waiting?.has(person.seq) === false) continue
      people.push(toVerdict(person, reason))
      if (people.length === input.limit) return { people, nextCursor: String(person.seq) }
    }
    await breathe()
  }
  return { people, nextCursor: null }
}

/** The broadcasts that keep people of this one from it, where the question is about them. */
function nearOf(
  deps: BroadcastDeps,
  { restingSoon, content }: Input,
  { at, broadcastId }: ReturnType<typeof askingNow>,
): readonly Near[] | null {
  return restingSoon && content !== undefined ? nearBroadcasts(deps, deps.vault.store.read, { content, broadcastId, at }) : null
}

const waitingSeqs = (db: ReadHandle, near: readonly Near[], page: readonly Person[]): ReadonlySet<number> =>
  new Set(
    waitingIn(
      db,
      near,
      page.map((person) => person.seq),
    ).map(({ seq }) => seq),
  )

const toVerdict = ({ customerId, name, phone }: Pick<Person, 'customerId' | 'name' | 'phone'>, reason: SkipReason | null): Verdict => ({
  customerId: customerId as Verdict['customerId'],
  name,
  phone: phone as Verdict['phone'],
  verdict: reason === null ? 'goes' : 'skipped',
  reason,
})

const readCursor = (cursor: string | undefined): number => (cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0)
