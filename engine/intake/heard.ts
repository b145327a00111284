import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { AccountEvent, AccountField, HistoryEvent } from './facts.ts'

/** When a field last delivered, ms, and how often it did since the vault was made. */
export type FieldHeard = { readonly field: string; readonly lastAt: number; readonly count: number }

/** Something that Meta said about account, number or security; see AccountEvent for what `params` hold. */
export type AccountNotice = Omit<AccountEvent, 'field'> & { readonly field: AccountField }

/** How far the chats of before the phone was joined have come. */
export type HistoryPhase = { readonly phase: number; readonly progress: number; readonly at: number }

/** Adds to what each field delivered. */
export function countFields(db: WriteHandle, fields: ReadonlyMap<string, { readonly count: number; readonly at: number }>): void {
  for (const [field, { count, at }] of fields)
    db.run(sql`
      insert into webhook_field (field, last_at, count) values (${field}, ${at}, ${count})
      on conflict (field) do update set last_at = max(last_at, excluded.last_at), count = count + excluded.count`)
}

export const readFields = (db: ReadHandle): FieldHeard[] =>
  db.all<FieldHeard>(sql`select field, last_at as lastAt, count from webhook_field order by field`)

/** Keeps a notice; false when it was kept before. */
export function noteAccount(db: WriteHandle, { field, event, params, at, until }: AccountEvent): boolean {
  return (
    db.run(
      sql`insert into account_notice (field, event, params, at, until) values (${field}, ${event}, ${JSON.stringify(params)}, ${at}, ${until}) on conflict do nothing`,
    ).changes === 1
  )
}

/** Latest first. */
export function readNotices(db: ReadHandle, limit: number): AccountNotice[] {
  return db
    .all<Omit<AccountNotice, 'params'> & { readonly params: string }>(
      sql`select field, event, params, at, until from account_notice order by at desc, seq desc limit ${limit}`,
    )
    .map((notice) => ({ ...notice, params: JSON.parse(notice.params) as AccountNotice['params'] }))
}

/** Notices of long ago say nothing about the number of today. */
export function forgetNotices(db: WriteHandle, before: number): void {
  db.run(sql`delete from account_notice where at < ${before} and coalesce(until, 0) < ${before}`)
}

/** Chunks come in any order: progress never goes back. */
export function noteHistory(db: WriteHandle, { phase, progress, chunk, at }: HistoryEvent): void {
  db.run(sql`
    insert into history_phase (phase, progress, last_chunk, at) values (${phase}, ${progress}, ${chunk}, ${at})
    on conflict (phase) do update set progress = max(progress, excluded.progress), last_chunk = max(last_chunk, excluded.last_chunk),
      at = max(at, excluded.at)`)
}

export const readHistoryPhases = (db: ReadHandle): HistoryPhase[] =>
  db.all<HistoryPhase>(sql`select phase, progress, at from history_phase order by phase`)
