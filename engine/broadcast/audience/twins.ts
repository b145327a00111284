import { samePersonKey } from '../../customer/index.ts'
import { inList, sql, type ReadHandle } from '../../store/index.ts'
import { matches, memberColumns, type Asking, type Audience } from './queries.ts'
import type { Person } from './rules.ts'

type Member = Person & { readonly waId: string | null; readonly isAsked: number }

type Asked = {
  readonly audience: Audience
  readonly asking: Asking
  /** Whose number Meta takes for another one, with the key of that one, where it is known already. */
  readonly renamed?: ReadonlyMap<number, string>
}

const refused = (person: Person): boolean =>
  person.blocked !== 0 || person.restrictedAt !== null || person.offers === 'no' || person.offers === 'stopped'

/**
 * Records that WhatsApp takes for the same person although their numbers differ here: Meta answered a send to one number
 * with the number of another record. Spellings of one number never make two records (customer.same_person_key), so these
 * groups are rare and small.
 * @param asked the audience, and when it is asked
 * @param goes whether a person would get the message if they stood alone
 * @returns records to leave out as duplicates: all others of a group once one of them refused offers, else all but the first that goes
 */
export function findTwins(
  db: ReadHandle,
  { audience, asking, renamed: known }: Asked,
  goes: (person: Person) => boolean,
): ReadonlySet<number> {
  const renamed = known === undefined ? readRenamed(db) : [...known].map(([seq, metaKey]) => ({ seq, metaKey }))
  if (renamed.length === 0) return new Set()
  const byKey = new Map<string, { readonly seq: number }[]>()
  for (const row of renamed) byKey.set(row.metaKey, [...(byKey.get(row.metaKey) ?? []), row])
  const members = db.all<Member>(sql`
    select ${memberColumns(db, audience, asking)}, c.wa_id as waId, ${matches(db, audience, asking)} as isAsked from customer c
    where c.same_person_key in ${inList([...byKey.keys()])} or c.seq in ${inList(renamed.map((row) => row.seq))} order by c.seq`)
  const twins = new Set<number>()
  for (const [key, rows] of byKey) {
    const group = members.filter((member) => member.samePersonKey === key || rows.some((row) => row.seq === member.seq))
    for (const seq of leftOut(group, goes)) twins.add(seq)
  }
  return twins
}

/** Whose number Meta takes for another one. */
const readRenamed = (db: ReadHandle): { seq: number; metaKey: string }[] =>
  db
    .all<{ seq: number; key: string | null; waId: string }>(
      sql`select seq, same_person_key as key, wa_id as waId from customer where wa_id is not null`,
    )
    .map((row) => ({ ...row, metaKey: samePersonKey(`+${row.waId}`) }))
    .filter((row) => row.metaKey !== row.key)

function leftOut(group: readonly Member[], goes: (person: Person) => boolean): number[] {
  if (group.length < 2) return []
  const kept = group.some(refused) ? group.filter(refused) : group.filter((member) => member.isAsked !== 0 && goes(member)).slice(0, 1)
  if (kept.length === 0) return []
  return group.filter((member) => !kept.includes(member)).map((member) => member.seq)
}
