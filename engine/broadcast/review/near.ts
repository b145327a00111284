import { breathe } from '../../kernel/index.ts'
import { inList, sql, type ReadHandle } from '../../store/index.ts'
import { restingMsOf } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import type { Content } from '../message/rules.ts'
import { contentOf, findBroadcast } from '../queries.ts'
import { expectedEnd, startOf } from '../span.ts'

/** Another broadcast that goes out so close to this one that whoever is in both gets only the first. */
export type Near = { readonly broadcastId: string; readonly name: string }

type Asked = { readonly content: Content; readonly broadcastId: string; readonly at: number }
type Open = { readonly broadcastId: string; readonly state: string; readonly plannedAt: number | null; readonly people: number }

/** Offers with people who still wait, which go on, or begin by themselves, within the resting time of this one or of theirs. */
export function nearBroadcasts({ vault }: Pick<BroadcastDeps, 'vault'>, db: ReadHandle, { content, broadcastId, at }: Asked): Near[] {
  const { timeZone } = vault.shop
  const start = startOf(content, at)
  const restingMs = restingMsOf(content.audience.restingHours)
  return openBroadcasts(db, broadcastId).flatMap((other) => {
    const row = findBroadcast(db, other.broadcastId)
    if (row === undefined) return []
    const theirs = contentOf(row)
    const begins = Math.max(other.plannedAt ?? at, at)
    const theirRestingMs = restingMsOf(theirs.audience.restingHours)
    const near = { broadcastId: other.broadcastId, name: row.name }
    if (begins > start) return theirRestingMs !== null && start + theirRestingMs > begins ? [near] : []
    // Nobody knows when a person lets it go on.
    const ends = other.state === 'paused' ? Infinity : expectedEnd(theirs, { people: other.people, at: begins, timeZone })
    return restingMs !== null && ends + restingMs > start ? [near] : []
  })
}

const openBroadcasts = (db: ReadHandle, without: string): Open[] =>
  db.all<Open>(sql`
    select * from (
      select r.run_id as broadcastId, r.state, iif(b.plan_state = 'planned', b.planned_at, null) as plannedAt,
        (select coalesce(sum(n.rows), 0) from send_count n where n.run_id = r.run_id and n.state = 'planned') as people
      from run r join broadcast b on b.broadcast_id = r.run_id
      where r.purpose = 'offer' and r.run_id <> ${without}
        and (r.state in ('running', 'paused') or (r.state = 'ready' and b.plan_state = 'planned')))
    where people > 0 order by broadcastId`)

/**
 * Which of some people wait in each of those broadcasts. Looked up in indexes that hold all of it, because the rows
 * themselves carry whole messages.
 */
export const waitingIn = (db: ReadHandle, near: readonly Near[], seqs: readonly number[]): { seq: number; broadcastId: string }[] =>
  near.length === 0
    ? []
    : db.all(sql`
        select distinct s.customer_seq as seq, s.run_id as broadcastId
        from json_each(${JSON.stringify(seqs)}) p cross join send s indexed by send_by_customer
        where s.customer_seq = p.value and s.accepted_at is null and s.run_id in ${inList(near.map(({ broadcastId }) => broadcastId))}
          and exists (select 1 from send t indexed by send_by_state where t.run_id = s.run_id and t.state = 'planned' and t.seq = s.seq)`)

const AT_ONCE = 2_000

/** How many of those who get it wait in which other broadcast, and how many people these are. */
export async function restingSoonOf(db: ReadHandle, near: readonly Near[], seqs: readonly number[]) {
  const people = new Set<number>()
  const counts = new Map<string, number>()
  for (let start = 0; near.length > 0 && start < seqs.length; start += AT_ONCE) {
    for (const { seq, broadcastId } of waitingIn(db, near, seqs.slice(start, start + AT_ONCE))) {
      people.add(seq)
      counts.set(broadcastId, (counts.get(broadcastId) ?? 0) + 1)
    }
    await breathe()
  }
  const broadcasts = near.map((one) => ({ ...one, people: counts.get(one.broadcastId) ?? 0 })).filter((one) => one.people > 0)
  return { people: people.size, broadcasts }
}
