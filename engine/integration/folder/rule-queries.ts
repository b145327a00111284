import { FolderRule, type DroppedFile } from '#contract/ipc/integration.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Rule = z.infer<typeof FolderRule>
export type FileView = z.infer<typeof DroppedFile>

export const allRules = (db: ReadHandle): Rule[] =>
  db.all<{ rule: string }>(sql`select rule from drop_rule order by pattern`).map(({ rule }) => FolderRule.parse(JSON.parse(rule)))

export const saveRuleRow = (db: WriteHandle, rule: Rule): void =>
  void db.run(sql`
    insert into drop_rule (rule_id, pattern, rule) values (${rule.ruleId}, ${rule.pattern.toLowerCase()}, ${JSON.stringify(rule)})
    on conflict (rule_id) do update set pattern = excluded.pattern, rule = excluded.rule`)

export const removeRuleRow = (db: WriteHandle, ruleId: string): boolean =>
  db.run(sql`delete from drop_rule where rule_id = ${ruleId}`).changes > 0

export const isPatternTaken = (db: ReadHandle, pattern: string, but: string | undefined): boolean =>
  db.get(sql`select 1 from drop_rule where pattern = ${pattern.toLowerCase()} and rule_id <> ${but ?? ''}`) !== undefined

/** The row of a file that is being read; the one of a run that was cut short goes on. */
export function openFileRow(
  db: WriteHandle,
  { fileName, sha256, at }: { readonly fileName: string; readonly sha256: string; readonly at: number },
): number {
  const begun = db.get<{ seq: number }>(sql`
    select seq from dropped_file where state = 'working' and file_name = ${fileName} and sha256 = ${sha256} order by seq limit 1`)
  if (begun !== undefined) return begun.seq
  return db.run(sql`insert into dropped_file (file_name, sha256, state, at) values (${fileName}, ${sha256}, 'working', ${at})`).lastRowId
}

export type Counts = Pick<FileView, 'rows' | 'sent' | 'known' | 'refused'>
type End = Counts & { readonly seq: number; readonly state: 'done' | 'failed'; readonly reason: string | null; readonly at: number }

/** The list is kept this long; it names files, so no longer than needed. */
const KEPT_MS = 90 * 86_400_000

export function closeFileRow(db: WriteHandle, { seq, state, reason, rows, sent, known, refused, at }: End): void {
  db.run(sql`
    update dropped_file set state = ${state}, reason = ${reason}, rows = ${rows}, sent = ${sent}, known = ${known}, refused = ${refused}, at = ${at}
    where seq = ${seq}`)
  db.run(sql`delete from dropped_file where at < ${at - KEPT_MS} and state <> 'working'`)
}

export const latestFiles = (db: ReadHandle, most: number): FileView[] =>
  db.all<FileView>(sql`
    select file_name as fileName, state, reason, rows, sent, known, refused, at from dropped_file order by seq desc limit ${most}`)
