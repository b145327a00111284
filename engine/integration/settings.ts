import { ToolSettings } from '#contract/ipc/integration.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type Settings = z.infer<typeof ToolSettings>

const SETTING = 'integration.rules'
/** A number that nobody knows is refused, and nobody is woken, until the shop decides otherwise. */
const DEFAULTS: Settings = { unknownNumbers: 'refuse', quietHours: { fromHour: 21, toHour: 9 }, ordersAtAnyHour: false }

/** Rules that hold for every notice. */
export function readSettings(db: ReadHandle): Settings {
  const text = readText(db, SETTING)
  const parsed = ToolSettings.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? parsed.data : DEFAULTS
}

export function saveSettings(db: WriteHandle, change: ParsedInput<'integration.saveSettings'>, now: number): Settings {
  const settings = ToolSettings.parse({ ...readSettings(db), ...JSON.parse(JSON.stringify(change)) })
  saveText(db, { name: SETTING, value: JSON.stringify(settings), now })
  return settings
}

/** One choice of the shop, as text; null before it was made. */
export const readText = (db: ReadHandle, name: string): string | null =>
  db.get<{ value: string }>(sql`select value from setting where name = ${name}`)?.value ?? null

export function saveText(
  db: WriteHandle,
  { name, value, now }: { readonly name: string; readonly value: string; readonly now: number },
): void {
  db.run(sql`
    insert into setting (name, value, changed_at) values (${name}, ${value}, ${now})
    on conflict do update set value = excluded.value, changed_at = excluded.changed_at`)
}
