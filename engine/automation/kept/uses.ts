import type { DecidedBy, HandOverReason, WhyNot } from '#contract/ipc/automation-views.ts'
import { joinSql, sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Outcome = 'answered' | 'handed-over' | 'missed' | 'not-said'

export type NewUse = {
  readonly useId: string
  readonly automationId: string | null
  readonly decidedBy: DecidedBy | null
  readonly partId: string | null
  readonly customerSeq: number
  readonly at: number
  readonly wamid: string | null
  readonly said: string
  readonly messageId: string | null
  readonly outcome: Outcome
  readonly why: WhyNot | null
  readonly handedOver: HandOverReason | null
}

/** A use as it is shown, but for what the automation is called. */
export type UseRow = Omit<NewUse, 'customerSeq' | 'wamid'> & {
  readonly seq: number
  readonly customerId: string
  readonly customerName: string
  readonly wrongAt: number | null
  readonly wrongBy: string | null
}

/** Whether a message was dealt with before. */
export const isDecided = (db: ReadHandle, wamid: string): boolean =>
  db.get(sql`select 1 from automation_use where wamid = ${wamid}`) !== undefined

export const addUse = (db: WriteHandle, use: NewUse) =>
  db.run(sql`
    insert into automation_use (use_id, automation_id, decided_by, part_id, customer_seq, at, wamid, said, message_id, outcome, why, handed_over)
    values (${use.useId}, ${use.automationId}, ${use.decidedBy}, ${use.partId}, ${use.customerSeq}, ${use.at}, ${use.wamid}, ${use.said},
      ${use.messageId}, ${use.outcome}, ${use.why}, ${use.handedOver})`)

const columns = sql`
  u.seq, u.use_id as useId, u.automation_id as automationId, u.decided_by as decidedBy, u.part_id as partId, c.customer_id as customerId,
  c.name as customerName, u.at, u.said, u.message_id as messageId, u.outcome, u.why, u.handed_over as handedOver, u.wrong_at as wrongAt, u.wrong_by as wrongBy`

export type UseFilter = {
  readonly automationId?: string | undefined
  readonly customerId?: string | undefined
  readonly outcome?: Outcome | undefined
  readonly onlyWrong?: boolean
  readonly since?: number | undefined
  readonly after?: number | null
}

export function listUses(db: ReadHandle, filter: UseFilter, limit: number): UseRow[] {
  const conditions = [sql`true`]
  if (filter.automationId !== undefined) conditions.push(sql`u.automation_id = ${filter.automationId}`)
  if (filter.customerId !== undefined)
    conditions.push(sql`u.customer_seq = (select seq from customer where customer_id = ${filter.customerId})`)
  if (filter.outcome !== undefined) conditions.push(sql`u.outcome = ${filter.outcome}`)
  if (filter.onlyWrong === true) conditions.push(sql`u.wrong_at is not null`)
  if (filter.since !== undefined) conditions.push(sql`u.at >= ${filter.since}`)
  if (filter.after !== undefined && filter.after !== null) conditions.push(sql`u.seq < ${filter.after}`)
  return db.all<UseRow>(sql`
    select ${columns} from automation_use u join customer c on c.seq = u.customer_seq where ${joinSql(conditions, ' and ')} order by u.seq desc limit ${limit}`)
}

export const findUse = (db: ReadHandle, key: { readonly useId: string } | { readonly messageId: string }): UseRow | undefined =>
  db.get<UseRow>(sql`
    select ${columns} from automation_use u join customer c on c.seq = u.customer_seq
    where ${'useId' in key ? sql`u.use_id = ${key.useId}` : sql`u.message_id = ${key.messageId}`} order by u.seq desc limit 1`)

export const markUse = (db: WriteHandle, useId: string, wrong: { readonly at: number; readonly by: string } | null) =>
  db.run(sql`update automation_use set wrong_at = ${wrong?.at ?? null}, wrong_by = ${wrong?.by ?? null} where use_id = ${useId}`)

/** What one automation did since a time; null counts all. */
export const countUses = (
  db: ReadHandle,
  automationId: string,
  since: number,
): { readonly answered: number; readonly handedOver: number; readonly wrong: number } =>
  db.get(sql`
    select coalesce(sum(outcome = 'answered'), 0) as answered, coalesce(sum(handed_over is not null), 0) as handedOver, coalesce(sum(wrong_at is not null), 0) as wrong
    from automation_use where automation_id = ${automationId} and at >= ${since}`) ?? { answered: 0, handedOver: 0, wrong: 0 }

/** Whether the same words went to somebody within a time, whichever way the clock was set since. */
export const wasSaid = (
  db: ReadHandle,
  said: { readonly customerSeq: number; readonly hash: string; readonly now: number; readonly withinMs: number },
): boolean =>
  db.get(sql`
    select 1 from automation_said where customer_seq = ${said.customerSeq} and hash = ${said.hash}
      and at > ${said.now - said.withinMs} and at < ${said.now + said.withinMs}`) !== undefined

export const noteSaid = (
  db: WriteHandle,
  said: {
    readonly messageId: string
    readonly automationId: string | null
    readonly customerSeq: number
    readonly hash: string
    readonly at: number
  },
) =>
  db.run(sql`
    insert into automation_said (message_id, automation_id, customer_seq, hash, at)
    values (${said.messageId}, ${said.automationId}, ${said.customerSeq}, ${said.hash}, ${said.at})`)

/** Automatic messages since a time and what those cost that Meta took; by the prices that the ledger froze. */
export const costOf = (
  db: ReadHandle,
  since: number,
  automationId: string | null,
): { readonly messages: number; readonly costMicros: number } =>
  db.get(sql`
    select count(*) as messages, coalesce(sum(iif(s.state in ('accepted', 'sent', 'delivered', 'read'), s.price_micros, 0)), 0) as costMicros
    from automation_said a left join message m on m.message_id = a.message_id left join send s on s.send_id = m.send_id
    where a.at >= ${since} and ${automationId === null ? sql`true` : sql`a.automation_id = ${automationId}`}`) ?? {
    messages: 0,
    costMicros: 0,
  }
