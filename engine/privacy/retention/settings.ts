import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import { GRACE_MS, KEPT_AT_FIRST, PROPOSED, type Rules } from './ages.ts'

export type PrivacySettings = CallOutput<'privacy.settings'>
type Contact = PrivacySettings['contact']
/** When the nightly run last ended, when the computer's time was last looked at, and since when a jump waits for an answer. */
export type Nights = { readonly ranAt: number | null; readonly seenAt: number | null; readonly asksSince: number | null }

function read<T>(db: ReadHandle, name: string): T | null {
  const row = db.get<{ value: string }>(sql`select value from setting where name = ${name}`)
  return row === undefined ? null : (JSON.parse(row.value) as T)
}

const keep = (db: WriteHandle, name: string, { value, at }: { readonly value: unknown; readonly at: number }) =>
  db.run(sql`
    insert into setting (name, value, changed_at) values (${name}, ${JSON.stringify(value)}, ${at})
    on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`)

/** The rules; those of a shop that never chose keep everything. */
export const retentionNow = (db: ReadHandle): Rules => read<Rules>(db, 'privacy.retention') ?? { retention: KEPT_AT_FIRST, pending: null }

/** A shop that never chose gets the usual rules a week later, and sees them before. */
export function proposeRules(db: WriteHandle, now: number): void {
  if (read<Rules>(db, 'privacy.retention') !== null) return
  keepRules(db, { retention: KEPT_AT_FIRST, pending: { retention: PROPOSED, from: now + GRACE_MS } }, now)
}

export const keepRules = (db: WriteHandle, rules: Rules, at: number) => keep(db, 'privacy.retention', { value: rules, at })

export const nightsOf = (db: ReadHandle): Nights => read<Nights>(db, 'privacy.nights') ?? { ranAt: null, seenAt: null, asksSince: null }

export const keepNights = (db: WriteHandle, nights: Nights, at: number) => keep(db, 'privacy.nights', { value: nights, at })

export const contactOf = (db: ReadHandle): Contact => read<Contact>(db, 'privacy.contact') ?? { name: '', email: '', address: '' }

export const keepContact = (db: WriteHandle, contact: Contact, at: number) => keep(db, 'privacy.contact', { value: contact, at })

const stamp = (at: number | null): TimestampMs | null => at as TimestampMs | null

/** Everything that the page of privacy shows of its rules. */
export function settingsOf(db: ReadHandle): PrivacySettings {
  const { retention, pending } = retentionNow(db)
  const { ranAt, asksSince } = nightsOf(db)
  return {
    retention,
    pending: pending === null ? null : { retention: pending.retention, from: pending.from as TimestampMs },
    lastRunAt: stamp(ranAt),
    asksSince: stamp(asksSince),
    suppressed: suppressedPeople(db),
    contact: contactOf(db),
  }
}

/** One person stands under up to three hashes, all of the same moment. */
const suppressedPeople = (db: ReadHandle): number =>
  db.get<{ count: number }>(sql`select count(distinct at) as count from suppression`)?.count ?? 0
