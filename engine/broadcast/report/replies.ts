import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { previewOf } from '../../inbox/index.ts'
import { breathe } from '../../kernel/index.ts'
import { sql, type ReadHandle } from '../../store/index.ts'
import type { BroadcastDeps } from '../deps.ts'
import { findBroadcast } from '../queries.ts'
import { intentOf, type Intent } from './intent.ts'
import { contentsOf, firstAnswers, type FirstAnswer } from './people.ts'

type Replies = CallOutput<'broadcast.replies'>
type Reply = Replies['replies'][number]
type Content = CallOutput<'inbox.reply'>['content']

/** A first answer with what it seems to tell. */
type SortedAnswer = FirstAnswer & { readonly intent: Intent }

const AT_ONCE = 1_000

/** The first answer of everybody who answered within seven days, newest first, with what it seems to tell. Lets other work in between. */
export async function sortAnswers({ vault, customer }: BroadcastDeps, broadcastId: string): Promise<SortedAnswer[]> {
  const found = firstAnswers(vault.store.read, broadcastId)
  const sorted: SortedAnswer[] = []
  for (let start = 0; start < found.length; start += AT_ONCE) {
    await breathe()
    const part = found.slice(start, start + AT_ONCE)
    const contents = contentsOf(
      vault.store.read,
      part.map(({ seq }) => seq),
    )
    for (const answer of part) {
      const content = contents.get(answer.seq)
      // Erased while others were read.
      if (content !== undefined)
        sorted.push({ ...answer, intent: intentOf(JSON.parse(content) as Content, (text) => customer.offerWord(text)) })
    }
  }
  return sorted
}

/** Who answered a broadcast within seven days, newest first, each with the first answer. Error: broadcast-missing. */
export async function listReplies(deps: BroadcastDeps, input: ParsedInput<'broadcast.replies'>): Promise<Result<Replies>> {
  const db = deps.vault.store.read
  if (findBroadcast(db, input.broadcastId) === undefined) return fail('broadcast-missing')
  const after = readCursor(input.cursor)
  const wanted = (await sortAnswers(deps, input.broadcastId)).filter(
    (answer) =>
      (input.intent === undefined || answer.intent === input.intent) &&
      (after === null || answer.at < after.at || (answer.at === after.at && answer.seq < after.seq)),
  )
  const page = wanted.slice(0, input.limit)
  const last = page.at(-1)
  const contents = contentsOf(
    db,
    page.map(({ seq }) => seq),
  )
  return ok({
    replies: page.flatMap((answer) => replyOf(db, answer, contents.get(answer.seq) ?? '{}')),
    nextCursor: wanted.length > page.length && last !== undefined ? `${last.at}:${last.seq}` : null,
  })
}

/** A cursor that is none begins at the start. */
function readCursor(cursor: string | undefined): { readonly at: number; readonly seq: number } | null {
  const [, at, seq] = /^(\d{1,15}):(\d{1,15})$/.exec(cursor ?? '') ?? []
  return at === undefined || seq === undefined ? null : { at: Number(at), seq: Number(seq) }
}

type Person = { readonly customerId: Reply['customerId']; readonly name: string; readonly isAnswered: number }

/** Answered is who was written to afterwards, by a person or by the products that a tap asks for, or whose chat was ended. */
function replyOf(db: ReadHandle, { customerSeq, at, intent }: SortedAnswer, content: string): Reply[] {
  const person = db.get<Person>(sql`
    select c.customer_id as customerId, c.name,
      exists (select 1 from conversation v where v.customer_seq = c.seq and v.closed <> 0) or exists (
        select 1 from message m where m.customer_seq = c.seq and m.at >= ${at} and m.direction = 'out' and m.broadcast_id is null and m.noted_by is null
          and (m.local_state is null or m.local_state = 'held')) as isAnswered
    from customer c where c.seq = ${customerSeq}`)
  if (person === undefined) return []
  const text = previewOf({ kind: 'text', text: '', ...(JSON.parse(content) as Partial<Content>) } as Content)
  return [{ customerId: person.customerId, name: person.name, text, intent, at: at as Reply['at'], isAnswered: person.isAnswered !== 0 }]
}
