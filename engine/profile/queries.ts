import { z } from 'zod'
import { OpeningHours, Profile } from '#contract/ipc/profile.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'

export type KeptProfile = z.infer<typeof Profile>
export type Hours = readonly z.infer<typeof OpeningHours>[]

/** The profile belongs to a number: another number's must not be shown for this one. */
const Kept = z.object({ phoneNumberId: z.string(), profile: Profile })

function readSetting<S extends z.ZodType>(db: ReadHandle, name: string, schema: S): z.output<S> | null {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${name}`)
  const parsed = schema.safeParse(row === undefined ? undefined : JSON.parse(row.value))
  // What an older version wrote differently is read again from Meta.
  return parsed.success ? parsed.data : null
}

const writeSetting = (db: WriteHandle, { name, value, at }: { readonly name: string; readonly value: unknown; readonly at: number }) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)

/** The profile as last read for this number. */
export function keptProfile(db: ReadHandle, phoneNumberId: string | null): KeptProfile | null {
  const kept = readSetting(db, 'profile.kept', Kept)
  return kept !== null && kept.phoneNumberId === phoneNumberId ? kept.profile : null
}

export const keepProfile = (db: WriteHandle, phoneNumberId: string, profile: KeptProfile) =>
  writeSetting(db, { name: 'profile.kept', value: { phoneNumberId, profile }, at: profile.readAt })

export const keptHours = (db: ReadHandle): Hours => readSetting(db, 'profile.hours', z.array(OpeningHours)) ?? []

export const keepHours = (db: WriteHandle, hours: Hours, at: number) => writeSetting(db, { name: 'profile.hours', value: hours, at })
