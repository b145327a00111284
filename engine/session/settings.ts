import { SessionSettings } from '#contract/ipc/session.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Settings } from './face.ts'

const NAME = 'session'

/** What holds until somebody says otherwise: the careful choice, but that sending goes on. */
const BEGIN: Settings = { lockAfterMinutes: 5, sendsWhileLocked: true, opensWithKeychain: true, hidesNumbers: true, asksAgain: true }

const Kept = SessionSettings.partial()

export function readSettings(db: ReadHandle): Settings {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${NAME}`)
  if (row === undefined) return BEGIN
  const { lockAfterMinutes, sendsWhileLocked, hidesNumbers, asksAgain } = { ...BEGIN, ...Kept.parse(JSON.parse(row.value)) }
  return {
    lockAfterMinutes: lockAfterMinutes ?? BEGIN.lockAfterMinutes,
    sendsWhileLocked: sendsWhileLocked ?? BEGIN.sendsWhileLocked,
    // Where the key is, is said by the vault's own file.
    opensWithKeychain: true,
    hidesNumbers: hidesNumbers ?? BEGIN.hidesNumbers,
    asksAgain: asksAgain ?? BEGIN.asksAgain,
  }
}

export function keepSettings(db: WriteHandle, settings: Settings, at: number): void {
  db.run(sql`
    insert into setting (name, value, changed_at) values (${NAME}, ${JSON.stringify(settings)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
}
