import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Doubt = {
  readonly seq: number
  readonly doubtId: string
  readonly customerSeq: number
  readonly customerId: string
  readonly customerName: string
  readonly messageId: string | null
  readonly text: string
  readonly at: number
  readonly mayMean: 'stop' | 'start'
  readonly words: string
  readonly decision: 'stop' | 'start' | 'neither' | null
  readonly settledAt: number | null
  readonly settledBy: string | null
}

type NewDoubt = Pick<Doubt, 'doubtId' | 'customerSeq' | 'text' | 'at' | 'mayMean' | 'words'> & { readonly wamid: string }

/** Lays a message aside, once. */
export const addDoubt = (db: WriteHandle, doubt: NewDoubt): boolean =>
  db.run(sql`
    insert into automation_doubt (doubt_id, customer_seq, wamid, text, at, may_mean, words)
    values (${doubt.doubtId}, ${doubt.customerSeq}, ${doubt.wamid}, ${doubt.text}, ${doubt.at}, ${doubt.mayMean}, ${doubt.words})
    on conflict do nothing`).changes === 1

const columns = sql`
  d.seq, d.doubt_id as doubtId, d.customer_seq as customerSeq, c.customer_id as customerId, c.name as customerName,
  (select message_id from message where wamid = d.wamid) as messageId, d.text, d.at, d.may_mean as mayMean, d.words, d.decision,
  d.settled_at as settledAt, d.settled_by as settledBy`

export const findDoubt = (db: ReadHandle, doubtId: string): Doubt | undefined =>
  db.get<Doubt>(sql`select ${columns} from automation_doubt d join customer c on c.seq = d.customer_seq where d.doubt_id = ${doubtId}`)

export const openDoubts = (db: ReadHandle, customerSeq: number | null = null): number =>
  db.get<{ count: number }>(sql`
    select count(*) as count from automation_doubt where decision is null and ${customerSeq === null ? sql`true` : sql`customer_seq = ${customerSeq}`}`)
    ?.count ?? 0

type Page = { readonly settled: boolean; readonly after: { readonly at: number; readonly seq: number } | null; readonly limit: number }

export function listDoubts(db: ReadHandle, { settled, after, limit }: Page): Doubt[] {
  const from = sql`select ${columns} from automation_doubt d join customer c on c.seq = d.customer_seq`
  if (!settled) {
    const place = after === null ? sql`true` : sql`(d.at, d.seq) > (${after.at}, ${after.seq})`
    return db.all<Doubt>(sql`${from} where d.decision is null and ${place} order by d.at, d.seq limit ${limit}`)
  }
  const place = after === null ? sql`true` : sql`(d.settled_at, d.seq) < (${after.at}, ${after.seq})`
  return db.all<Doubt>(sql`${from} where d.decision is not null and ${place} order by d.settled_at desc, d.seq desc limit ${limit}`)
}

export const settle = (
  db: WriteHandle,
  doubtId: string,
  settled: { readonly decision: 'stop' | 'start' | 'neither'; readonly at: number; readonly by: string },
) =>
  db.run(sql`
    update automation_doubt set decision = ${settled.decision}, settled_at = ${settled.at}, settled_by = ${settled.by} where doubt_id = ${doubtId}`)
