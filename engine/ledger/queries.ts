import { expectChanges, sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { NewRun, NewSend, Purpose, RunState, SendState } from './face.ts'

/** A send with everything that decides about it, as stored. */
export type SendRecord = {
  seq: number
  send_id: string
  run_id: string
  rkey: string
  customer_seq: number | null
  to_phone: string | null
  to_user_id: string | null
  body: string
  body_sha256: string
  template_name: string | null
  template_language: string | null
  category: string | null
  market: string | null
  price_micros: number | null
  state: SendState
  reason: string | null
  meta_code: number | null
  wamid: string | null
  attempts: number
  changed_at: number
  held_back_times: number
}

export type RunRecord = {
  run_id: string
  owner: NewRun['owner']
  purpose: Purpose
  state: RunState
  pause_reason: string | null
  priority: number
  pace_per_second: number
  quiet_from: number | null
  quiet_to: number | null
  budget_micros: number | null
  started_at: number | null
  finished_at: number | null
  latest_at: number | null
  retry_held_back: number
  seal_hash: string
}

const SEND_COLUMNS = sql`seq, send_id, run_id, rkey, customer_seq, to_phone, to_user_id, body, body_sha256, template_name, template_language, category, market, price_micros, state, reason, meta_code, wamid, attempts, changed_at, held_back_times`
const RUN_COLUMNS = sql`run_id, owner, purpose, state, pause_reason, priority, pace_per_second, quiet_from, quiet_to, budget_micros, started_at, finished_at, latest_at, retry_held_back, seal_hash`

export const findRun = (db: ReadHandle, runId: string) => db.get<RunRecord>(sql`select ${RUN_COLUMNS} from run where run_id = ${runId}`)

export const insertRun = (db: WriteHandle, run: NewRun, now: number) =>
  db.run(sql`
    insert into run (run_id, owner, purpose, state, priority, pace_per_second, quiet_from, quiet_to, budget_micros, seal_hash, created_at, latest_at, retry_held_back)
    values (${run.runId}, ${run.owner}, ${run.purpose}, 'ready', ${run.priority}, ${run.pacePerSecond}, ${run.quietHours?.fromHour ?? null},
      ${run.quietHours?.toHour ?? null}, ${run.budgetMicros}, ${run.sealHash}, ${now}, ${run.latestAt},
      ${run.retryHeldBack ? 1 : 0})`)

export const insertSend = (db: WriteHandle, send: { runId: string; bodySha256: string; now: number } & NewSend) =>
  db.run(sql`
    insert into send (send_id, run_id, rkey, customer_seq, to_phone, to_user_id, body, body_sha256, template_name, template_language, category, market, price_micros, state, changed_at)
    values (${send.sendId}, ${send.runId}, ${send.rkey}, ${send.customerSeq}, ${send.toPhone}, ${send.toUserId}, ${send.body}, ${send.bodySha256},
      ${send.template?.name ?? null}, ${send.template?.language ?? null}, ${send.template?.category ?? null}, ${send.market}, ${send.priceMicros}, 'planned', ${send.now})`)

/** Runs that may send, the most urgent first. */
export const runningRuns = (db: ReadHandle) =>
  db.all<RunRecord>(sql`select ${RUN_COLUMNS} from run where state = 'running' order by priority desc, created_at`)

export const runsPausedFor = (db: ReadHandle, reason: string) =>
  db.all<RunRecord>(
    sql`select ${RUN_COLUMNS} from run where state = 'paused' and pause_reason = ${reason} order by priority desc, created_at`,
  )

/** Sends that are due, those that wait longest first. */
export const dueSends = (db: ReadHandle, runId: string, page: { now: number; limit: number }) =>
  db.all<SendRecord>(sql`
    select ${SEND_COLUMNS} from send
    where run_id = ${runId} and state = 'planned' and coalesce(not_before, 0) <= ${page.now}
    order by coalesce(not_before, 0), seq limit ${page.limit}`)

/** The time at which the next send of a run falls due; null when nothing is planned. */
export const nextDueAt = (db: ReadHandle, runId: string) =>
  db.get<{ at: number }>(sql`
    select coalesce(not_before, 0) as at from send where run_id = ${runId} and state = 'planned'
    order by coalesce(not_before, 0), seq limit 1`)?.at ?? null

/** Whether anything of a run left, or may have left. */
export const hasBegun = (db: ReadHandle, runId: string): boolean =>
  ['accepted', 'sent', 'delivered', 'read', 'failed', 'rejected', 'in_doubt', 'unconfirmed', 'sending'].some(
    (state) => db.get(sql`select 1 from send where run_id = ${runId} and state = ${state} limit 1`) !== undefined,
  )

export const findSendById = (db: ReadHandle, sendId: string) =>
  db.get<SendRecord>(sql`select ${SEND_COLUMNS} from send where send_id = ${sendId}`)
export const findSendBySeq = (db: ReadHandle, seq: number) => db.get<SendRecord>(sql`select ${SEND_COLUMNS} from send where seq = ${seq}`)
export const findSendByWamid = (db: ReadHandle, wamid: string) =>
  db.get<SendRecord>(sql`select ${SEND_COLUMNS} from send where wamid = ${wamid}`)

export const plannedOf = (db: ReadHandle, runId: string, limit: number) =>
  db.all<SendRecord>(sql`select ${SEND_COLUMNS} from send where run_id = ${runId} and state = 'planned' order by seq limit ${limit}`)

/** Whether anything of a run is still undecided. */
export const hasOpenSends = (db: ReadHandle, runId: string): boolean =>
  ['planned', 'sending', 'in_doubt'].some(
    (state) => db.get(sql`select 1 from send where run_id = ${runId} and state = ${state} limit 1`) !== undefined,
  )

/** Money of a run that is spent or may be. */
export const committedMicros = (db: ReadHandle, runId: string): number =>
  db.get<{ sum: number }>(sql`
    select coalesce(sum(price_micros), 0) as sum from send
    where run_id = ${runId} and state in ('sending', 'in_doubt', 'unconfirmed', 'accepted', 'sent', 'delivered', 'read')`)?.sum ?? 0

export const costs = (db: ReadHandle, runId: string) =>
  db.get<{ so_far: number; at_most: number }>(sql`
    select coalesce(sum(case when state in ('accepted', 'sent', 'delivered', 'read') then price_micros end), 0) as so_far,
      coalesce(sum(case when state not in ('skipped', 'rejected', 'failed') then price_micros end), 0) as at_most
    from send_count where run_id = ${runId}`) ?? { so_far: 0, at_most: 0 }

export const countSends = (db: ReadHandle, runId: string): number =>
  db.get<{ count: number }>(sql`select coalesce(sum(rows), 0) as count from send_count where run_id = ${runId}`)?.count ?? 0

export const countByState = (db: ReadHandle, runId: string) =>
  db.all<{ state: SendState; count: number }>(sql`select state, rows as count from send_count where run_id = ${runId} and rows > 0`)

/** Customers from whom Meta held a message back (131049) since the given time, and when it last did. */
export const heldBackSince = (db: ReadHandle, since: number) =>
  db.all<{ customerSeq: number; at: number }>(sql`
    select customer_seq as customerSeq, max(changed_at) as at from send
    where meta_code = 131049 and customer_seq is not null and changed_at > ${since} group by customer_seq`)

/** People that count towards the daily limit since the given time, oldest first. */
export const peopleSince = (db: ReadHandle, since: number) =>
  db.all<{ person: string; at: number }>(sql`
    select person, max(at) as at from (
      select coalesce(to_phone, to_user_id, rkey) as person, accepted_at as at, run_id, template_name from send
        where accepted_at is not null and accepted_at > ${since}
      union all
      select coalesce(to_phone, to_user_id, rkey), changed_at, run_id, template_name from send
        where state in ('sending', 'in_doubt', 'unconfirmed') and changed_at > ${since}
    ) where template_name is not null or run_id in (select run_id from run where purpose <> 'reply')
    group by person order by at`)

/** When Meta last accepted a message within a span of time; null where it accepted none. */
export const lastAcceptedAt = (db: ReadHandle, span: { readonly after: number; readonly before: number }): number | null =>
  db.get<{ at: number | null }>(
    sql`select max(accepted_at) as at from send where accepted_at is not null and accepted_at > ${span.after} and accepted_at < ${span.before}`,
  )?.at ?? null

export const isBroadcasting = (db: ReadHandle): boolean =>
  db.get(sql`select 1 from run where owner = 'broadcast' and state = 'running' limit 1`) !== undefined

export const readFact = (db: ReadHandle, name: string): string | null =>
  db.get<{ value: string }>(sql`select value from vault_fact where name = ${name}`)?.value ?? null

export const writeFact = (db: WriteHandle, name: string, value: string): void => {
  expectChanges(
    db.run(sql`insert into vault_fact (name, value) values (${name}, ${value}) on conflict (name) do update set value = excluded.value`),
    1,
    'an upsert touches its row',
  )
}
