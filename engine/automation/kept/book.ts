import { AutomationSettings, AutomationWork } from '#contract/ipc/automation.ts'
import type { Locale } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { defaultSettings } from '../default-settings.ts'
import type { Candidate } from '../rules/decide.ts'

/** An automation as it is kept. */
export type AutomationRow = Candidate & { readonly kind: AutomationWork['kind']; readonly savedAt: number; readonly savedBy: string }

type Stored = Omit<AutomationRow, 'work' | 'isOn'> & { readonly work: string; readonly isOn: number }

export type Paused = { readonly at: number; readonly by: string; readonly reason: 'by-hand' | 'restored-copy' }

/** Everything that decides what is answered, read once and again after each change. */
export type Book = { readonly automations: readonly AutomationRow[]; readonly settings: AutomationSettings; readonly paused: Paused | null }

/** The order in which kinds are shown; the order of answering is the decision's. */
const ORDER = ['offer-words', 'greeting', 'away', 'keywords', 'menu', 'flow', 'recommend', 'survey', 'reminder', 'drip'] as const

const SETTINGS = 'automation.settings'
const PAUSED = 'automation.paused'
const STARTED = 'automation.started'

const settingOf = (db: ReadHandle, name: string): unknown => {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${name}`)
  return row === undefined ? null : JSON.parse(row.value)
}

const keepSetting = (db: WriteHandle, { name, value, at }: { readonly name: string; readonly value: unknown; readonly at: number }) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)

/** Reads all of it; a work that this version can't read any more is left out. */
export function readBook(db: ReadHandle, locale: Locale): Book {
  const rows = db.all<Stored>(sql`
    select automation_id as automationId, name, kind, is_on as isOn, work, saved_at as savedAt, saved_by as savedBy from automation where removed_at is null order by place, automation_id`)
  const automations = rows.flatMap((row) => {
    const work = AutomationWork.safeParse(JSON.parse(row.work))
    return work.success ? [{ ...row, isOn: row.isOn !== 0, work: work.data }] : []
  })
  const settings = AutomationSettings.safeParse(settingOf(db, SETTINGS))
  return {
    automations: automations.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind)),
    settings: settings.success ? settings.data : defaultSettings(locale),
    paused: settingOf(db, PAUSED) as Paused | null,
  }
}

export const keepSettings = (db: WriteHandle, settings: AutomationSettings, at: number) =>
  keepSetting(db, { name: SETTINGS, value: settings, at })

export const keepPaused = (db: WriteHandle, paused: Paused | null, at: number) => keepSetting(db, { name: PAUSED, value: paused, at })

/** Whether the starters were ever laid out; a shop that removed them all does not get them back. */
export const hasStarted = (db: ReadHandle): boolean => settingOf(db, STARTED) !== null

export const noteStarted = (db: WriteHandle, at: number) => keepSetting(db, { name: STARTED, value: true, at })

type NewRow = Pick<AutomationRow, 'automationId' | 'name' | 'work' | 'isOn' | 'savedAt' | 'savedBy'>

/** Writes an automation; one that is there keeps its place and its switch. */
export const saveAutomation = (db: WriteHandle, row: NewRow) =>
  db.run(sql`
    insert into automation (automation_id, name, kind, is_on, work, place, saved_at, saved_by)
    values (${row.automationId}, ${row.name}, ${row.work.kind}, ${Number(row.isOn)}, ${JSON.stringify(row.work)},
      (select coalesce(max(place), 0) + 1 from automation), ${row.savedAt}, ${row.savedBy})
    on conflict (automation_id) do update set name = excluded.name, kind = excluded.kind, work = excluded.work,
      saved_at = excluded.saved_at, saved_by = excluded.saved_by`)

export const setOn = (db: WriteHandle, automationId: string, isOn: boolean) =>
  db.run(sql`update automation set is_on = ${Number(isOn)} where automation_id = ${automationId}`)

/** Takes an automation away, to be put back or dropped later. */
export const removeAutomation = (db: WriteHandle, automationId: string, at: number) =>
  db.run(sql`update automation set removed_at = ${at} where automation_id = ${automationId}`)

/** When an automation was removed; null for one that is there, or is gone for good. */
export const removedAt = (db: ReadHandle, automationId: string): number | null =>
  db.get<{ at: number | null }>(sql`select removed_at as at from automation where automation_id = ${automationId}`)?.at ?? null

/** Puts a removed automation back as it was, but switched off where another of its kind took its place meanwhile. */
export const unremove = (db: WriteHandle, automationId: string, isOn: boolean) =>
  db.run(sql`update automation set removed_at = null, is_on = ${Number(isOn)} where automation_id = ${automationId}`)

/** Whether an automation, there or removed, is switched on, and of which kind it is. */
export const stored = (db: ReadHandle, automationId: string): Pick<AutomationRow, 'kind' | 'isOn'> | undefined => {
  const row = db.get<{ kind: AutomationRow['kind']; isOn: number }>(
    sql`select kind, is_on as isOn from automation where automation_id = ${automationId}`,
  )
  return row === undefined ? undefined : { kind: row.kind, isOn: row.isOn !== 0 }
}

const REMOVED_KEPT_MS = 86_400_000

/** Drops what was removed long enough ago that nobody takes it back. */
export const dropRemoved = (db: WriteHandle, now: number) => db.run(sql`delete from automation where removed_at < ${now - REMOVED_KEPT_MS}`)
