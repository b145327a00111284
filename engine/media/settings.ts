import { MediaSettings } from '#contract/ipc/media.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { z } from 'zod'

type Settings = z.infer<typeof MediaSettings>

const NAME = 'media'
/** The largest photo, sound and film that WhatsApp takes; only documents may be larger. */
const usual: Settings = { automaticBytes: 16 * 1024 * 1024 }

/** What the shop chose about files, or what is usual. */
export function readSettings(db: ReadHandle): Settings {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${NAME}`)
  return row === undefined ? usual : MediaSettings.parse(JSON.parse(row.value))
}

export function saveSettings(db: WriteHandle, settings: Settings, at: number): void {
  db.run(sql`
    insert into setting (name, value, changed_at) values (${NAME}, ${JSON.stringify(settings)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)
}
